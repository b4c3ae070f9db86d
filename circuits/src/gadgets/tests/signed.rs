//! Signs, comparison and division against Rust's integers, and the results that a prover might like better.

use rand::{rngs::StdRng, Rng, SeedableRng};
use zelkova_primitives::signed::{divide_floor, from_i128, to_i128};

use super::{assert_tight, pin, satisfied};
use crate::builder::Builder;
use crate::convert::{from_ark, to_ark};
use crate::field::{add, int, mul, neg, one, pow2, sub, zero, Fr};
use crate::gadgets::division::{self, divide, Widths};
use crate::gadgets::{signed, Num};
use crate::plonk::violations;

/// A signed integer as an element.
fn element(x: i128) -> Fr {
    from_ark(from_i128(x).to_fr())
}

/// The signed integer of an element.
fn integer(x: Fr) -> i128 {
    to_i128(to_ark(x).into(), 127).expect("a small number")
}

/// The interesting integers below `2^bits`, of both signs.
fn edges(bits: usize) -> Vec<i128> {
    let most = (1i128 << bits) - 1;
    let mut edges = vec![0, 1, -1, most, -most];
    let mut random = StdRng::seed_from_u64(bits as u64);
    edges.extend((0..12).map(|_| random.gen_range(-most..=most)));
    edges
}

/// Names of the constraints that fail, each once, without what ranges call their parts.
fn refused(build: impl FnOnce(&mut Builder)) -> Vec<String> {
    let mut cs = Builder::new();
    build(&mut cs);
    let violations = violations(&cs, &[]);
    let names = violations.iter().filter_map(|violation| violation.name().split('/').next());
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.dedup();
    names
}

#[test]
fn sign_and_magnitude_are_those_of_integers() {
    for bits in [1, 8, 33, 64, 126] {
        for x in edges(bits) {
            let cs = satisfied(|cs| {
                let num = cs.alloc(element(x));
                pin(cs, &num, element(x));
                let (negative, magnitude) = signed::sign_and_magnitude(cs, &num, bits);
                assert_eq!((negative.value(), magnitude.value()), (x < 0, int(x.unsigned_abs())));
            });
            // The inverse of a magnitude that is 0 can be anything.
            assert_tight(&cs, if x == 0 { &["is-zero"] } else { &[] });
        }
    }
}

#[test]
fn numbers_out_of_a_signed_range_are_refused() {
    for bits in [0, 1, 8, 64, 252] {
        for x in [pow2(bits), neg(pow2(bits)), add(pow2(bits), one())] {
            let names = refused(|cs| {
                let num = cs.alloc(x);
                signed::sign_and_magnitude(cs, &num, bits);
            });
            assert_eq!(names, ["magnitude-in-range"], "{bits} bits");
        }
    }
}

#[test]
fn another_sign_is_refused() {
    for (x, bits, name) in [(5, 8, "magnitude-in-range"), (-5, 8, "magnitude-in-range"), (0, 8, "zero-is-not-negative")]
    {
        let names = refused(|cs| {
            let num = cs.alloc(element(x));
            signed::constrain(cs, &num, bits, int(u128::from(x >= 0)));
        });
        assert_eq!(names, [name]);
    }
}

/// With a sign that is no bit, every magnitude fits, and with an answer that is none, every rest.
#[test]
fn signs_and_answers_are_bits() {
    let half = crate::field::inverse_or_zero(int(2));
    let names = refused(|cs| {
        let num = cs.alloc(int(5));
        // (1 - 2 sign) 5 = 7
        let sign = mul(half, sub(one(), mul(int(7), crate::field::inverse_or_zero(int(5)))));
        let (_, magnitude) = signed::constrain(cs, &num, 8, sign);
        assert_eq!(magnitude.value(), int(7));
    });
    assert_eq!(names, ["sign"]);
    let names = refused(|cs| {
        let num = cs.alloc(int(5));
        // 5 + 2^8 - 2^8 answer = 7
        let answer = mul(int(254), crate::field::inverse_or_zero(int(256)));
        signed::constrain_not_negative(cs, &num, 8, answer);
    });
    assert_eq!(names, ["answer"]);
}

#[test]
fn comparison_is_that_of_integers() {
    for bits in [1, 8, 64, 126] {
        let (most, shift) = ((1i128 << bits) - 1, 1i128 << bits);
        for x in edges(bits).into_iter().chain([-shift]) {
            let cs = satisfied(|cs| {
                let num = cs.alloc(element(x));
                pin(cs, &num, element(x));
                assert_eq!(signed::is_not_negative(cs, &num, bits).value(), x >= 0);
            });
            assert_tight(&cs, &[]);
            let names = refused(|cs| {
                let num = cs.alloc(element(x));
                signed::constrain_not_negative(cs, &num, bits, int(u128::from(x < 0)));
            });
            assert_eq!(names, ["rest-in-range"], "{x} with the other answer");
        }
        for x in [most + 1, -shift - 1] {
            let names = refused(|cs| {
                let num = cs.alloc(element(x));
                signed::is_not_negative(cs, &num, bits);
            });
            assert_eq!(names, ["rest-in-range"], "{x} in {bits} bits");
        }
    }
}

