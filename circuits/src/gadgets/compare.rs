//! Comparisons of integers.

use super::{range, Num};
use crate::builder::Builder;
use crate::field::{high_u128, low_u128, neg, one};

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
    let above = top - high;
    let equal = above.is_zero(cs);
    let one_less = &above - Num::one();
    let rest = &one_less + equal.num().mul(cs, &(bottom - low - &one_less));
    range::assert_range(cs, "rest", &rest, bits);
}
