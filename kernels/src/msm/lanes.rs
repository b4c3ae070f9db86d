//! Additions of points by chords, eight and eight side by side.
//!
//! Points stay as they are in memory, coordinates times 2^256, which lanes see as divided by 16. A chord's slope does not
//! change by that; its square has to be divided by 16 too. So what is computed is a quarter of the slope, by a quarter in
//! the inverse of all divisors, and where the slope itself is a factor the other one is taken four times.

use super::{
    pair::Pair,
    point::{Coordinate, Point},
};
use crate::arithmetic::{
    lanes::{inverse_products, multiply_both, Factor, Limbs52, Sum, Words, LANES},
    Arithmetic, Limbs,
};
use ark_bn254::{Fq, FqConfig};

/// Two groups run in turns.
const GROUPS: usize = 2;

/// Pairs from which on an inversion for lanes pays.
const LEAST: usize = 48;

/// One in lanes.
const ONE: Limbs52 = Limbs52::power_of_two::<FqConfig>(260);

/// Of each group of pairs: what the slopes are divided by, and the product of those of its chain before it.
pub(super) type Divisors = Vec<[(Factor, Factor); GROUPS]>;

/// Writes the sums of pairs of different points to `next` and leaves the other pairs in `pairs`; all pairs if lanes are
/// not for `A` or do not pay.
pub(super) fn add_chords<A: Arithmetic>(
    points: &[Point<A>],
    next: &mut [Point<A>],
    pairs: &mut Vec<Pair>,
    divisors: &mut Divisors,
) {
    if A::IN_LANES && pairs.len() >= LEAST {
        // SAFETY: with such an `A`, the processor has the instructions.
        unsafe {
            let (special, inverses) = divide(points, pairs, divisors);
            add(points, next, pairs, divisors, inverses);
            *pairs = special;
        }
    }
}

/// A group of pairs; the last ones come again where there are no more.
fn group(pairs: &[Pair], turn: usize, group: usize) -> [Pair; LANES] {
    let start = (turn * GROUPS + group) * LANES;
    std::array::from_fn(|lane| pairs[(start + lane).min(pairs.len() - 1)])
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn load<A: Arithmetic>(
    points: &[Point<A>],
    pairs: &[Pair; LANES],
    second: usize,
    coordinate: impl Fn(&Point<A>) -> &Limbs,
) -> Words {
    Words::load(std::array::from_fn(|lane| coordinate(&points[pairs[lane].from as usize + second])))
}

/// Multiplies divisors; returns the pairs that have none and a quarter of the inverse of each chain's product.
#[target_feature(enable = "avx512f,avx512ifma")]
fn divide<A: Arithmetic>(
    points: &[Point<A>],
    pairs: &[Pair],
    divisors: &mut Divisors,
) -> (Vec<Pair>, [Factor; GROUPS]) {
    let mut special = Vec::new();
    divisors.clear();
    let one = Factor::broadcast(&ONE);
    let mut all = [Sum::broadcast(&ONE); GROUPS];
    let mut products = [one; GROUPS];
    for turn in 0..pairs.len().div_ceil(GROUPS * LANES) {
        let mut divisor = [one; GROUPS];
        for (i, divisor) in divisor.iter_mut().enumerate() {
            let pairs = group(pairs, turn, i);
            let a = load(points, &pairs, 0, |point| &point.x.0);
            let b = load(points, &pairs, 1, |point| &point.x.0);
            let difference = b.sum().minus::<FqConfig>(&a.sum(), 0);
            let mask = difference.maybe_multiple::<FqConfig>() | a.maybe_zero() | b.maybe_zero();
            *divisor = difference.minus::<FqConfig>(&Sum::zero(), 1).carried();
            if mask != 0 {
                special.extend((0..LANES).filter(|lane| mask >> lane & 1 == 1).map(|lane| pairs[lane]));
                *divisor = divisor.with(mask, &ONE);
            }
        }
        let [a, b] = divisor;
        divisors.push([(a, products[0]), (b, products[1])]);
        all = multiply_both::<FqConfig>(&products, &divisor);
        products = [all[0].carried(), all[1].carried()];
    }
    let inverses = inverse_products::<FqConfig, A>(&all, &Fq::from(64));
    (special, inverses)
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn carried(sums: [Sum; GROUPS]) -> [Factor; GROUPS] {
    [sums[0].carried(), sums[1].carried()]
}

/// Divides and adds, from the last pairs to the first.
#[target_feature(enable = "avx512f,avx512ifma")]
fn add<A: Arithmetic>(
    points: &[Point<A>],
    next: &mut [Point<A>],
    pairs: &[Pair],
    divisors: &Divisors,
    mut inverses: [Factor; GROUPS],
) {
    for (turn, [a, b]) in divisors.iter().enumerate().rev() {
        let quotients = carried(multiply_both::<FqConfig>(&inverses, &[a.1, b.1]));
        inverses = carried(multiply_both::<FqConfig>(&inverses, &[a.0, b.0]));
        let groups = [group(pairs, turn, 0), group(pairs, turn, 1)];
        let mut rises = quotients;
        let mut firsts = [[Sum::zero(); 2]; GROUPS];
        let mut xs = [Sum::zero(); GROUPS];
        for i in 0..GROUPS {
            let x = load(points, &groups[i], 0, |point| &point.x.0).sum();
            let y = load(points, &groups[i], 0, |point| &point.y.0).sum();
            xs[i] = x.add(&load(points, &groups[i], 1, |point| &point.x.0).sum());
            let second = load(points, &groups[i], 1, |point| &point.y.0).sum();
            rises[i] = second.minus::<FqConfig>(&y, 1).carried();
            firsts[i] = [x, y];
        }
        let slopes = carried(multiply_both::<FqConfig>(&rises, &quotients));
        let squares = multiply_both::<FqConfig>(&slopes, &slopes);
        for i in 0..GROUPS {
            xs[i] = squares[i].minus::<FqConfig>(&xs[i], 2).least::<FqConfig>();
            rises[i] = firsts[i][0].minus::<FqConfig>(&xs[i], 1).shifted::<2>().carried();
        }
        let ys = multiply_both::<FqConfig>(&rises, &slopes);
        for i in 0..GROUPS {
            let x = xs[i].joined().numbers();
            let y = ys[i].minus::<FqConfig>(&firsts[i][1], 1).words::<FqConfig>().numbers();
            for lane in 0..LANES {
                next[groups[i][lane].to as usize] =
                    Point { x: Coordinate::from_limbs(x[lane]), y: Coordinate::from_limbs(y[lane]) };
            }
        }
    }
}
