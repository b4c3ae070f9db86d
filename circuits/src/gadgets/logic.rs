//! Conditions: tests for zero, choice, constraints that hold under a condition.

use super::Bit;
use crate::builder::{Builder, Num};
use crate::field::{add, inverse_or_zero, mul, one, zero};
use bellman_ce::pairing::ff::Field;

impl Num {
    /// 1 if the number is zero, else 0. Two rows (and one to reduce a sum).
    pub fn is_zero(&self, cs: &mut Builder) -> Bit {
        let x = self.reduce(cs);
        if x.is_constant() {
            return Bit::constant(x.value().is_zero());
        }
        // x * inverse = 1 - z and x * z = 0: z is 1 if x = 0, and z = 0 if x is not. No other z satisfies both.
        let inverse = cs.alloc(inverse_or_zero(x.value()));
        let z = cs.alloc(if x.value().is_zero() { one() } else { zero() });
        cs.region("is-zero", |cs| {
            cs.emit_product(&x, &inverse, &z.one_minus());
            cs.emit_product(&x, &z, &Num::zero());
        });
        Bit::assume(z)
    }

    /// Whether two numbers are equal.
    pub fn is_equal(&self, cs: &mut Builder, other: &Self) -> Bit {
        (self - other).is_zero(cs)
    }

    /// Constrains the number to be different from zero. One row for a single variable.
    pub fn assert_not_zero(&self, cs: &mut Builder, name: &str) {
        let inverse = cs.alloc(inverse_or_zero(self.value()));
        cs.assert_product(name, self, &inverse, &Num::one());
    }

    /// `bit ? yes : no`, as a single variable. One row for single variables.
    pub fn select(cs: &mut Builder, bit: &Bit, yes: &Self, no: &Self) -> Self {
        let difference = yes - no;
        if bit.num().is_constant() || difference.is_constant() {
            return (bit.num().mul(cs, &difference) + no).reduce_above(cs, 1);
        }
        let (yes, no) = (yes.reduce_above(cs, 1), no.reduce_above(cs, 1));
        let result = cs.alloc(add(mul(bit.num().value(), difference.value()), no.value()));
        cs.emit_product(bit.num(), &(yes - &no), &(&result - &no));
        result
    }
}

impl Builder {
    /// Constrains a number to be zero where the condition holds. One row if the number has at most two variables.
    pub fn assert_zero_if(&mut self, name: &str, condition: &Bit, x: &Num) {
        self.assert_product(name, condition.num(), x, &Num::zero());
    }

    /// Constrains two numbers to be equal where the condition holds.
    pub fn assert_equal_if(&mut self, name: &str, condition: &Bit, x: &Num, y: &Num) {
        self.assert_zero_if(name, condition, &(x - y));
    }
}
