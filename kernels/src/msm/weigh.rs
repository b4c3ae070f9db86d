//! The sum of buckets, each as often as its digit says.

use super::{
    point::Point,
    sums::{Adder, BLOCK},
};
use crate::{arithmetic::Arithmetic, G1Projective};
use ark_ff::{AdditiveGroup, Zero};
use rayon::prelude::*;

/// `sum (b + 1) buckets[b]`.
///
/// Buckets are laid out as a square, `b = row * side + column`. Then the sum is `sum (column + 1) (sum of the column)` plus
/// `side` times `sum row (sum of the row)`. Sums of rows and columns are sums of groups of points in affine coordinates,
/// two additions a bucket; what is left to weigh one by one are two rows.
pub(super) fn weigh<A: Arithmetic>(buckets: &[Point<A>]) -> G1Projective {
    let log = buckets.len().trailing_zeros();
    let log_side = log.div_ceil(2);
    let side = 1usize << log_side;
    let rows = lines(side.min(buckets.len() >> log_side), side, |row, column| &buckets[row * side + column]);
    let columns = lines(side, buckets.len() >> log_side, |column, row| &buckets[row * side + column]);
    let mut total = rising(&rows[1..]);
    for _ in 0..log_side {
        total.double_in_place();
    }
    total + rising(&columns)
}

/// Sums of `count` lines of `length` points.
fn lines<'a, A: Arithmetic>(
    count: usize,
    length: usize,
    point: impl Fn(usize, usize) -> &'a Point<A> + Sync,
) -> Vec<Point<A>> {
    let numbers: Vec<usize> = (0..count).collect();
    let sums: Vec<Vec<Point<A>>> = numbers
        .par_chunks((BLOCK / length).max(1))
        .map_init(Adder::default, |adder, lines| {
            adder.start(lines.len() * length);
            let mut lengths = Vec::with_capacity(lines.len());
            for line in lines {
                let before = adder.points.len();
                adder.points.extend((0..length).map(|i| *point(*line, i)).filter(|point| !point.is_infinity()));
                lengths.push((adder.points.len() - before) as u32);
            }
            adder.sum(lengths)
        })
        .collect();
    sums.concat()
}

/// `sum (i + 1) points[i]`, by sums from the end.
fn rising<A: Arithmetic>(points: &[Point<A>]) -> G1Projective {
    let mut from_end = G1Projective::zero();
    let mut total = G1Projective::zero();
    for point in points.iter().rev() {
        from_end += point.affine();
        total += from_end;
    }
    total
}
