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
    // With p - 1 = top * 2^128 + bottom there is a borrow such that bottom - low + borrow * 2^128 is in 0 .. 2^128 and
    // top - high - borrow is in 0 .. 2^126.
    let minus_one = neg(one());
    let (top, bottom) = (high_u128(minus_one), low_u128(minus_one));
    cs.region(name, |cs| {
        let borrow = Bit::alloc(cs, low_u128(low.value()) > bottom);
        let rest_low = Num::int(bottom).sub(low).add_scaled(borrow.num(), pow2(128));
        let rest_high = Num::int(top).sub(high).sub(borrow.num());
        range::assert_range(cs, "low", &rest_low, 128);
        range::assert_range(cs, "high", &rest_high, 126);
    });
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
