//! Scalars as binary digits with an upper bound.

use super::{compare, Bit, Num};
use crate::builder::{Builder, Var};
use crate::field::{add, bit, double, inverse_or_zero, mul, neg, one, pow2, sub, zero, Fr};
use crate::gates::bits::BitsGate;

/// Digits below this position and from it on are compared apart. A whole number of rows of [`BitsGate`], and even.
const SPLIT: usize = 126;

/// The `n` binary digits, least significant first, of the canonical integer of `x`, which is constrained to be at most
/// `bound`. `bound` has exactly `n` bits, 127 to 254. About `n / 3 + 36` rows.
///
/// The digits are summed up three a row from the most significant on, so the sum of the upper digits passes by as a
/// variable. With `bound = top * 2^126 + bottom` and `x = high * 2^126 + low`, the pair `(high, low)` is compared with
/// `(top, bottom)`.
pub fn digits_at_most(cs: &mut Builder, name: &str, x: &Num, bound: Fr, n: usize) -> Vec<Bit> {
    assert!(n > SPLIT && n <= 254 && bit(bound, n - 1) && (n..256).all(|i| !bit(bound, i)), "the bound has n bits");
    let x = x.reduce(cs);
    let value = x.value();
    constrain(cs, name, &x, bound, n, |i| bit(value, i))
}

/// As [`digits_at_most`], with the digits that the prover fills in.
fn constrain(cs: &mut Builder, name: &str, x: &Num, bound: Fr, n: usize, digit: impl Fn(usize) -> bool) -> Vec<Bit> {
    cs.region(name, |cs| {
        let (digits, high) = sum_up(cs, x, n, digit);
        let low = x.add_scaled(&high, neg(pow2(SPLIT)));
        let (bottom, top) = split(bound);
        let (top, bottom) = (Num::constant(top), Num::constant(bottom));
        compare::assert_pair_at_most(cs, (&high, &low), (&top, &bottom), SPLIT.max(n - SPLIT));
        digits
    })
}

/// The digits, and the sum of those from [`SPLIT`] on.
fn sum_up(cs: &mut Builder, x: &Num, n: usize, digit: impl Fn(usize) -> bool) -> (Vec<Bit>, Num) {
    let (zero_var, last) = (cs.constant_var(zero()), x.to_var(cs));
    let rows = n.div_ceil(3);
    // most significant first, zeros in front
    let mut digits: Vec<Var> = vec![zero_var; 3 * rows - n];
    digits.extend((0..n).rev().map(|i| cs.alloc_var(if digit(i) { one() } else { zero() })));
    let (mut accumulator, mut value, mut high) = (zero_var, zero(), zero_var);
    for (row, chunk) in digits.chunks_exact(3).enumerate() {
        cs.row::<BitsGate>([chunk[0], chunk[1], chunk[2], accumulator], &[]);
        value = chunk.iter().fold(value, |sum, digit| add(double(sum), cs.value(*digit)));
        accumulator = if row + 1 == rows { last } else { cs.alloc_var(value) };
        if row + 1 == rows - SPLIT / 3 {
            high = accumulator;
        }
    }
    cs.empty_row([Var::NONE, Var::NONE, Var::NONE, accumulator]);
    let digits = digits[3 * rows - n..].iter().rev().map(|digit| Bit::assume(cs.num(*digit))).collect();
    (digits, cs.num(high))
}

/// The integer modulo and divided by `2^SPLIT`.
fn split(x: Fr) -> (Fr, Fr) {
    let low = (0..SPLIT).rev().fold(zero(), |sum, i| add(double(sum), if bit(x, i) { one() } else { zero() }));
    (low, mul(sub(x, low), inverse_or_zero(pow2(SPLIT))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gadgets::eddsa::{largest_scalar, SCALAR_BITS};
    use crate::plonk::{check_satisfied, violations};
    use bellman_ce::pairing::ff::{PrimeField, PrimeFieldRepr};

    fn digits(x: Fr, bound: Fr, n: usize) -> (Builder, Vec<bool>) {
        let mut cs = Builder::new();
        let x = cs.alloc(x);
        let digits = digits_at_most(&mut cs, "x", &x, bound, n);
        (cs, digits.iter().map(Bit::value).collect())
    }

    #[test]
    fn the_bound_is_exact() {
        for (bound, n) in [(largest_scalar(), SCALAR_BITS), (neg(one()), 254)] {
            let smaller =
                [zero(), one(), pow2(SPLIT), sub(pow2(SPLIT), one()), sub(bound, pow2(SPLIT)), sub(bound, one())];
            for x in smaller.into_iter().chain([bound]) {
                let (cs, digits) = digits(x, bound, n);
                assert_eq!(check_satisfied(&cs, &[]), Ok(()));
                assert!((0..n).all(|i| digits[i] == bit(x, i)));
            }
        }
        let bound = largest_scalar();
        for x in [add(bound, one()), add(bound, pow2(SPLIT)), add(bound, bound), neg(one())] {
            assert!(!violations(&digits(x, bound, SCALAR_BITS).0, &[]).is_empty());
        }
    }

    #[test]
    fn the_digits_of_x_plus_p_are_refused() {
        // 2^254 is above p by 2 * 10^75, so small numbers have a second sum of 254 digits that is equal modulo p.
        for x in [zero(), one(), pow2(200)] {
            let mut alias = x.into_repr();
            alias.add_nocarry(&Fr::char());
            let mut cs = Builder::new();
            let x = cs.alloc(x);
            constrain(&mut cs, "x", &x, neg(one()), 254, |i| (alias.0[i / 64] >> (i % 64)) & 1 == 1);
            assert!(violations(&cs, &[]).iter().all(|v| v.name().starts_with("x/")));
            assert!(!violations(&cs, &[]).is_empty());
        }
    }
}
