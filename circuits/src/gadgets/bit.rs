//! Bits: numbers that are constrained to be 0 or 1.

use crate::builder::{Builder, Num};
use crate::field::{one, zero};
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

    /// Constrains the bit to be 0.
    pub fn assert_false(&self, cs: &mut Builder, name: &str) {
        cs.assert_zero(name, &self.0);
    }
}
