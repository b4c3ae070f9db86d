//! Signed numbers: `x` for `x >= 0`, `p - |x|` for `x < 0`.

use super::{division::is_negative, range, Bit, Num};
use crate::builder::Builder;
use crate::field::{double, neg, one, pow2, zero, Fr};

/// The widest signed range: `-2^252 < x < 2^252` has a place for every integer modulo the prime.
pub const MAX_SIGNED_BITS: usize = 252;

/// Sign and magnitude of `x`, which is constrained to `-2^bits < x < 2^bits`: 1 if `x < 0`, and `|x|`. Zero is not negative.
/// About `bits / 8 + 7` rows.
///
/// # Panics
/// From 253 bits on.
pub fn sign_and_magnitude(cs: &mut Builder, x: &Num, bits: usize) -> (Bit, Num) {
    constrain(cs, x, bits, bit(is_negative(x.value())))
}

/// As [`sign_and_magnitude`], with the sign that the prover fills in.
pub(super) fn constrain(cs: &mut Builder, x: &Num, bits: usize, negative: Fr) -> (Bit, Num) {
    assert!(bits <= MAX_SIGNED_BITS, "signed numbers of {bits} bits wrap around the modulus");
    let negative = cs.alloc(negative);
    let negative = cs.region("sign", |cs| Bit::enforce(cs, negative));
    // (1 - 2 negative) x
    let sign = Num::one().add_scaled(negative.num(), neg(double(one())));
    let magnitude = cs.region("magnitude", |cs| sign.mul(cs, x).reduce(cs));
    range::assert_range(cs, "magnitude-in-range", &magnitude, bits);
    let zero = magnitude.is_zero(cs);
    cs.assert_zero_if("zero-is-not-negative", &negative, zero.num());
    (negative, magnitude)
}

/// 1 if `x >= 0`, 0 if `x < 0`, for `x` that is constrained to `-2^bits <= x < 2^bits`. About `bits / 8 + 2` rows.
///
/// # Panics
/// From 253 bits on.
pub fn is_not_negative(cs: &mut Builder, x: &Num, bits: usize) -> Bit {
    constrain_not_negative(cs, x, bits, bit(!is_negative(x.value())))
}

/// As [`is_not_negative`], with the answer that the prover fills in: `x + 2^bits` is in `bits + 1` bits, the answer the
/// highest of them.
pub(super) fn constrain_not_negative(cs: &mut Builder, x: &Num, bits: usize, answer: Fr) -> Bit {
    assert!(bits <= MAX_SIGNED_BITS, "signed numbers of {bits} bits wrap around the modulus");
    let answer = cs.alloc(answer);
    let answer = cs.region("answer", |cs| Bit::enforce(cs, answer));
    let rest = x.add_constant(pow2(bits)).add_scaled(answer.num(), neg(pow2(bits)));
    range::assert_range(cs, "rest-in-range", &rest, bits);
    answer
}

fn bit(value: bool) -> Fr {
    if value {
        one()
    } else {
        zero()
    }
}
