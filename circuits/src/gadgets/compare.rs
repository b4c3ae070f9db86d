//! Comparisons of integers.

use super::{range, Bit, Num};
use crate::builder::Builder;

use crate::field::{high_u128, int, limbs, low_u128, neg, one, pow2};

/// Whether `x <= y`, for numbers that are already known to be below `2^bits` (at most 252).
pub fn less_or_equal(cs: &mut Builder, x: &Num, y: &Num, bits: usize) -> Bit {
    assert!(bits <= 252, "a comparison of {bits} bits wraps around the modulus");
    cs.region("less-or-equal", |cs| {
        // y - x + 2^bits is in 1 .. 2^(bits+1): its top bit is the answer, the rest is in range.
        let yes = limbs(x.value()).iter().rev().le(limbs(y.value()).iter().rev());
        let result = Bit::alloc(cs, yes);
        let shifted = y.sub(x).add_constant(pow2(bits));
        let rest = shifted.add_scaled(result.num(), neg(pow2(bits)));
        range::assert_range(cs, "rest", &rest, bits);
        result
    })
}

/// Whether `x < y`, for numbers that are already known to be below `2^bits` (at most 252).
pub fn less_than(cs: &mut Builder, x: &Num, y: &Num, bits: usize) -> Bit {
    less_or_equal(cs, y, x, bits).not()
}

/// Constrains `x <= y`, for numbers that are already known to be below `2^bits` (at most 252).
pub fn assert_less_or_equal(cs: &mut Builder, name: &str, x: &Num, y: &Num, bits: usize) {
    assert!(bits <= 252, "a comparison of {bits} bits wraps around the modulus");
    range::assert_range(cs, name, &y.sub(x), bits);
}

/// Constrains the integer `high * 2^128 + low` to be below the modulus, where `low < 2^128` and `high < 2^126` are already
/// known.
pub fn assert_canonical(cs: &mut Builder, name: &str, low: &Num, high: &Num) {
    let minus_one = neg(one());
    let bound = (Num::int(high_u128(minus_one)), Num::int(low_u128(minus_one)));
    cs.region(name, |cs| assert_pair_at_most(cs, (high, low), (&bound.0, &bound.1), 128));
}

/// Constrains the pair `(high, low)` to be at most `(top, bottom)`, the first number counting more. All four are already known
/// to be below `2^bits`, at most 252. About `bits / 8 + 5` rows.
///
/// With `t = top - high` the pair is at most the bound if `t = 0` and `bottom - low >= 0`, or if `t - 1 >= 0`: one number has
/// to be in range, whichever it is.
pub fn assert_pair_at_most(cs: &mut Builder, (high, low): (&Num, &Num), (top, bottom): (&Num, &Num), bits: usize) {
    assert!(bits <= 252, "a comparison of {bits} bits wraps around the modulus");
    let above = top.sub(high);
    let equal = above.is_zero(cs);
    let one_less = above.sub(&Num::one());
    let rest = one_less.add(&equal.num().mul(cs, &bottom.sub(low).sub(&one_less)));
    range::assert_range(cs, "rest", &rest, bits);
}

/// The canonical integer of `x` as `(low, high)`, `x = high * 2^128 + low` with `low < 2^128`, below the modulus.
pub fn split_canonical(cs: &mut Builder, x: &Num) -> (Num, Num) {
    cs.region("split", |cs| {
        let low = cs.alloc(int(low_u128(x.value())));
        let high = cs.alloc(int(high_u128(x.value())));
        cs.assert_equal("sum", x, &low.add_scaled(&high, pow2(128)));
        range::assert_range(cs, "low", &low, 128);
        range::assert_range(cs, "high", &high, 126);
        assert_canonical(cs, "canonical", &low, &high);
        (low, high)
    })
}
