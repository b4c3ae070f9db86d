//! Hashes: not rows, but blocks of columns that stand beside the rows (see [`crate::plonk::lane`]).

use super::{hash_block::HashBlock, num::Num, rows::Builder, var::Var};
use crate::convert::{from_ark, to_ark};
use crate::field::Fr;
use zelkova_primitives::hash::compress4;

impl Builder {
    /// `P(c0, c1, c2, c3)[0] + c0` (protocol, section 1). No row, but one for each input that is not a single variable.
    pub fn compress4(&mut self, inputs: [&Num; 4]) -> Num {
        let inputs = inputs.map(|input| input.to_var(self));
        let output = self.alloc_var(self.hash_value(&inputs));
        let label = self.label();
        self.hashes.push(HashBlock { inputs, output, label });
        self.num(output)
    }

    /// The hashes, in order.
    pub fn hashes(&self) -> &[HashBlock] {
        &self.hashes
    }

    /// The hash of the variables' values.
    pub fn hash_value(&self, inputs: &[Var; 4]) -> Fr {
        compress(inputs.map(|input| self.value(input)))
    }
}

/// The native hash of circuit elements.
pub(crate) fn compress(inputs: [Fr; 4]) -> Fr {
    from_ark(compress4(&inputs.map(to_ark)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::int;

    #[test]
    fn hashes_take_no_rows_but_decide_the_size() {
        let mut cs = Builder::new();
        let x = cs.alloc(int(1));
        assert_eq!(cs.log2_size(), 4);
        for hashes in 1..=5 {
            cs.region(format!("item[{hashes}]"), |cs| cs.compress4([&x, &x, &x, &x]));
            assert_eq!((cs.rows().len(), cs.hashes().len()), (0, hashes));
            assert_eq!(1 << cs.log2_size(), (16 * hashes).next_power_of_two());
        }
        assert_eq!(cs.hash_name(4), "item[5]");
        assert_eq!((cs.hashes_by_region()["item"], cs.rows_by_region()["item"]), (5, 0));
        for _ in 0..127 {
            cs.assert_zero("zero", &x);
        }
        assert_eq!(cs.log2_size(), 7);
        cs.assert_zero("zero", &x);
        assert_eq!(cs.log2_size(), 8);
    }
}