#[test]
fn division_is_that_of_integers() {
    let widths = Widths { quotient: 70, divisor: 56 };
    for b in edges(55).into_iter().filter(|b| *b > 0).chain([1 << 56]) {
        for a in edges(69) {
            for is_signed in [false, true] {
                if !is_signed && a < 0 {
                    continue;
                }
                let cs = satisfied(|cs| {
                    let (dividend, divisor) = (cs.alloc(element(a)), cs.alloc(element(b)));
                    pin(cs, &dividend, element(a));
                    pin(cs, &divisor, element(b));
                    let result = divide(cs, &dividend, &divisor, widths, is_signed);
                    let found = (integer(result.quotient.value()), integer(result.remainder.value()));
                    assert_eq!(Some(found), divide_floor(a, b), "{a} / {b}");
                });
                assert_tight(&cs, &[]);
            }
        }
    }
}

/// Numbers that no integer of Rust holds: `a = q b + r` put together gives `q` and `r` back.
#[test]
fn division_of_wide_numbers() {
    let widths = Widths { quotient: 112, divisor: 139 };
    let mut random = StdRng::seed_from_u64(1);
    for _ in 0..24 {
        let quotient = int(random.gen::<u128>() >> 16);
        let divisor = add(mul(int(random.gen::<u128>() >> 117), pow2(128)), int(random.gen()));
        let remainder = int(random.gen::<u128>());
        let a = add(mul(quotient, divisor), remainder);
        for (a, quotient, remainder, is_signed) in [
            (a, quotient, remainder, false),
            (a, quotient, remainder, true),
            (neg(a), sub(neg(quotient), one()), sub(divisor, remainder), true),
        ] {
            satisfied(|cs| {
                let (dividend, divisor) = (cs.alloc(a), cs.alloc(divisor));
                let result = divide(cs, &dividend, &divisor, widths, is_signed);
                assert_eq!((result.quotient.value(), result.remainder.value()), (quotient, remainder));
            });
        }
    }
}

#[test]
fn divisions_without_a_result_are_refused() {
    let widths = Widths { quotient: 8, divisor: 8 };
    let names = |a: i128, b: i128, is_signed: bool| {
        refused(|cs| {
            let (a, b): (Num, Num) = (cs.alloc(element(a)), cs.alloc(element(b)));
            divide(cs, &a, &b, widths, is_signed);
        })
    };
    // By zero, or by a negative number.
    assert!(names(7, 0, false).contains(&"remainder-below-divisor".into()));
    assert!(!names(7, -2, true).is_empty());
    // A quotient that is too wide, by one in both directions.
    assert!(names(255 * 3 + 2, 3, false).is_empty() && names(255 * 3 + 2, 3, true).is_empty());
    assert_eq!(names(256 * 3, 3, false), ["quotient-in-range"]);
    assert_eq!(names(256 * 3, 3, true), ["quotient-in-range"]);
    assert!(names(-256 * 3, 3, true).is_empty());
    assert_eq!(names(-256 * 3 - 1, 3, true), ["quotient-in-range"]);
    // A negative number where the dividend has no sign.
    assert!(names(-6, 3, false).contains(&"quotient-in-range".into()));
}

/// Everything that satisfies the equation but is not the division.
#[test]
fn another_quotient_is_refused() {
    let widths = Widths { quotient: 16, divisor: 8 };
    for (a, is_signed) in [(1_000, false), (1_000, true), (-1_000, true)] {
        let b = 7;
        let (quotient, remainder) = divide_floor(a, b).expect("positive");
        for shift in [1, -1, 2, -30, 1 << 17] {
            let forged = (element(quotient + shift), element(remainder - shift * b));
            let names = refused(|cs| {
                let (a, b) = (cs.alloc(element(a)), cs.alloc(element(b)));
                division::constrain(cs, &a, &b, widths, is_signed, forged);
            });
            let known = ["quotient-in-range", "remainder-in-range", "remainder-below-divisor"];
            assert!(!names.is_empty() && names.iter().all(|name| known.contains(&name.as_str())), "{shift}: {names:?}");
        }
        // The quotient in the field, where every number divides.
        let inverse = crate::field::inverse_or_zero(element(b));
        let forged = (mul(element(a), inverse), zero());
        let names = refused(|cs| {
            let (a, b) = (cs.alloc(element(a)), cs.alloc(element(b)));
            division::constrain(cs, &a, &b, widths, is_signed, forged);
        });
        assert_eq!(names, ["quotient-in-range"]);
        // Any other pair fails the equation.
        let names = refused(|cs| {
            let (a, b) = (cs.alloc(element(a)), cs.alloc(element(b)));
            division::constrain(cs, &a, &b, widths, is_signed, (element(quotient), element(remainder - 1)));
        });
        assert_eq!(names, ["quotient-times-divisor-plus-remainder"]);
    }
}
