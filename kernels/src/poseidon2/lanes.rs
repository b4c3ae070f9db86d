//! Eight permutations side by side.
//!
//! Ranges: a full round takes words below `16 w + 1` times p, where w is 1 at first, and gives words below
//! `(1 + a z / 84) p` before the matrix, where `z = 16 w + 1`, `s = 1 + z^2 / 84` and `a = 1 + s^2 / 84`. That is 1.25, 1.37,
//! 1.44, 1.50 over four rounds, so no factor comes near `84 p`; the sum of three words is below `40 * 1.5 p`. In partial
//! rounds `V` and `Y` stay below `3 p`.

use super::{
    schedule::{Schedule, Step, MEMORY},
    Parameters,
};
use crate::{
    arithmetic::lanes::{detected, each_row, multiply_both, Factor, Limbs52, Sum, LANES},
    Fr,
};
use ark_bn254::FrConfig;
use ark_ff::{AdditiveGroup, MontConfig};

type Columns = crate::arithmetic::lanes::Columns<FrConfig>;

/// Inputs from which on lanes are faster than one after the other, empty lanes or not.
const LEAST: usize = 2;

/// Words come in as ark has them, times 2^256, and lanes see them as divided by 16: `R` is 2^260 here.
pub(super) fn schedule(parameters: &Parameters) -> Schedule<Limbs52> {
    let sixteen = Fr::from(16);
    Schedule::new(parameters, sixteen, |constant| Limbs52::new(&(constant * sixteen).0 .0))
}

/// Compresses all inputs but a rest for which lanes do not pay; returns that rest.
pub(super) fn compress_most<'a>(
    schedule: &Schedule<Limbs52>,
    inputs: &'a [[Fr; 4]],
    outputs: &'a mut [Fr],
) -> (&'a [[Fr; 4]], &'a mut [Fr]) {
    let rest = inputs.len() % LANES;
    let count = if !detected() { 0 } else { inputs.len() - if rest < LEAST { rest } else { 0 } };
    let (inputs, rest) = inputs.split_at(count);
    let (outputs, rest_of_outputs) = outputs.split_at_mut(count);
    for (inputs, outputs) in inputs.chunks(LANES).zip(outputs.chunks_mut(LANES)) {
        let mut group = [[Fr::ZERO; 4]; LANES];
        group[..inputs.len()].copy_from_slice(inputs);
        // SAFETY: the processor has the instructions, or there would be no inputs here.
        let digests = unsafe { compress(schedule, &group) };
        outputs.copy_from_slice(&digests[..inputs.len()]);
    }
    (rest, rest_of_outputs)
}

#[target_feature(enable = "avx512f,avx512ifma")]
fn compress(schedule: &Schedule<Limbs52>, inputs: &[[Fr; 4]; LANES]) -> [Fr; LANES] {
    let first = Sum::gather(inputs, 0);
    let mut state = [first, Sum::gather(inputs, 1), Sum::gather(inputs, 2), Sum::gather(inputs, 3)];
    external(&mut state);
    full_rounds(&mut state, &schedule.first);
    partial_rounds(&mut state, schedule);
    full_rounds(&mut state, &schedule.last);
    // Back from R = 2^260 to R = 2^256.
    let back = Factor::broadcast(&Limbs52::new(&FrConfig::R.0));
    state[0].carried().multiply::<FrConfig>(&back).add(&first).scatter()
}

/// As in the module for one. Words become 16 times larger: below 25 p, if they are products.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn external(state: &mut [Sum; 4]) {
    let [a, b, c, d] = *state;
    let (ab, cd) = (a.add(&b), c.add(&d));
    let (b2cd, d2ab) = (b.shifted::<1>().add(&cd), d.shifted::<1>().add(&ab));
    let fourth = cd.shifted::<2>().add(&d2ab);
    let second = ab.shifted::<2>().add(&b2cd);
    *state = [d2ab.add(&second), second, b2cd.add(&fourth), fourth];
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn full_rounds(state: &mut [Sum; 4], rounds: &[[Limbs52; 4]]) {
    for constants in rounds {
        let [a, b, c, d] = *state;
        let [k, l, m, n] = constants;
        let [a, b] = fifths(&[a.add(&Sum::broadcast(k)).carried(), b.add(&Sum::broadcast(l)).carried()]);
        let [c, d] = fifths(&[c.add(&Sum::broadcast(m)).carried(), d.add(&Sum::broadcast(n)).carried()]);
        *state = [a, b, c, d];
        external(state);
    }
}

