//! The Poseidon2 permutation of four words and the compression that it gives.
//!
//! | way | where | for |
//! |---|---|---|
//! | one permutation | everywhere | paths, rests of batches |
//! | eight in lanes | x86-64 with AVX-512 IFMA | batches |

#[cfg(target_arch = "x86_64")]
mod lanes;
mod scalar;
mod schedule;
#[cfg(test)]
mod tests;

use crate::{
    arithmetic::{with_best_arithmetic, Limbs},
    Fr,
};
use ark_ff::One;
use schedule::{Schedule, MEMORY};

/// What a permutation is made of, as the paper has it.
struct Parameters {
    full_rounds: Vec<[Fr; 4]>,
    partial_rounds: Vec<Fr>,
    diagonal: [Fr; 4],
}

/// Poseidon2 over four words with the S-box `x^5` (L. Grassi, D. Khovratovich, M. Schofnegger, "Poseidon2: A Faster
/// Version of the Poseidon Hash Function", 2023), prepared for the kernels.
pub struct Poseidon2 {
    scalar: Schedule<Limbs>,
    #[cfg(target_arch = "x86_64")]
    lanes: Schedule<crate::arithmetic::lanes::Limbs52>,
}

impl Poseidon2 {
    /// The permutation with these round constants: of the full rounds, half of them before the partial ones and half
    /// after; of the partial rounds, for the first word. The internal matrix is one of ones plus `diagonal`.
    ///
    /// # Panics
    /// If there is an odd number of full rounds, more than eight of them or fewer than three partial ones, or if the
    /// diagonal starts with -1 or has the same element twice after that.
    pub fn new(full_rounds: &[[Fr; 4]], partial_rounds: &[Fr], diagonal: [Fr; 4]) -> Self {
        assert!(full_rounds.len().is_multiple_of(2), "half of the full rounds on each side");
        assert!(full_rounds.len() <= 8, "as many rounds as keep lanes in their range");
        assert!(partial_rounds.len() >= MEMORY, "three partial rounds at least");
        let parameters =
            Parameters { full_rounds: full_rounds.to_vec(), partial_rounds: partial_rounds.to_vec(), diagonal };
        Self {
            scalar: Schedule::new(&parameters, Fr::one(), |constant| constant.0 .0),
            #[cfg(target_arch = "x86_64")]
            lanes: lanes::schedule(&parameters),
        }
    }

    pub(crate) fn permute(&self, state: &mut [Fr; 4]) {
        with_best_arithmetic!(scalar::permute(&self.scalar, state))
    }

    pub(crate) fn compress(&self, input: &[Fr; 4]) -> Fr {
        with_best_arithmetic!(scalar::compress(&self.scalar, input))
    }

    pub(crate) fn compress_many(&self, inputs: &[[Fr; 4]], outputs: &mut [Fr]) {
        assert_eq!(inputs.len(), outputs.len(), "as many outputs as inputs");
        #[cfg(target_arch = "x86_64")]
        let (inputs, outputs) = lanes::compress_most(&self.lanes, inputs, outputs);
        for (input, output) in inputs.iter().zip(outputs) {
            *output = self.compress(input);
        }
    }
}
