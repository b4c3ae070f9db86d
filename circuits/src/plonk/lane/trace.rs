//! The lane's columns for given inputs.

use super::forms::{place, sbox, SBOXES};
use super::{Placement, COLUMNS, PERIOD};
use ark_bn254::Fr;
use ark_ff::AdditiveGroup;
use rayon::prelude::*;
use zelkova_primitives::hash::constants::{FULL_ROUND_CONSTANTS, INTERNAL_DIAGONAL, PARTIAL_ROUND_CONSTANTS};

/// A permutation's S-box inputs and the first word of its result.
struct Rounds {
    inputs: [Fr; SBOXES],
    first: Fr,
}

/// The columns of `n` rows that hash these blocks; further blocks hash four zeros.
///
/// # Panics
/// If `n` is not a multiple of 16, or if the blocks do not fit.
pub fn trace(blocks: &[[Fr; 4]], n: usize) -> [Vec<Fr>; COLUMNS] {
    assert!(n.is_multiple_of(PERIOD) && blocks.len() * PERIOD <= n, "{} hashes do not fit in {n} rows", blocks.len());
    let mut columns: [Vec<Fr>; COLUMNS] = std::array::from_fn(|_| vec![Fr::ZERO; n]);
    let used: Vec<Rounds> = blocks.par_iter().with_min_len(16).map(rounds).collect();
    let unused = rounds(&[Fr::ZERO; 4]);
    for block in 0..n / PERIOD {
        let inputs = blocks.get(block).unwrap_or(&[Fr::ZERO; 4]);
        write(&mut columns, block, inputs, used.get(block).unwrap_or(&unused));
    }
    columns
}

fn write(columns: &mut [Vec<Fr>; COLUMNS], block: usize, inputs: &[Fr; 4], rounds: &Rounds) {
    let n = columns[0].len();
    for (index, x) in rounds.inputs.iter().enumerate() {
        let (row, column) = place(index);
        columns[column][PERIOD * block + row] = *x;
    }
    let placement = Placement::of(block, n);
    for (row, input) in placement.inputs.iter().zip(inputs) {
        columns[6][*row] = *input;
    }
    columns[6][placement.copy] = inputs[0];
    columns[6][placement.output] = rounds.first + inputs[0];
    let [_, _, row14, row15] = placement.inputs;
    columns[5][row14] = inputs[1];
    columns[4][row15] = inputs[1];
    columns[5][row15] = inputs[2];
    columns[5][placement.output] = rounds.first;
    columns[5][(placement.output + n - 1) % n] = rounds.first;
}

/// The permutation, step by step.
fn rounds(inputs: &[Fr; 4]) -> Rounds {
    let mut trace = Vec::with_capacity(SBOXES);
    let mut state = *inputs;
    external(&mut state);
    let (first, last) = FULL_ROUND_CONSTANTS.split_at(FULL_ROUND_CONSTANTS.len() / 2);
    full_rounds(&mut state, first, &mut trace);
    for constant in &PARTIAL_ROUND_CONSTANTS {
        state[0] += constant;
        trace.push(state[0]);
        state[0] = sbox(state[0]);
        let sum: Fr = state.iter().sum();
        for (word, diagonal) in state.iter_mut().zip(&INTERNAL_DIAGONAL) {
            *word = *word * diagonal + sum;
        }
    }
    full_rounds(&mut state, last, &mut trace);
    Rounds { inputs: trace.try_into().expect("one input for each S-box"), first: state[0] }
}

fn full_rounds(state: &mut [Fr; 4], constants: &[[Fr; 4]], trace: &mut Vec<Fr>) {
    for constants in constants {
        for (word, constant) in state.iter_mut().zip(constants) {
            *word += constant;
            trace.push(*word);
            *word = sbox(*word);
        }
        external(state);
    }
}

/// The external matrix, as the reference implementation multiplies by it.
fn external(state: &mut [Fr; 4]) {
    let [a, b, c, d] = *state;
    let (left, right) = (a + b, c + d);
    let (x, y) = (b.double() + right, d.double() + left);
    let (z, w) = (right.double().double() + y, left.double().double() + x);
    *state = [y + w, w, x + z, z];
}