/// Fifth powers, their rows in turns.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn fifths(x: &[Factor; 2]) -> [Sum; 2] {
    let [a, b] = squares(x);
    let [a, b] = squares(&[a.carried(), b.carried()]);
    multiply_both::<FrConfig>(x, &[a.carried(), b.carried()])
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn squares(x: &[Factor; 2]) -> [Sum; 2] {
    let (mut c, mut d) = (Columns::zero(), Columns::zero());
    each_row!(I, {
        c.add_square_row::<I>(&x[0]);
        d.add_square_row::<I>(&x[1]);
    });
    Columns::both_reduced(c, d)
}

/// A sum of products, on its way.
struct Running<'a> {
    columns: Columns,
    v: &'a [Factor; MEMORY],
    y: &'a [Factor; MEMORY],
    step: &'a Step<Limbs52>,
}

impl Running<'_> {
    /// Adds what limb `I` of a factor contributes to product `n`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    fn add_row<const I: usize>(&mut self, n: usize) {
        let factor = Factor::broadcast(&self.step.factors[n]);
        let value = if n < MEMORY { &self.v[n] } else { &self.y[n - MEMORY] };
        self.columns.add_row::<I>(value, &factor);
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn sum(v: &[Factor; MEMORY], y: &[Factor; MEMORY], step: &Step<Limbs52>) -> Sum {
    let mut sum = Running { columns: Columns::of_sum(&step.constant), v, y, step };
    for n in 0..2 * MEMORY {
        each_row!(I, { sum.add_row::<I>(n) });
    }
    sum.columns.reduced()
}

/// `sum` and the fifth power of x, their rows in turns.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn sum_and_fifth(v: &[Factor; MEMORY], y: &[Factor; MEMORY], step: &Step<Limbs52>, x: &Factor) -> [Sum; 2] {
    let mut sum = Running { columns: Columns::of_sum(&step.constant), v, y, step };
    let square = square_beside(&mut sum, 0, x).carried();
    let fourth = square_beside(&mut sum, 2, &square).carried();
    let mut columns = Columns::zero();
    each_row!(I, {
        columns.add_row::<I>(x, &fourth);
        sum.add_row::<I>(4);
        sum.add_row::<I>(5);
    });
    Columns::both_reduced(sum.columns, columns)
}

/// The square of x, in turns with products `n` and `n + 1` of a sum.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn square_beside(sum: &mut Running, n: usize, x: &Factor) -> Sum {
    let mut columns = Columns::zero();
    each_row!(I, {
        columns.add_square_row::<I>(x);
        sum.add_row::<I>(n);
    });
    each_row!(I, {
        columns.reduce_row::<I>();
        sum.add_row::<I>(n + 1);
    });
    columns.sum()
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn partial_rounds(state: &mut [Sum; 4], schedule: &Schedule<Limbs52>) {
    let (early, late) = schedule.steps.split_at(MEMORY);
    let mut input = state[0].add(&Sum::broadcast(&schedule.entry)).carried();
    let words = [state[1].carried(), state[2].carried(), state[3].carried()];
    let (mut v, mut y) = ([Factor::zero(); MEMORY], [Factor::zero(); MEMORY]);
    for (round, step) in early.iter().enumerate() {
        let [next, power] = sum_and_fifth(&words, &y, step, &input);
        (v[round], y[round]) = (next.carried(), power.carried());
        input = power.add(&next).carried();
    }
    let mut slot = 0;
    for step in late {
        let [next, power] = sum_and_fifth(&v, &y, step, &input);
        (v[slot], y[slot]) = (next.carried(), power.carried());
        slot = (slot + 1) % MEMORY;
        input = power.add(&next).carried();
    }
    let [b, c, d] = &schedule.words;
    let first = input.multiply::<FrConfig>(&Factor::broadcast(&schedule.exit));
    *state = [first, sum(&v, &y, b), sum(&v, &y, c), sum(&v, &y, d)];
}
