use super::{assert_tight, pin, satisfied, violated};
use crate::builder::Builder;
use crate::field::{add, high_u128, int, low_u128, mul, neg, one, pow2, sub, zero, Fr};
use crate::gadgets::packing::{self, AMOUNT_MANTISSA_BITS, FEE_MANTISSA_BITS};
use crate::gadgets::{bits, compare, range, Num};

#[test]
fn ranges_of_every_width() {
    for n in (0..=40).chain([63, 64, 65, 127, 128, 129, 252, 253]) {
        let largest = sub(pow2(n), one());
        for value in [zero(), largest] {
            let cs = satisfied(|cs| {
                let x = cs.alloc(value);
                pin(cs, &x, value);
                range::assert_range(cs, "in-range", &x, n);
            });
            assert_tight(&cs, &[]);
        }
        for value in [pow2(n), add(pow2(n), one()), neg(one())] {
            let name = violated(|cs| {
                let x = cs.alloc(value);
                range::assert_range(cs, "in-range", &x, n);
            });
            assert!(name.starts_with("in-range"), "{n} bits: {name}");
        }
    }
}

#[test]
fn ranges_of_sums() {
    for (value, good) in [(0, true), (255, true), (256, false), (1000, false)] {
        let build = |cs: &mut Builder| {
            let (x, y) = (cs.alloc(int(value)), cs.alloc(int(3)));
            let sum = (x + y).add_constant(neg(int(3)));
            range::assert_range(cs, "in-range", &sum, 8);
        };
        if good {
            satisfied(build);
        } else {
            assert!(violated(build).starts_with("in-range"));
        }
    }
    // A scaled variable is not the variable.
    assert!(violated(|cs| {
        let x = cs.alloc(int(200));
        range::assert_range(cs, "in-range", &x.scale(int(2)), 8);
    })
    .starts_with("in-range"));
}

#[test]
fn a_range_costs_a_row_for_eight_bits() {
    let rows = |n: usize| {
        let mut cs = Builder::new();
        let x = cs.alloc(zero());
        cs.constant_var(zero());
        let before = cs.rows().len();
        range::assert_range(&mut cs, "r", &x, n);
        cs.rows().len() - before
    };
    assert_eq!([rows(8), rows(16), rows(32), rows(64), rows(128)], [2, 3, 5, 9, 17]);
}

#[test]
fn digits() {
    for n in [1, 2, 3, 4, 28, 64, 253, 254] {
        let value = if n == 254 { neg(one()) } else { sub(pow2(n), int(1)) };
        let cs = satisfied(|cs| {
            let x = cs.alloc(value);
            pin(cs, &x, value);
            let digits = bits::decompose(cs, &x, n);
            assert_eq!(digits.len(), n);
            assert_eq!(bits::from_bits(&digits).value(), value);
        });
        assert_tight(&cs, &[]);
        if n < 253 {
            let name = violated(|cs| {
                let x = cs.alloc(pow2(n));
                bits::decompose(cs, &x, n);
            });
            assert_eq!(name, "bits");
        }
    }
}

#[test]
fn digits_of_sums() {
    let build = |value: u128| {
        move |cs: &mut Builder| {
            let x = cs.alloc(int(value));
            bits::decompose(cs, &x.scale(int(2)).add_constant(one()), 4);
        }
    };
    satisfied(build(7));
    assert!(violated(build(8)).starts_with("bits"));
}

/// The halves of `x + p` are refused, though they sum up to `x` modulo `p`.
#[test]
fn only_canonical_halves_are_accepted() {
    let canonical = |low: u128, high: u128| {
        move |cs: &mut Builder| {
            let (low, high) = (cs.alloc(int(low)), cs.alloc(int(high)));
            compare::assert_canonical(cs, "canonical", &low, &high);
        }
    };
    for value in [zero(), one(), int(u128::MAX), pow2(128), neg(one())] {
        satisfied(canonical(low_u128(value), high_u128(value)));
    }
    // p - 1 is even, so x + p = (p - 1) + x + 1.
    let minus_one = neg(one());
    for x in [0, 5, u128::MAX - 1] {
        let (low, carry) = low_u128(minus_one).overflowing_add(x + 1);
        let high = high_u128(minus_one) + u128::from(carry);
        assert!(violated(canonical(low, high)).starts_with("canonical/"), "{x}");
    }
}

#[test]
fn packed_amounts() {
    let pow10 = |e: u32| (0..e).fold(one(), |x, _| mul(x, int(10)));
    let cases = [(0, 0), (1, 0), (7, 3), ((1 << 35) - 1, 0), ((1 << 35) - 1, 25), (1, 31), (3, 31)];
    for (mantissa, exponent) in cases {
        let packed = (mantissa << 5) | u128::from(exponent);
        let cs = satisfied(|cs| {
            let x = cs.alloc(int(packed));
            pin(cs, &x, int(packed));
            let amount = packing::unpack(cs, &x, AMOUNT_MANTISSA_BITS);
            assert_eq!(amount.value(), mul(int(mantissa), pow10(exponent)));
        });
        assert_tight(&cs, &[]);
    }
    let unpack = |packed: Fr, mantissa_bits| {
        move |cs: &mut Builder| {
            let x: Num = cs.alloc(packed);
            packing::unpack(cs, &x, mantissa_bits);
        }
    };
    // Too wide.
    assert!(violated(unpack(int(1 << 40), AMOUNT_MANTISSA_BITS)).starts_with("unpack/mantissa"));
    assert!(violated(unpack(int(1 << 16), FEE_MANTISSA_BITS)).starts_with("unpack/mantissa"));
    // The largest amount is above 2^128: whoever unpacks it has to bind it, and an equation with a number of 128 bits does.
    satisfied(unpack(int((1 << 40) - 1), AMOUNT_MANTISSA_BITS));
    let name = violated(|cs| {
        let packed = cs.alloc(int((1 << 40) - 1));
        let amount = packing::unpack(cs, &packed, AMOUNT_MANTISSA_BITS);
        range::assert_range(cs, "amount-is-packed", &amount, 128);
    });
    assert!(name.starts_with("amount-is-packed"), "{name}");
    satisfied(unpack(int((2047 << 5) | 31), FEE_MANTISSA_BITS));
}
