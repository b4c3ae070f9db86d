//! Every way against the permutation as the paper defines it, in ark's arithmetic.

use super::*;
#[cfg(target_arch = "x86_64")]
use crate::arithmetic::Adx;
use crate::arithmetic::{Arithmetic, Portable};
use ark_ff::{AdditiveGroup, Field, UniformRand};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn parameters(seed: u64, full: usize, partial: usize) -> Parameters {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let mut words = || std::array::from_fn(|_| Fr::rand(rng));
    let full_rounds = (0..full).map(|_| words()).collect();
    let partial_rounds = (0..partial).map(|_| words()[0]).collect();
    Parameters { full_rounds, partial_rounds, diagonal: words() }
}

fn prepared(parameters: &Parameters) -> Poseidon2 {
    Poseidon2::new(&parameters.full_rounds, &parameters.partial_rounds, parameters.diagonal)
}

fn external(state: [Fr; 4]) -> [Fr; 4] {
    let matrix = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6u64]];
    matrix.map(|row| row.iter().zip(state).map(|(factor, word)| Fr::from(*factor) * word).sum())
}

fn full_round(state: [Fr; 4], constants: &[Fr; 4]) -> [Fr; 4] {
    external(std::array::from_fn(|i| (state[i] + constants[i]).pow([5])))
}

fn permute(parameters: &Parameters, state: [Fr; 4]) -> [Fr; 4] {
    let (first, last) = parameters.full_rounds.split_at(parameters.full_rounds.len() / 2);
    let mut state = first.iter().fold(external(state), full_round);
    for constant in &parameters.partial_rounds {
        state[0] = (state[0] + constant).pow([5]);
        let sum: Fr = state.iter().sum();
        state = std::array::from_fn(|i| parameters.diagonal[i] * state[i] + sum);
    }
    last.iter().fold(state, full_round)
}

/// Ends of the range and random words.
fn inputs(count: usize, rng: &mut ChaCha8Rng) -> Vec<[Fr; 4]> {
    let mut word = || match rng.gen_range(0..6) {
        0 => Fr::ZERO,
        1 => Fr::from(1),
        2 => Fr::from(-1),
        _ => Fr::rand(rng),
    };
    (0..count).map(|_| std::array::from_fn(|_| word())).collect()
}

fn check_one<A: Arithmetic>(poseidon2: &Poseidon2, input: &[Fr; 4], permuted: &[Fr; 4], digest: &Fr) {
    let mut state = *input;
    scalar::permute::<A>(&poseidon2.scalar, &mut state);
    assert_eq!(state, *permuted);
    assert_eq!(scalar::compress::<A>(&poseidon2.scalar, input), *digest);
}

/// All ways that this processor has.
fn check(parameters: &Parameters, inputs: &[[Fr; 4]]) {
    let poseidon2 = prepared(parameters);
    let permuted: Vec<[Fr; 4]> = inputs.iter().map(|input| permute(parameters, *input)).collect();
    let digests: Vec<Fr> = permuted.iter().zip(inputs).map(|(state, input)| state[0] + input[0]).collect();
    for (input, (permuted, digest)) in inputs.iter().zip(permuted.iter().zip(&digests)) {
        check_one::<Portable>(&poseidon2, input, permuted, digest);
        #[cfg(target_arch = "x86_64")]
        if Adx::detected() {
            check_one::<Adx>(&poseidon2, input, permuted, digest);
        }
    }
    let mut outputs = vec![Fr::from(7); inputs.len()];
    poseidon2.compress_many(inputs, &mut outputs);
    assert_eq!(outputs, digests);
}

#[test]
fn all_numbers_of_inputs() {
    let parameters = parameters(1, 8, 56);
    let inputs = inputs(40, &mut ChaCha8Rng::seed_from_u64(2));
    for count in 0..=inputs.len() {
        check(&parameters, &inputs[..count]);
    }
}

#[test]
fn ends_of_the_range() {
    let ends = [Fr::ZERO, Fr::from(1), Fr::from(-1)];
    let inputs: Vec<[Fr; 4]> = (0..81).map(|i| [i % 3, i / 3 % 3, i / 9 % 3, i / 27].map(|end| ends[end])).collect();
    check(&parameters(3, 8, 56), &inputs);
    let mut constants = parameters(4, 8, 56);
    constants.full_rounds.fill([-Fr::from(1); 4]);
    constants.partial_rounds.fill(-Fr::from(1));
    constants.diagonal = [-2, -1, -3, -4].map(Fr::from);
    check(&constants, &inputs);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn all_round_numbers(seed: u64, half in 0usize..5, partial in 3usize..60, count in 0usize..20) {
        check(&parameters(seed, 2 * half, partial), &inputs(count, &mut ChaCha8Rng::seed_from_u64(seed)));
    }
}

#[test]
#[should_panic(expected = "as many outputs")]
fn lengths_must_agree() {
    prepared(&parameters(5, 8, 56)).compress_many(&[[Fr::ZERO; 4]; 2], &mut [Fr::ZERO]);
}
