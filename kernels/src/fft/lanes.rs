//! Butterflies eight and eight side by side.
//!
//! Elements stay as they are in memory, times 2^256, below `1.1 p` from one level to the next. Factors are taken 16 times,
//! so that products, which lanes divide by 2^260, stay so too.

use crate::{
    arithmetic::lanes::{multiply_both, Factor, Sum, Words, LANES},
    Fr,
};
use ark_bn254::FrConfig;
use ark_ff::{BigInt, Fp};

/// Two groups run in turns.
const GROUPS: usize = 2;

/// Elements that two groups take.
const BOTH: usize = GROUPS * LANES;

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn load(values: &[Fr], index: impl Fn(usize) -> usize) -> Sum {
    Words::load(std::array::from_fn(|lane| &values[index(lane)].0 .0)).sum()
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn store(values: &mut [Fr], index: impl Fn(usize) -> usize, sum: Sum) {
    for (lane, number) in sum.words::<FrConfig>().numbers().into_iter().enumerate() {
        values[index(lane)] = Fp::new_unchecked(BigInt(number));
    }
}

/// A factor of all lanes, or of each.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn factor(values: &[Fr], index: impl Fn(usize) -> usize) -> Factor {
    load(values, index).shifted::<4>().carried()
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn products(x: [Sum; GROUPS], factors: &[Factor; GROUPS]) -> [Sum; GROUPS] {
    multiply_both::<FrConfig>(&[x[0].carried(), x[1].carried()], factors)
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn sums(x: [Sum; GROUPS], y: [Sum; GROUPS]) -> [Sum; GROUPS] {
    [x[0].add(&y[0]), x[1].add(&y[1])]
}

/// `x - y`, for y below `2 p TIMES`.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn differences<const TIMES: u64>(x: [Sum; GROUPS], y: [Sum; GROUPS]) -> [Sum; GROUPS] {
    [x[0].minus::<FrConfig>(&y[0], TIMES), x[1].minus::<FrConfig>(&y[1], TIMES)]
}

/// One level, as `butterfly::split`.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn split(block: &mut [Fr], by: Option<&Fr>) {
    let (low, high) = block.split_at_mut(block.len() / 2);
    let factors = by.map(|by| [factor(std::slice::from_ref(by), |_| 0); GROUPS]);
    for (low, high) in low.chunks_exact_mut(BOTH).zip(high.chunks_exact_mut(BOTH)) {
        let x = [load(low, |lane| lane), load(low, |lane| LANES + lane)];
        let mut y = [load(high, |lane| lane), load(high, |lane| LANES + lane)];
        if let Some(factors) = &factors {
            y = products(y, factors);
        }
        let (sum, difference) = (sums(x, y), differences::<1>(x, y));
        for group in 0..GROUPS {
            store(low, |lane| group * LANES + lane, sum[group]);
            store(high, |lane| group * LANES + lane, difference[group]);
        }
    }
}

/// The factors of two levels: of a block, of its first half and of its second.
type Factors = [[Factor; GROUPS]; 3];

/// Butterflies of two levels. `ONE`: the factors of the block and its first half are one.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn butterflies<const ONE: bool>(x: [[Sum; GROUPS]; 4], factors: &Factors) -> [[Sum; GROUPS]; 4] {
    let [first, left, right] = factors;
    let [x0, x1, mut x2, mut x3] = x;
    if !ONE {
        x2 = products(x2, first);
        x3 = products(x3, first);
    }
    let (y0, y2) = (sums(x0, x2), differences::<1>(x0, x2));
    let (mut y1, y3) = (sums(x1, x3), products(differences::<1>(x1, x3), right));
    if !ONE {
        y1 = products(y1, left);
    }
    // Without a product `y1` is below 2.2 p, and all sums stay below 7 p.
    [sums(y0, y1), differences::<2>(y0, y1), sums(y2, y3), differences::<1>(y2, y3)]
}

/// Two levels of a block, as `butterfly::quarter`.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn quarter<const ONE: bool>(block: &mut [Fr], factors: [&Fr; 3]) {
    let factors = factors.map(std::slice::from_ref);
    let [first, left, right] = factors;
    let factors = [[factor(first, |_| 0); GROUPS], [factor(left, |_| 0); GROUPS], [factor(right, |_| 0); GROUPS]];
    let size = block.len() / 4;
    for start in (0..size).step_by(BOTH) {
        let at = |part: usize, group: usize| move |lane: usize| part * size + start + group * LANES + lane;
        let mut x = [[Sum::zero(); GROUPS]; 4];
        for (part, x) in x.iter_mut().enumerate() {
            *x = [load(block, at(part, 0)), load(block, at(part, 1))];
        }
        for (part, x) in butterflies::<ONE>(x, &factors).into_iter().enumerate() {
            store(block, at(part, 0), x[0]);
            store(block, at(part, 1), x[1]);
        }
    }
}

/// Two levels of each of many blocks of `4 SIZE` elements, which are too small to have a group of their own: as
/// `butterfly::blocks`, one block a lane.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn blocks<const SIZE: usize>(leaf: &mut [Fr], k: usize, twiddles: &[Fr]) {
    for (i, blocks) in leaf.chunks_exact_mut(4 * SIZE * BOTH).enumerate() {
        let k = k + i * BOTH;
        let factor = |first: usize, step: usize| {
            let other = first + step * LANES;
            [factor(&twiddles[first..], |lane| step * lane), factor(&twiddles[other..], |lane| step * lane)]
        };
        let factors = [factor(k, 1), factor(2 * k, 2), factor(2 * k + 1, 2)];
        for j in 0..SIZE {
            let at = |part: usize, group: usize| move |lane: usize| (group * LANES + lane) * 4 * SIZE + part * SIZE + j;
            let mut x = [[Sum::zero(); GROUPS]; 4];
            for (part, x) in x.iter_mut().enumerate() {
                *x = [load(blocks, at(part, 0)), load(blocks, at(part, 1))];
            }
            for (part, x) in butterflies::<false>(x, &factors).into_iter().enumerate() {
                store(blocks, at(part, 0), x[0]);
                store(blocks, at(part, 1), x[1]);
            }
        }
    }
}

/// `values[i] = values[i] factors[i]`, for as many as there are factors.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn multiply(values: &mut [Fr], factors: &[Fr]) {
    for (values, factors) in values.chunks_exact_mut(BOTH).zip(factors.chunks_exact(BOTH)) {
        let x = [load(values, |lane| lane), load(values, |lane| LANES + lane)];
        let factors = [factor(factors, |lane| lane), factor(factors, |lane| LANES + lane)];
        let [a, b] = products(x, &factors);
        store(values, |lane| lane, a);
        store(values, |lane| LANES + lane, b);
    }
}

/// `values[i] = values[i] powers[i % 16] step^(i / 16)`.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn multiply_by_powers(values: &mut [Fr], powers: &[Fr; BOTH], step: &Fr) {
    let mut powers = [factor(powers, |lane| lane), factor(powers, |lane| LANES + lane)];
    let step = [factor(std::slice::from_ref(step), |_| 0); GROUPS];
    for values in values.chunks_exact_mut(BOTH) {
        let x = [load(values, |lane| lane), load(values, |lane| LANES + lane)];
        let [a, b] = products(x, &powers);
        store(values, |lane| lane, a);
        store(values, |lane| LANES + lane, b);
        let [a, b] = multiply_both::<FrConfig>(&powers, &step);
        powers = [a.carried(), b.carried()];
    }
}
