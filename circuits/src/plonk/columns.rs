//! From the rows and hashes of a circuit to columns.

use super::lane;
use super::permutation;
use super::shape::{LANE, MAIN, SELECTORS, WIRES};
use super::words::{COLUMNS, FIXED};
use crate::builder::{Builder, HashBlock, Var};
use crate::convert::to_ark;
use crate::gates::{all, GateId};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use rayon::prelude::*;

/// The columns of a witness, by value on the domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Witness {
    /// The public inputs.
    pub(crate) inputs: Vec<Fr>,
    /// The wires `a b c d`, then the hash lane `h0..h6`.
    pub(crate) columns: Vec<Vec<Fr>>,
}

/// The fixed columns of a circuit, by value on the domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FixedColumns {
    /// The domain has `2^log_n` rows.
    pub(crate) log_n: u32,
    /// Number of public inputs.
    pub(crate) inputs: usize,
    /// Constants of the main gate, selectors, sigmas.
    pub(crate) columns: Vec<Vec<Fr>>,
}

/// The columns of the witness.
pub(crate) fn witness(cs: &Builder) -> Witness {
    let n = 1usize << cs.log2_size();
    let (wires, hashes) = rayon::join(
        || {
            let wires = (0..WIRES).into_par_iter().map(|wire| wire_column(cs, wire, n));
            wires.collect::<Vec<_>>()
        },
        || lane_columns(cs, n),
    );
    let columns = [wires, hashes].concat();
    debug_assert_eq!(columns.len(), COLUMNS);
    Witness { inputs: cs.public_inputs().into_iter().map(to_ark).collect(), columns }
}

/// Public inputs on wire `a` of the first rows, then the rows; unused wires are 0.
fn wire_column(cs: &Builder, wire: usize, n: usize) -> Vec<Fr> {
    let inputs = cs.public.iter().map(|var| if wire == 0 { *var } else { Var::NONE });
    let vars = inputs.chain(cs.rows().iter().map(|row| row.wires[wire]));
    let value = |var| if var == Var::NONE { Fr::ZERO } else { to_ark(cs.value(var)) };
    let mut column: Vec<Fr> = vars.map(value).collect();
    column.resize(n, Fr::ZERO);
    column
}

/// The trace of all hashes; unused blocks hash zeros.
fn lane_columns(cs: &Builder, n: usize) -> Vec<Vec<Fr>> {
    let inputs = |hash: &HashBlock| hash.inputs.map(|var| to_ark(cs.value(var)));
    let blocks: Vec<[Fr; WIRES]> = cs.hashes().par_iter().with_min_len(64).map(inputs).collect();
    let columns: [Vec<Fr>; LANE] = lane::trace(&blocks, n);
    columns.into()
}

/// The fixed columns.
pub(crate) fn fixed(cs: &Builder) -> FixedColumns {
    let log_n = cs.log2_size();
    let n = 1usize << log_n;
    let inputs = cs.public.len();
    let mut columns = vec![vec![Fr::ZERO; n]; FIXED - permutation::COLUMNS];
    // A row of a public input: `input - a = 0`, the input being part of the identity.
    columns[0][..inputs].fill(-Fr::ONE);
    for (i, row) in (inputs..).zip(cs.rows()) {
        match row.gate {
            GateId::NONE => {}
            GateId::MAIN => {
                for (column, constant) in columns[..MAIN].iter_mut().zip(cs.row_constants(row)) {
                    column[i] = to_ark(*constant);
                }
            }
            GateId(custom) => {
                let selector = all()[usize::from(custom)].selector.expect("a custom gate has a selector");
                columns[MAIN + selector.column][i] = Fr::from(selector.value);
            }
        }
    }
    debug_assert_eq!(columns.len(), MAIN + SELECTORS);
    columns.extend(permutation::sigmas(cs, log_n));
    FixedColumns { log_n, inputs, columns }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::int;
    use crate::plonk::check_satisfied;

    /// Public inputs, a product, a hash of a hash.
    fn circuit() -> Builder {
        let mut cs = Builder::new();
        let x = cs.public_input(int(3));
        let y = x.square(&mut cs);
        let hash = cs.compress4([&x, &y, &x, &x]);
        let root = cs.compress4([&hash, &hash, &x, &y]);
        let public = cs.public_input(root.value());
        cs.assert_equal("root", &public, &root);
        assert_eq!(check_satisfied(&cs, &cs.public_inputs()), Ok(()));
        cs
    }

    #[test]
    fn public_inputs_come_first() {
        let cs = circuit();
        let (witness, fixed) = (witness(&cs), fixed(&cs));
        assert_eq!((fixed.log_n, fixed.inputs, witness.inputs.len()), (5, 2, 2));
        assert_eq!(witness.columns[0][..2], witness.inputs);
        assert_eq!(fixed.columns[0][..2], [-Fr::ONE; 2]);
        assert_eq!(witness.columns.len(), COLUMNS);
        assert_eq!(fixed.columns.len(), FIXED);
        assert!(witness.columns.iter().chain(&fixed.columns).all(|column| column.len() == 32));
    }
}
