//! Numbers: linear combinations of variables.

use super::var::Var;
use crate::field::{add, mul, neg, one, zero, Fr};
use bellman_ce::pairing::ff::Field;
use std::ops::{Add, Sub};

/// `sum of coefficient * variable + constant`, with its value. Adding and scaling are free; rows are
/// written only when the number is multiplied or constrained.
#[derive(Clone, Debug)]
pub struct Num {
    /// Sorted by variable, no zero coefficients.
    terms: Vec<(Var, Fr)>,
    constant: Fr,
    value: Fr,
}

impl Num {
    /// A constant of the circuit. Never pass a witness value: the rows would depend on it.
    pub fn constant(value: Fr) -> Self {
        Self { terms: Vec::new(), constant: value, value }
    }

    /// 0.
    pub fn zero() -> Self {
        Self::constant(zero())
    }

    /// 1.
    pub fn one() -> Self {
        Self::constant(one())
    }

    /// The constant `x`.
    pub fn int(x: u128) -> Self {
        Self::constant(crate::field::int(x))
    }

    pub(super) fn from_var(var: Var, value: Fr) -> Self {
        Self { terms: vec![(var, one())], constant: zero(), value }
    }

    /// The value.
    pub fn value(&self) -> Fr {
        self.value
    }

    /// The terms, sorted by variable.
    pub fn terms(&self) -> &[(Var, Fr)] {
        &self.terms
    }

    /// The constant part.
    pub fn constant_part(&self) -> Fr {
        self.constant
    }

    /// Whether no variable occurs.
    pub fn is_constant(&self) -> bool {
        self.terms.is_empty()
    }

    /// `self + factor * other`.
    pub fn add_scaled(&self, other: &Self, factor: Fr) -> Self {
        let mut terms = Vec::with_capacity(self.terms.len() + other.terms.len());
        let (mut left, mut right) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let (var, coefficient) = match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if l.0 == r.0 => (l.0, add(l.1, mul(factor, r.1))),
                (Some(l), Some(r)) if l.0 < r.0 => **l,
                (_, Some(r)) => (r.0, mul(factor, r.1)),
                (Some(l), None) => **l,
                (None, None) => break,
            };
            left.next_if(|l| l.0 == var);
            right.next_if(|r| r.0 == var);
            if !coefficient.is_zero() {
                terms.push((var, coefficient));
            }
        }
        Self {
            terms,
            constant: add(self.constant, mul(factor, other.constant)),
            value: add(self.value, mul(factor, other.value)),
        }
    }

    /// `factor * self`.
    pub fn scale(&self, factor: Fr) -> Self {
        Self::zero().add_scaled(self, factor)
    }

    /// `self + constant`.
    pub fn add_constant(&self, constant: Fr) -> Self {
        let mut result = self.clone();
        result.constant = add(result.constant, constant);
        result.value = add(result.value, constant);
        result
    }

    /// `1 - self`.
    pub fn one_minus(&self) -> Self {
        Self::one() - self
    }

    /// The sum of all.
    pub fn sum<'a>(nums: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::weighted_sum(nums.into_iter().map(|n| (n, one())))
    }

    /// The sum of `weight * number`.
    pub fn weighted_sum<'a>(nums: impl IntoIterator<Item = (&'a Self, Fr)>) -> Self {
        let mut terms: Vec<(Var, Fr)> = Vec::new();
        let (mut constant, mut value) = (zero(), zero());
        for (num, weight) in nums {
            terms.extend(num.terms.iter().map(|(v, c)| (*v, mul(*c, weight))));
            constant = add(constant, mul(num.constant, weight));
            value = add(value, mul(num.value, weight));
        }
        terms.sort_by_key(|t| t.0);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = add(kept.1, next.1);
            }
            same
        });
        terms.retain(|t| !t.1.is_zero());
        Self { terms, constant, value }
    }
}

/// `a + b` and `a - b` for numbers and references to them.
macro_rules! operator {
    ($trait:ident, $method:ident, $factor:expr) => {
        impl $trait<&Num> for &Num {
            type Output = Num;
            fn $method(self, other: &Num) -> Num {
                self.add_scaled(other, $factor)
            }
        }
        impl $trait<Num> for &Num {
            type Output = Num;
            fn $method(self, other: Num) -> Num {
                self.add_scaled(&other, $factor)
            }
        }
        impl $trait<&Num> for Num {
            type Output = Num;
            fn $method(self, other: &Num) -> Num {
                self.add_scaled(other, $factor)
            }
        }
        impl $trait<Num> for Num {
            type Output = Num;
            fn $method(self, other: Num) -> Num {
                self.add_scaled(&other, $factor)
            }
        }
    };
}
operator!(Add, add, one());
operator!(Sub, sub, neg(one()));

impl From<Fr> for Num {
    fn from(value: Fr) -> Self {
        Self::constant(value)
    }
}
