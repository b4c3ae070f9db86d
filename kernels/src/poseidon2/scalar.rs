//! One permutation at a time.

use super::{
    schedule::{Schedule, Step, MEMORY},
    Fr,
};
use crate::arithmetic::{Arithmetic, Limbs, Residue};
use ark_bn254::FrConfig;

type Word<A> = Residue<FrConfig, A>;

pub(super) fn permute<A: Arithmetic>(schedule: &Schedule<Limbs>, state: &mut [Fr; 4]) {
    *state = permuted::<A>(schedule, state).map(Word::element);
}

/// The first word of the permutation plus the first word.
pub(super) fn compress<A: Arithmetic>(schedule: &Schedule<Limbs>, input: &[Fr; 4]) -> Fr {
    (permuted::<A>(schedule, input)[0] + Word::new(&input[0])).element()
}

#[inline(always)]
fn permuted<A: Arithmetic>(schedule: &Schedule<Limbs>, input: &[Fr; 4]) -> [Word<A>; 4] {
    let mut state = [0, 1, 2, 3].map(|i| Word::<A>::new(&input[i]));
    external(&mut state);
    full_rounds(&mut state, &schedule.first);
    state = partial_rounds(state, schedule);
    full_rounds(&mut state, &schedule.last);
    state
}

/// The matrix `[[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]]` in the 8 additions and 4 doublings of the
/// paper's appendix.
#[inline(always)]
fn external<A: Arithmetic>(state: &mut [Word<A>; 4]) {
    let [a, b, c, d] = *state;
    let (ab, cd) = (a + b, c + d);
    let (b2cd, d2ab) = (b.double() + cd, d.double() + ab);
    let fourth = cd.double().double() + d2ab;
    let second = ab.double().double() + b2cd;
    *state = [d2ab + second, second, b2cd + fourth, fourth];
}

#[inline(always)]
fn full_rounds<A: Arithmetic>(state: &mut [Word<A>; 4], rounds: &[[Limbs; 4]]) {
    for constants in rounds {
        for (word, constant) in state.iter_mut().zip(constants) {
            *word = fifth(*word + Word::from_limbs(*constant));
        }
        external(state);
    }
}

#[inline(always)]
fn fifth<A: Arithmetic>(x: Word<A>) -> Word<A> {
    x.square().square() * x
}

#[inline(always)]
fn sum<A: Arithmetic>(slots: &[Limbs; 2 * MEMORY], step: &Step<Limbs>) -> Word<A> {
    Word::sum_of_products(slots, &step.factors) + Word::from_limbs(step.constant)
}

#[inline(always)]
fn partial_rounds<A: Arithmetic>(state: [Word<A>; 4], schedule: &Schedule<Limbs>) -> [Word<A>; 4] {
    let (early, late) = schedule.steps.split_at(MEMORY);
    let mut input = state[0] + Word::from_limbs(schedule.entry);
    let mut slots = [state[1].0, state[2].0, state[3].0, [0; 4], [0; 4], [0; 4]];
    let mut first = [[0; 4]; MEMORY];
    for (round, step) in early.iter().enumerate() {
        let (v, y) = (sum::<A>(&slots, step), fifth(input));
        (first[round], slots[MEMORY + round]) = (v.0, y.0);
        input = y + v;
    }
    slots[..MEMORY].copy_from_slice(&first);
    let mut slot = 0;
    for step in late {
        let (v, y) = (sum::<A>(&slots, step), fifth(input));
        (slots[slot], slots[MEMORY + slot]) = (v.0, y.0);
        slot = (slot + 1) % MEMORY;
        input = y + v;
    }
    let [b, c, d] = &schedule.words;
    [input * Word::from_limbs(schedule.exit), sum(&slots, b), sum(&slots, c), sum(&slots, d)]
}
