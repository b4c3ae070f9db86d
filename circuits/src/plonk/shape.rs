//! How the columns and fixed polynomials are made up (see [`crate::plonk`] and, for their numbers, [`super::words`]).

use super::words::{COLUMNS, FIXED};
use ark_bn254::Fr;
use ark_ff::Field;

/// Columns `h0..h6` of the hash lane.
pub use super::lane::COLUMNS as LANE;
/// Rows of one block of the hash lane.
pub use crate::builder::HASH_ROWS as PERIOD;

/// Wires `a b c d`.
pub const WIRES: usize = 4;
/// Constants of the main gate: `q_a q_b q_c q_d q_ab q_ac q_0 q_n`.
pub const MAIN: usize = 8;
/// Selector columns of the custom gates.
pub const SELECTORS: usize = 5;
/// Columns of the copy permutation, and so polynomials `sigma_0..sigma_4`.
pub const SIGMAS: usize = 5;
/// The columns of the copy permutation: `a b c d h6`.
pub const PERMUTED: [usize; SIGMAS] = [0, 1, 2, 3, COLUMNS - 1];
/// Labels of the cells of the permutation's column `j` are `SHIFT^j w^row`. It generates the multiplicative group, so the
/// cosets of the columns are disjoint for every domain.
pub const SHIFT: u64 = 5;
/// The smallest domain, as a power of two.
pub const MIN_LOG_N: u32 = 4;

/// `k_j = SHIFT^j`: what tells the columns of the copy permutation apart.
pub fn shifts() -> [Fr; SIGMAS] {
    let mut shift = Fr::ONE;
    std::array::from_fn(|_| {
        let k = shift;
        shift *= Fr::from(SHIFT);
        k
    })
}

const _: () = assert!(WIRES + LANE == COLUMNS && MAIN + SELECTORS + SIGMAS == FIXED);

#[cfg(test)]
mod tests {
    use super::*;
    use ark_ff::FftField;

    #[test]
    fn shifts_are_powers_of_a_generator() {
        assert_eq!(Fr::from(SHIFT), Fr::GENERATOR);
        assert_eq!(shifts(), [1u64, 5, 25, 125, 625].map(Fr::from));
    }
}
