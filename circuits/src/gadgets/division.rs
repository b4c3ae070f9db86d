//! Division with remainder.

use super::{range, Num};
use crate::builder::Builder;
use crate::field::{bit, int, limbs, neg, one, pow2, sub, zero, Fr};
use bellman_ce::pairing::ff::PrimeField;

/// Widths of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths {
    /// The quotient is below `2^quotient`, a signed one at least `-2^quotient`.
    pub quotient: usize,
    /// Remainder and divisor are at most `2^divisor`.
    pub divisor: usize,
}

impl Widths {
    /// Bits that the larger side of the equation needs at most: below the modulus if it is 253 or less. The divisor is only
    /// known to be one of `divisor + 1` bits; a signed quotient has one bit more, and both signs.
    pub fn bits(&self, signed: bool) -> usize {
        self.quotient + self.divisor + 1 + usize::from(signed)
    }
}

/// `a = quotient * b + remainder`.
#[derive(Clone, Debug)]
pub struct Division {
    /// The quotient, rounded down.
    pub quotient: Num,
    /// The remainder, `0 <= remainder < b`.
    pub remainder: Num,
}

/// Divides an integer below the modulus by `b`, which this constrains to be positive. If `signed`, `a` and the quotient are
/// signed, and the quotient is rounded down: toward minus infinity. About `(quotient + 2 divisor) / 8 + 4` rows.
///
/// # Panics
/// If the widths wrap around the modulus: see [`Widths::bits`].
pub fn divide(cs: &mut Builder, a: &Num, b: &Num, widths: Widths, signed: bool) -> Division {
    let (quotient, remainder) = rounded_down(a.value(), b.value(), signed);
    constrain(cs, a, b, widths, signed, (quotient, remainder))
}

/// As [`divide`], with the result that the prover fills in.
///
/// Remainder and `b - 1 - remainder` are in `divisor` bits, so `b` is from 1 to `2^(divisor + 1) - 1`; with the quotient in
/// its range, `quotient * b + remainder` is an integer that does not wrap, so it is `a`, and the division of integers is unique.
pub(super) fn constrain(
    cs: &mut Builder,
    a: &Num,
    b: &Num,
    widths: Widths,
    signed: bool,
    (quotient, remainder): (Fr, Fr),
) -> Division {
    assert!(widths.bits(signed) <= range::MAX_RANGE_BITS, "a division of {widths:?} wraps around the modulus");
    let (quotient, remainder) = (cs.alloc(quotient), cs.alloc(remainder));
    let product = cs.region("product", |cs| quotient.mul(cs, b));
    cs.assert_equal("quotient-times-divisor-plus-remainder", a, &(&product + &remainder));
    let shift = if signed { pow2(widths.quotient) } else { zero() };
    let shifted = quotient.add_constant(shift);
    range::assert_range(cs, "quotient-in-range", &shifted, widths.quotient + usize::from(signed));
    range::assert_range(cs, "remainder-in-range", &remainder, widths.divisor);
    let rest = (b - &remainder).add_constant(neg(one()));
    range::assert_range(cs, "remainder-below-divisor", &rest, widths.divisor);
    Division { quotient, remainder }
}

/// Quotient and remainder of integers, as field elements; for `b = 0` something that no constraint accepts.
fn rounded_down(a: Fr, b: Fr, signed: bool) -> (Fr, Fr) {
    // The largest integers are negative numbers, if there are any.
    if !signed || !is_negative(a) {
        return integer_division(a, b);
    }
    let (quotient, remainder) = integer_division(neg(a), b);
    if remainder == zero() {
        return (neg(quotient), remainder);
    }
    (sub(neg(quotient), one()), sub(b, remainder))
}

/// Whether the element stands for a negative number: it is above `(p - 1) / 2`.
pub(super) fn is_negative(x: Fr) -> bool {
    limbs(x).iter().rev().gt(limbs(neg(x)).iter().rev()) && x != zero()
}

/// Long division of the canonical integers.
fn integer_division(a: Fr, b: Fr) -> (Fr, Fr) {
    if b == zero() {
        return (zero(), a);
    }
    let divisor = limbs(b);
    let (mut quotient, mut remainder) = (zero(), [0u64; 4]);
    for i in (0..Fr::NUM_BITS as usize).rev() {
        // The remainder is below the divisor, which is below 2^254: twice it fits in 256 bits.
        remainder = doubled(remainder, bit(a, i));
        quotient = crate::field::double(quotient);
        if remainder.iter().rev().ge(divisor.iter().rev()) {
            remainder = difference(remainder, divisor);
            quotient = crate::field::add(quotient, int(1));
        }
    }
    let remainder = Fr::from_repr(crate::field::FrRepr(remainder)).expect("a remainder is below the divisor");
    (quotient, remainder)
}

fn doubled(x: [u64; 4], low: bool) -> [u64; 4] {
    let carried = |i: usize| if i == 0 { u64::from(low) } else { x[i - 1] >> 63 };
    std::array::from_fn(|i| x[i] << 1 | carried(i))
}

fn difference(x: [u64; 4], y: [u64; 4]) -> [u64; 4] {
    let mut borrow = false;
    std::array::from_fn(|i| {
        let (first, a) = x[i].overflowing_sub(y[i]);
        let (second, b) = first.overflowing_sub(u64::from(borrow));
        borrow = a || b;
        second
    })
}
