use super::{assert_tight, nums, pin, satisfied, violated};
use crate::builder::Builder;
use crate::field::{add, int, mul, neg, one, sub, zero};
use crate::gadgets::{Bit, Num};

#[test]
fn sums_of_any_length_are_reduced() {
    for n in 1..=20u128 {
        let cs = satisfied(|cs| {
            let values: Vec<u128> = (1..=n).collect();
            let parts = nums(cs, &values);
            let sum = Num::sum(&parts).add_constant(int(5)).reduce(cs);
            assert_eq!(sum.value(), int(n * (n + 1) / 2 + 5));
            for (part, value) in parts.iter().zip(&values) {
                pin(cs, part, int(*value));
            }
        });
        assert_tight(&cs, &[]);
    }
}

#[test]
fn terms_of_one_variable_are_merged() {
    let cs = satisfied(|cs| {
        let x = cs.alloc(int(7));
        let y = &x + &x + &x - x.scale(int(2));
        assert_eq!(y.terms(), x.terms());
        assert!((&x - &x).is_constant());
        pin(cs, &y, int(7));
    });
    assert_eq!(cs.rows().len(), 1);
}

#[test]
fn products_of_sums() {
    let cs = satisfied(|cs| {
        let v = nums(cs, &[2, 3, 5, 7, 11, 13]);
        for (value, num) in [2, 3, 5, 7, 11, 13].into_iter().zip(&v) {
            pin(cs, num, int(value));
        }
        let terms = |k: usize| Num::sum(&v[..k]).add_constant(int(1));
        for k in 0..=6 {
            for l in 0..=6 {
                let (x, y) = (terms(k), terms(l));
                assert_eq!(x.mul(cs, &y).value(), mul(x.value(), y.value()));
            }
        }
        let square = terms(3).square(cs);
        assert_eq!(square.value(), int(121));
    });
    assert_tight(&cs, &[]);
}

#[test]
fn rows_of_common_relations() {
    let rows = |build: fn(&mut Builder, &[Num])| {
        let mut cs = Builder::new();
        let v = nums(&mut cs, &[1, 1, 1, 1]);
        build(&mut cs, &v);
        cs.rows().len()
    };
    assert_eq!(rows(|cs, v| drop(v[0].mul(cs, &v[1]))), 1);
    assert_eq!(rows(|cs, v| drop(v[0].mul(cs, &(&v[1] - &v[2])))), 1);
    assert_eq!(rows(|cs, v| cs.assert_zero_if("x", &Bit::assume(v[0].clone()), &(&v[1] - &v[2]))), 1);
    assert_eq!(rows(|cs, v| drop(Num::select(cs, &Bit::assume(v[0].clone()), &v[1], &v[2]))), 1);
    assert_eq!(rows(|cs, v| drop(v[0].is_zero(cs))), 2);
    assert_eq!(rows(|cs, v| cs.assert_zero("x", &Num::sum(v).add_constant(neg(int(4))))), 1);
}

#[test]
fn zero_is_recognised() {
    for value in [0, 1, 5] {
        let cs = satisfied(|cs| {
            let x = cs.alloc(int(value));
            pin(cs, &x, int(value));
            assert_eq!(x.is_zero(cs).value(), value == 0);
        });
        // The inverse of zero is not used.
        assert_tight(&cs, if value == 0 { &["is-zero"] } else { &[] });
    }
}

#[test]
fn a_wrong_answer_about_zero_is_refused() {
    for value in [0, 5] {
        let mut cs = Builder::new();
        let x = cs.alloc(int(value));
        let bit = x.is_zero(&mut cs);
        let (bit_var, _) = bit.num().terms()[0];
        let inverse = crate::builder::Var(bit_var.0 - 1);
        cs.tamper(bit_var, sub(one(), cs.value(bit_var)));
        for guess in [zero(), one(), int(7)] {
            cs.tamper(inverse, guess);
            assert!(crate::plonk::check_satisfied(&cs, &[]).is_err());
        }
    }
}

#[test]
fn equality_and_selection() {
    let cs = satisfied(|cs| {
        let v = nums(cs, &[4, 4, 6, 9]);
        for (value, num) in [4, 4, 6, 9].into_iter().zip(&v) {
            pin(cs, num, int(value));
        }
        assert!(v[0].is_equal(cs, &v[1]).value());
        assert!(!v[0].is_equal(cs, &v[2]).value());
        let (sum, other) = (Num::sum(&v), Num::sum(&v[1..]).add_constant(one()));
        for bit in [false, true] {
            let b = Bit::alloc(cs, bit);
            pin(cs, b.num(), if bit { one() } else { zero() });
            let picked = Num::select(cs, &b, &sum, &other);
            assert_eq!(picked.value(), if bit { int(23) } else { int(20) });
            let picked = Num::select(cs, &b, &v[2], &Num::int(3));
            assert_eq!(picked.value(), if bit { int(6) } else { int(3) });
        }
    });
    assert_tight(&cs, &["is-zero"]);
}

#[test]
fn bits_are_bits() {
    let name = violated(|cs| {
        let two = cs.alloc(int(2));
        Bit::enforce(cs, two);
    });
    assert_eq!(name, "bit");
    for x in [false, true] {
        let cs = satisfied(|cs| {
            let a = Bit::alloc(cs, x);
            pin(cs, a.num(), int(x.into()));
            assert_eq!((a.value(), a.not().value()), (x, !x));
        });
        assert_tight(&cs, &[]);
    }
}

#[test]
fn conditional_constraints() {
    let build = |condition: bool, x: u128| {
        move |cs: &mut Builder| {
            let bit = Bit::alloc(cs, condition);
            let x = cs.alloc(int(x));
            cs.assert_equal_if("x-is-3", &bit, &x, &Num::int(3));
        }
    };
    satisfied(build(true, 3));
    satisfied(build(false, 4));
    assert_eq!(violated(build(true, 4)), "x-is-3");
}

#[test]
fn nonzero_has_an_inverse() {
    satisfied(|cs| {
        let x = cs.alloc(int(3));
        x.assert_not_zero(cs, "present");
    });
    let name = violated(|cs| {
        let x = cs.alloc(zero());
        x.assert_not_zero(cs, "present");
    });
    assert_eq!(name, "present");
    // The sum of two opposite values is zero as well.
    let name = violated(|cs| {
        let (x, y) = (cs.alloc(int(3)), cs.alloc(neg(int(3))));
        (x + y).assert_not_zero(cs, "present");
    });
    assert_eq!(name, "present");
    assert_eq!(add(int(3), neg(int(3))), zero());
}

#[test]
fn constants_are_bound() {
    let mut cs = Builder::new();
    let var = cs.constant_var(int(9));
    assert_eq!(cs.constant_var(int(9)), var);
    assert_eq!(cs.rows().len(), 1);
    cs.tamper(var, int(8));
    let violation = crate::plonk::check_satisfied(&cs, &[]).unwrap_err();
    assert_eq!(violation.name(), "constant");
}
