//! Sums of groups of points, with one inversion for a level of a whole block of them.

use super::{
    pair::Pair,
    point::{Coordinate, Kind, Point},
    sort::Sorted,
};
use crate::{arithmetic::Arithmetic, G1Projective};
use ark_ec::{AffineRepr, CurveGroup};
use rayon::prelude::*;

/// Points in a block: many enough for an inversion to be cheap, few enough for a cache.
pub(super) const BLOCK: usize = 1 << 13;

/// The sum of each bucket.
pub(super) fn buckets<A: Arithmetic>(points: &[Point<A>], sorted: &Sorted) -> Vec<Point<A>> {
    let blocks = cut(&sorted.ends);
    let sums: Vec<Vec<Point<A>>> = blocks
        .par_iter()
        .map_init(Adder::default, |adder, block| {
            let entries = &sorted.entries[block.start..block.start + block.lengths.iter().sum::<u32>() as usize];
            adder.start(entries.len());
            for (i, entry) in entries.iter().enumerate() {
                if let Some(later) = entries.get(i + AHEAD) {
                    prefetch(points, (later >> 1) as usize);
                }
                adder.points.push(points[(entry >> 1) as usize].signed(entry & 1 == 1));
            }
            adder.sum(block.lengths.clone())
        })
        .collect();
    let mut buckets = vec![Point::INFINITY; sorted.ends.len()];
    let mut long: Option<(usize, G1Projective)> = None;
    for (block, sums) in blocks.iter().zip(sums) {
        if block.part {
            // A piece of a bucket that is longer than a block.
            let sum = sums[0].affine();
            match &mut long {
                Some((bucket, total)) if *bucket == block.bucket => *total += sum,
                _ => {
                    settle(&mut buckets, long.take());
                    long = Some((block.bucket, sum.into()));
                }
            }
        } else {
            buckets[block.bucket..block.bucket + sums.len()].copy_from_slice(&sums);
        }
    }
    settle(&mut buckets, long);
    buckets
}

fn settle<A: Arithmetic>(buckets: &mut [Point<A>], long: Option<(usize, G1Projective)>) {
    if let Some((bucket, total)) = long {
        let affine = total.into_affine();
        buckets[bucket] = if affine.is_zero() { Point::INFINITY } else { Point::new(&affine) };
    }
}

/// Neighbouring buckets of at most `BLOCK` points together, or a part of a longer one.
struct Block {
    start: usize,
    bucket: usize,
    lengths: Vec<u32>,
    part: bool,
}

fn cut(ends: &[u32]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    let mut open = 0;
    for (bucket, end) in ends.iter().enumerate() {
        let length = *end as usize - start;
        if length > BLOCK {
            for piece in (start..*end as usize).step_by(BLOCK) {
                let length = BLOCK.min(*end as usize - piece);
                blocks.push(Block { start: piece, bucket, lengths: vec![length as u32], part: true });
            }
        } else {
            match blocks.last_mut() {
                Some(block) if !block.part && open + length <= BLOCK => {
                    block.lengths.push(length as u32);
                    open += length;
                }
                _ => {
                    blocks.push(Block { start, bucket, lengths: vec![length as u32], part: false });
                    open = length;
                }
            }
        }
        start = *end as usize;
    }
    blocks
}

/// Entries between asking for a point and its use.
const AHEAD: usize = 16;

/// Asks for a point's cache line.
#[inline(always)]
fn prefetch<A>(points: &[Point<A>], index: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_mm_prefetch, _MM_HINT_T0};
        let point: *const Point<A> = &points[index];
        // SAFETY: a prefetch reads nothing, and the pointer is that of a point in the slice; every x86-64 processor has SSE.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(point.cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (points, index);
}

/// Inversions are shared by this many chains of products, so that a product need not wait for the one before it.
const CHAINS: usize = 2;

/// Adds up groups of points. Keeps its buffers for the next block.
pub(super) struct Adder<A> {
    /// What to add, group after group.
    pub(super) points: Vec<Point<A>>,
    next: Vec<Point<A>>,
    pairs: Vec<Pair>,
    /// Of each pair: what the line's slope is divided by, and the product of those of its chain before it.
    divisors: Vec<(Coordinate<A>, Coordinate<A>)>,
    /// Of each chain: the inverse of its whole product.
    inverses: [Coordinate<A>; CHAINS],
    #[cfg(target_arch = "x86_64")]
    in_lanes: super::lanes::Divisors,
}

/// Marks `to` of pairs that are not added by a chord.
const SPECIAL: u32 = 1 << 31;

