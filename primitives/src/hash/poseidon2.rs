//! The Poseidon2 permutation with t = 4 and the compression of four words, alone and several at a time.

use super::constants::{FULL_ROUND_CONSTANTS, INTERNAL_DIAGONAL, PARTIAL_ROUND_CONSTANTS};
use ark_bn254::Fr;
use ark_ff::AdditiveGroup;
use std::sync::LazyLock;
use zelkova_kernels::{Compress4, Cpu, Poseidon2};

static POSEIDON2: LazyLock<Poseidon2> =
    LazyLock::new(|| Poseidon2::new(&FULL_ROUND_CONSTANTS, &PARTIAL_ROUND_CONSTANTS, INTERNAL_DIAGONAL));

/// The permutation `P`, in place.
pub fn permute4(state: &mut [Fr; 4]) {
    Cpu.permute4(&POSEIDON2, state);
}

/// `P(children)[0] + children[0]`.
pub fn compress4(children: &[Fr; 4]) -> Fr {
    Cpu.compress4(&POSEIDON2, children)
}

/// [`compress4`] of each, several at a time.
pub fn compress4_many(inputs: &[[Fr; 4]]) -> Vec<Fr> {
    let mut digests = vec![Fr::ZERO; inputs.len()];
    Cpu.compress4_many(&POSEIDON2, inputs, &mut digests);
    digests
}
