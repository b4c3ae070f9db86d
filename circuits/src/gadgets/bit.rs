//! Bits: numbers that are constrained to be 0 or 1.

use super::Num;
use crate::builder::Builder;
use crate::field::{double, int, neg, one, zero};
use bellman_ce::pairing::ff::Field;

/// A number that is 0 or 1.
#[derive(Clone, Debug)]
pub struct Bit(Num);

impl Bit {
    /// A constant bit of the circuit.
    pub fn constant(value: bool) -> Self {
        Self(Num::constant(if value { one() } else { zero() }))
    }

    /// A new witness bit. One row.
    pub fn alloc(cs: &mut Builder, value: bool) -> Self {
        let num = cs.alloc(if value { one() } else { zero() });
        Self::enforce(cs, num)
    }

    /// Constrains a number to be a bit. One row for a single variable.
    pub fn enforce(cs: &mut Builder, num: Num) -> Self {
        let num = num.reduce(cs);
        cs.assert_product("bit", &num, &num, &num);
        Self(num)
    }

    /// Takes a number for a bit without a constraint: only where a gate or an equation already implies it.
    pub fn assume(num: Num) -> Self {
        Self(num)
    }

    /// The bit as a number.
    pub fn num(&self) -> &Num {
        &self.0
    }

    /// The value; anything but 0 counts as true.
    pub fn value(&self) -> bool {
        !self.0.value().is_zero()
    }

    /// Logical negation, free.
    pub fn not(&self) -> Self {
        Self(self.0.one_minus())
    }

    /// Conjunction.
    pub fn and(&self, cs: &mut Builder, other: &Self) -> Self {
        Self(self.0.mul(cs, &other.0))
    }

    /// Disjunction: `a + b - ab`.
    pub fn or(&self, cs: &mut Builder, other: &Self) -> Self {
        let both = self.0.mul(cs, &other.0);
        Self(self.0.add(&other.0).sub(&both))
    }

    /// Exclusive or: `a + b - 2ab`.
    pub fn xor(&self, cs: &mut Builder, other: &Self) -> Self {
        let both = self.0.mul(cs, &other.0);
        Self(self.0.add(&other.0).add_scaled(&both, neg(double(one()))))
    }

    /// Whether all bits are 1: their sum equals their number.
    pub fn all(cs: &mut Builder, bits: &[Self]) -> Self {
        let sum = Num::sum(bits.iter().map(Self::num));
        sum.is_equal(cs, &Num::constant(int(bits.len() as u128)))
    }

    /// Constrains the bit to be 1.
    pub fn assert_true(&self, cs: &mut Builder, name: &str) {
        cs.assert_equal(name, &self.0, &Num::one());
    }

    /// Constrains the bit to be 0.
    pub fn assert_false(&self, cs: &mut Builder, name: &str) {
        cs.assert_zero(name, &self.0);
    }

    /// Constrains `self` to imply `other`: `self (1 - other) = 0`.
    pub fn assert_implies(&self, cs: &mut Builder, name: &str, other: &Self) {
        cs.assert_product(name, &self.0, &other.0.one_minus(), &Num::zero());
    }
}
