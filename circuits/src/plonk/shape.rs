//! How the columns and fixed polynomials are made up (see [`crate::plonk`] and, for their numbers, [`super::words`]).

use super::words::{COLUMNS, FIXED};
use ark_bn254::Fr;
use ark_ff::{FftField, Field};

/// Wires `a b c d`.
pub const WIRES: usize = 4;
/// Columns `h0..h6` of the hash lane.
pub const LANE: usize = 7;
/// Constants of the main gate: `q_a q_b q_c q_d q_ab q_ac q_0 q_n`.
pub const MAIN: usize = 8;
/// Selector columns of the custom gates.
pub const SELECTORS: usize = 5;
/// Columns of the copy permutation, and so polynomials `sigma_0..sigma_4`.
pub const SIGMAS: usize = 5;
/// The columns of the copy permutation: `a b c d h6`.
pub const PERMUTED: [usize; SIGMAS] = [0, 1, 2, 3, COLUMNS - 1];
/// Rows of one block of the hash lane.
pub const PERIOD: usize = 16;
/// The smallest domain, as a power of two.
pub const MIN_LOG_N: u32 = 4;

/// `k_j = 5^j`: what tells the columns of the copy permutation apart. 5 generates the multiplicative group, so the cosets
/// `k_j <w>` are disjoint for every domain.
pub fn shifts() -> [Fr; SIGMAS] {
    let mut shift = Fr::ONE;
    std::array::from_fn(|_| {
        let k = shift;
        shift *= Fr::GENERATOR;
        k
    })
}

const _: () = assert!(WIRES + LANE == COLUMNS && MAIN + SELECTORS + SIGMAS == FIXED);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_powers_of_five() {
        assert_eq!(shifts(), [1u64, 5, 25, 125, 625].map(Fr::from));
    }
}
