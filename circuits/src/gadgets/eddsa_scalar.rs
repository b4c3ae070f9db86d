//! Scalars as binary digits with an upper bound.

use super::{range, Bit, Num};
use crate::builder::{Builder, Var};
use crate::field::{add, bit, double, inverse_or_zero, limbs, mul, neg, one, pow2, sub, zero, Fr};
use crate::gates::bits::BitsGate;

/// Digits below this position and from it on are compared apart. A whole number of rows of [`BitsGate`], and even.
const SPLIT: usize = 126;

/// The `n` binary digits, least significant first, of the canonical integer of `x`, which is constrained to be at most
/// `bound`. `bound` has exactly `n` bits, 127 to 254. About `n / 3 + 36` rows.
///
/// The digits are summed up three a row from the most significant on, so the sum of the upper digits passes by as a
/// variable. With `bound = top * 2^126 + bottom` and `x = high * 2^126 + low`, `x <= bound` if and only if there is a
/// borrow bit with `0 <= bottom - low + borrow * 2^126 < 2^126` and `0 <= top - high - borrow`.
pub fn digits_at_most(cs: &mut Builder, name: &str, x: &Num, bound: Fr, n: usize) -> Vec<Bit> {
    assert!(
        n > SPLIT && n <= 254 && bit(bound, n - 1) && (n..256).all(|i| !bit(bound, i)),
        "the bound has n bits"
    );
    let x = x.reduce(cs);
    cs.region(name, |cs| {
        let (digits, high) = sum_up(cs, &x, n);
        let low = x.add_scaled(&high, neg(pow2(SPLIT)));
        let (bottom, top) = split(bound);
        let borrow = Bit::alloc(cs, limbs(low.value()).iter().rev().gt(limbs(bottom).iter().rev()));
        let rest_low = Num::constant(bottom).sub(&low).add_scaled(borrow.num(), pow2(SPLIT));
        let rest_high = Num::constant(top).sub(&high).sub(borrow.num());
        range::assert_range(cs, "low", &rest_low, SPLIT);
        range::assert_range(cs, "high", &rest_high, n - SPLIT);
        digits
    })
}

/// The digits, and the sum of those from [`SPLIT`] on.
fn sum_up(cs: &mut Builder, x: &Num, n: usize) -> (Vec<Bit>, Num) {
    let (zero_var, last) = (cs.constant_var(zero()), x.to_var(cs));
    let rows = n.div_ceil(3);
    // most significant first, zeros in front
    let mut digits: Vec<Var> = vec![zero_var; 3 * rows - n];
    digits.extend(
        (0..n)
            .rev()
            .map(|i| cs.alloc_var(if bit(x.value(), i) { one() } else { zero() })),
    );
    let (mut accumulator, mut value, mut high) = (zero_var, zero(), zero_var);
    for (row, chunk) in digits.chunks_exact(3).enumerate() {
        cs.row::<BitsGate>([chunk[0], chunk[1], chunk[2], accumulator], &[]);
        value = chunk
            .iter()
            .fold(value, |sum, digit| add(double(sum), cs.value(*digit)));
        accumulator = if row + 1 == rows { last } else { cs.alloc_var(value) };
        if row + 1 == rows - SPLIT / 3 {
            high = accumulator;
        }
    }
    cs.empty_row([Var::NONE, Var::NONE, Var::NONE, accumulator]);
    let digits = digits[3 * rows - n..]
        .iter()
        .rev()
        .map(|digit| Bit::assume(cs.num(*digit)))
        .collect();
    (digits, cs.num(high))
}

/// The integer modulo and divided by `2^SPLIT`.
fn split(x: Fr) -> (Fr, Fr) {
    let low = (0..SPLIT).rev().fold(zero(), |sum, i| {
        add(double(sum), if bit(x, i) { one() } else { zero() })
    });
    (low, mul(sub(x, low), inverse_or_zero(pow2(SPLIT))))
}