impl<A: Arithmetic> Default for Adder<A> {
    fn default() -> Self {
        Self {
            points: Vec::new(),
            next: Vec::new(),
            pairs: Vec::new(),
            divisors: Vec::new(),
            inverses: [Coordinate::ONE; CHAINS],
            #[cfg(target_arch = "x86_64")]
            in_lanes: Vec::new(),
        }
    }
}

impl<A: Arithmetic> Adder<A> {
    /// Makes room for the next points.
    pub(super) fn start(&mut self, count: usize) {
        self.points.clear();
        self.points.reserve(count);
    }

    /// The sums of groups of `lengths` neighbouring points; of an empty group, infinity.
    pub(super) fn sum(&mut self, mut lengths: Vec<u32>) -> Vec<Point<A>> {
        while self.pair_up(&mut lengths) {
            #[cfg(target_arch = "x86_64")]
            super::lanes::add_chords(&self.points, &mut self.next, &mut self.pairs, &mut self.in_lanes);
            if !self.pairs.is_empty() {
                self.divide();
                self.add();
            }
            std::mem::swap(&mut self.points, &mut self.next);
        }
        let mut sums = self.points.iter();
        let mut sum = |length: &u32| match length {
            0 => Point::INFINITY,
            _ => *sums.next().expect("a group that is not empty has a sum"),
        };
        lengths.iter().map(&mut sum).collect()
    }

    /// Lists the pairs of this level; points without a partner go over to the next one. Whether there are any pairs.
    fn pair_up(&mut self, lengths: &mut [u32]) -> bool {
        self.pairs.clear();
        if lengths.iter().all(|length| *length <= 1) {
            return false;
        }
        self.next.resize(self.points.len(), Point::INFINITY);
        let (mut from, mut to) = (0, 0);
        for length in lengths {
            for _ in 0..*length / 2 {
                self.pairs.push(Pair { from, to });
                (from, to) = (from + 2, to + 1);
            }
            if *length % 2 == 1 {
                self.next[to as usize] = self.points[from as usize];
                (from, to) = (from + 1, to + 1);
            }
            *length = length.div_ceil(2);
        }
        self.next.truncate(to as usize);
        true
    }

    /// Multiplies divisors.
    fn divide(&mut self) {
        self.divisors.clear();
        let mut products = [Coordinate::<A>::ONE; CHAINS];
        for pairs in self.pairs.chunks_mut(CHAINS) {
            for (pair, product) in pairs.iter_mut().zip(&mut products) {
                let (a, b) = (&self.points[pair.from as usize], &self.points[pair.from as usize + 1]);
                let mut divisor = b.x - a.x;
                match a.kind(b, &divisor) {
                    Kind::Chord => {}
                    kind => {
                        pair.to |= SPECIAL;
                        divisor = if matches!(kind, Kind::Tangent) { a.y.double() } else { Coordinate::ONE };
                    }
                }
                self.divisors.push((divisor, *product));
                *product = divisor * *product;
            }
        }
        let all = products.iter().fold(Coordinate::ONE, |all, product| all * *product);
        let inverse = all.inverse().expect("a product of divisors that are not zero");
        self.inverses = std::array::from_fn(|i| {
            products.iter().enumerate().fold(inverse, |rest, (j, product)| if i == j { rest } else { rest * *product })
        });
    }

    /// Divides and adds, from the last pair to the first.
    fn add(&mut self) {
        let mut inverses = self.inverses;
        let groups = self.pairs.chunks(CHAINS).zip(self.divisors.chunks(CHAINS));
        for (pairs, divisors) in groups.rev() {
            for ((pair, (divisor, before)), inverse) in pairs.iter().zip(divisors).zip(&mut inverses) {
                let quotient = *before * *inverse;
                *inverse = *divisor * *inverse;
                let (a, b) = (&self.points[pair.from as usize], &self.points[pair.from as usize + 1]);
                if pair.to & SPECIAL == 0 {
                    let slope = (b.y - a.y) * quotient;
                    self.next[pair.to as usize] = a.along(&slope, &b.x);
                } else {
                    self.next[(pair.to ^ SPECIAL) as usize] = special(a, b, &quotient);
                }
            }
        }
    }
}

#[cold]
fn special<A: Arithmetic>(a: &Point<A>, b: &Point<A>, quotient: &Coordinate<A>) -> Point<A> {
    match a.kind(b, &(b.x - a.x)) {
        Kind::First => *a,
        Kind::Second => *b,
        Kind::Cancel => Point::INFINITY,
        Kind::Tangent | Kind::Chord => a.along(&(a.tangent() * *quotient), &b.x),
    }
}
