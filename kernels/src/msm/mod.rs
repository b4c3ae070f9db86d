//! Sums of multiples of points by Pippenger's buckets.
//!
//! 1. [`terms`]: zero scalars and points at infinity leave; a scalar above p / 2 becomes its negative, of the negative point.
//! 2. [`windows`]: scalars are cut into signed digits of c bits; c by the number of terms and the longest scalar.
//! 3. For each window, in parallel: [`sort`] groups the points by the size of their digit, [`sums`] adds up each group
//!    (bucket), in lanes where there are any, [`weigh`] adds up the buckets, each as often as its digit says.
//! 4. Windows are put together by doubling c times between them.

#[cfg(target_arch = "x86_64")]
mod lanes;
mod pair;
mod point;
mod sort;
mod sums;
mod terms;
mod weigh;
mod windows;

use crate::{arithmetic::Arithmetic, Fr, G1Affine, G1Projective};
use ark_ec::AffineRepr;
use ark_ff::{AdditiveGroup, PrimeField, Zero};
use rayon::prelude::*;
use terms::Terms;
use windows::Windows;

/// Below this many terms buckets do not pay.
const FEW: usize = 8;

/// Terms that are added at once: bounds memory, some 100 MB and ten more a thread.
const MOST: usize = 1 << 20;

/// `sum scalars[i] * bases[i]`.
pub(crate) fn msm<A: Arithmetic>(bases: &[G1Affine], scalars: &[Fr]) -> G1Projective {
    bases.chunks(MOST).zip(scalars.chunks(MOST)).map(|(bases, scalars)| part::<A>(bases, scalars)).sum()
}

fn part<A: Arithmetic>(bases: &[G1Affine], scalars: &[Fr]) -> G1Projective {
    let count = bases.len().min(scalars.len());
    let (bases, scalars) = (&bases[..count], &scalars[..count]);
    if count < FEW {
        return bases.iter().zip(scalars).map(|(base, scalar)| base.mul_bigint(scalar.into_bigint())).sum();
    }
    let mut terms = Terms::<A>::new(bases, scalars);
    let Some(windows) = Windows::choose(terms.points.len(), terms.bits) else {
        return G1Projective::zero();
    };
    windows.prepare(&mut terms.scalars);
    let sums: Vec<G1Projective> =
        (0..windows.count).into_par_iter().map(|window| bucket_sum(&terms, &windows, window)).collect();
    let mut total = G1Projective::zero();
    for sum in sums.iter().rev() {
        for _ in 0..windows.bits {
            total.double_in_place();
        }
        total += sum;
    }
    total
}

/// `sum digit * point` over the digits of one window.
fn bucket_sum<A: Arithmetic>(terms: &Terms<A>, windows: &Windows, window: usize) -> G1Projective {
    let sorted = sort::sort(&terms.scalars, windows, window);
    if sorted.entries.is_empty() {
        return G1Projective::zero();
    }
    weigh::weigh(&sums::buckets(&terms.points, &sorted))
}

#[cfg(test)]
mod tests;
