//! What identifies the rows of a circuit.

use super::rows::Builder;
use crate::field::limbs;
use crate::gates::all;
use blake2::{digest::consts::U32, Blake2b, Digest};

impl Builder {
    /// A digest of everything but the values: rows, gates, constants, hashes, wiring, public inputs.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Blake2b::<U32>::new();
        hash.update(b"zelkova circuit v2");
        for gate in all() {
            hash.update(gate.name.as_bytes());
            hash.update([0]);
        }
        for count in [self.values.len(), self.public.len(), self.rows.len(), self.hashes.len()] {
            hash.update((count as u64).to_le_bytes());
        }
        let mut buffer = Vec::with_capacity(1 << 16);
        for var in &self.public {
            buffer.extend_from_slice(&var.0.to_le_bytes());
        }
        for block in &self.hashes {
            for var in block.inputs.iter().chain([&block.output]) {
                buffer.extend_from_slice(&var.0.to_le_bytes());
            }
        }
        for row in &self.rows {
            buffer.push(row.gate.0);
            for wire in row.wires {
                buffer.extend_from_slice(&wire.0.to_le_bytes());
            }
            for constant in self.row_constants(row) {
                for limb in limbs(*constant) {
                    buffer.extend_from_slice(&limb.to_le_bytes());
                }
            }
            if buffer.len() > 1 << 15 {
                hash.update(&buffer);
                buffer.clear();
            }
        }
        hash.update(&buffer);
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::int;

    fn circuit(build: impl FnOnce(&mut Builder)) -> [u8; 32] {
        let mut cs = Builder::new();
        build(&mut cs);
        cs.digest()
    }

    #[test]
    fn values_do_not_count_and_wiring_does() {
        let hash_of = |value: u128, swapped: bool| {
            circuit(|cs| {
                let [a, b, c] = [value, 2, 3].map(|x| cs.alloc(int(x)));
                let (left, right) = if swapped { (&b, &a) } else { (&a, &b) };
                cs.compress4([left, right, &c, &c]);
            })
        };
        assert_eq!(hash_of(1, false), hash_of(7, false));
        assert_ne!(hash_of(1, false), hash_of(1, true));
        assert_ne!(hash_of(1, false), circuit(|_| ()));
    }
}
