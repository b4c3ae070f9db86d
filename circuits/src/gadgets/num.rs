//! Numbers: linear combinations of variables, written to rows only when needed.

use super::Bit;
use crate::builder::{Builder, Product, Var};
use crate::field::{add, inverse_or_zero, mul, neg, one, zero, Fr};
use bellman_ce::pairing::ff::Field;

/// `sum of coefficient * variable + constant`, with its value. Adding and scaling are free.
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

    pub(crate) fn from_var(var: Var, value: Fr) -> Self {
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

    /// `self + other`.
    pub fn add(&self, other: &Self) -> Self {
        self.add_scaled(other, one())
    }

    /// `self - other`.
    pub fn sub(&self, other: &Self) -> Self {
        self.add_scaled(other, neg(one()))
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
        Self::one().sub(self)
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

    /// A variable that is constrained to equal this number: free for a single variable, else one row or more.
    pub fn to_var(&self, cs: &mut Builder) -> Var {
        match self.terms[..] {
            [] => cs.constant_var(self.constant),
            [(var, coefficient)] if coefficient == one() && self.constant.is_zero() => var,
            _ => {
                let var = cs.alloc_var(self.value);
                self.emit_equal_to(cs, var);
                var
            }
        }
    }

    /// Constrains `var` to equal this number; `var` is the first wire of the first row written.
    pub(crate) fn emit_equal_to(&self, cs: &mut Builder, var: Var) {
        let mut terms = vec![(var, neg(one()))];
        terms.extend_from_slice(&self.terms);
        cs.emit_zero(None, &terms, self.constant);
    }

    /// The same number as a single variable. Use it before using a long sum several times.
    pub fn reduce(&self, cs: &mut Builder) -> Self {
        if self.is_constant() {
            return self.clone();
        }
        let var = self.to_var(cs);
        cs.num(var)
    }

    fn reduce_above(&self, cs: &mut Builder, terms: usize) -> Self {
        if self.terms.len() > terms {
            self.reduce(cs)
        } else {
            self.clone()
        }
    }

    /// `self * other`: one row if one factor has at most one variable and the other at most two.
    pub fn mul(&self, cs: &mut Builder, other: &Self) -> Self {
        if self.is_constant() {
            return other.scale(self.constant);
        }
        if other.is_constant() {
            return self.scale(other.constant);
        }
        let product = cs.alloc(mul(self.value, other.value));
        cs.emit_product(self, other, &product);
        product
    }

    /// `self^2`.
    pub fn square(&self, cs: &mut Builder) -> Self {
        let x = self.reduce(cs);
        x.mul(cs, &x)
    }

    /// 1 if the number is zero, else 0. Two rows (and one to reduce a sum).
    pub fn is_zero(&self, cs: &mut Builder) -> Bit {
        let x = self.reduce(cs);
        if x.is_constant() {
            return Bit::constant(x.value.is_zero());
        }
        // x * inverse = 1 - z and x * z = 0: z is 1 if x = 0, and z = 0 if x is not. No other z satisfies both.
        let inverse = cs.alloc(inverse_or_zero(x.value));
        let z = cs.alloc(if x.value.is_zero() { one() } else { zero() });
        cs.region("is-zero", |cs| {
            cs.emit_product(&x, &inverse, &z.one_minus());
            cs.emit_product(&x, &z, &Num::zero());
        });
        Bit::assume(z)
    }

    /// Whether two numbers are equal.
    pub fn is_equal(&self, cs: &mut Builder, other: &Self) -> Bit {
        self.sub(other).is_zero(cs)
    }

    /// Constrains the number to be different from zero. One row for a single variable.
    pub fn assert_not_zero(&self, cs: &mut Builder, name: &str) {
        let inverse = cs.alloc(inverse_or_zero(self.value));
        cs.assert_product(name, self, &inverse, &Num::one());
    }

    /// `bit ? yes : no`. One row for single variables.
    pub fn select(cs: &mut Builder, bit: &Bit, yes: &Self, no: &Self) -> Self {
        let difference = yes.sub(no);
        if difference.terms.len() <= 2 {
            return bit.num().mul(cs, &difference).add(no).reduce_above(cs, 2);
        }
        let (yes, no) = (yes.reduce(cs), no.reduce(cs));
        bit.num().mul(cs, &yes.sub(&no)).add(&no)
    }
}

impl Builder {
    /// Constrains `x * y = z`.
    fn emit_product(&mut self, x: &Num, y: &Num, z: &Num) {
        let (x, y) = if x.terms.len() <= y.terms.len() { (x, y) } else { (y, x) };
        let (x, y) = (x.reduce_above(self, 1), y.reduce_above(self, 2));
        // (alpha u + beta) (gamma v + delta w + epsilon), u = x's variable
        let Some((u, alpha)) = x.terms.first().copied() else {
            let rest = y.scale(x.constant).sub(z);
            return self.emit_zero(None, &rest.terms, rest.constant);
        };
        let linear = Num::weighted_sum([
            (&Num { terms: vec![(u, alpha)], constant: zero(), value: mul(alpha, self.value(u)) }, y.constant),
            (&y, x.constant),
            (z, neg(one())),
        ]);
        let product = y.terms.first().map(|(v, gamma)| Product {
            a: u,
            b: *v,
            c: y.terms.get(1).map(|t| t.0),
            ab: mul(alpha, *gamma),
            ac: y.terms.get(1).map_or_else(zero, |t| mul(alpha, t.1)),
        });
        self.emit_zero(product, &linear.terms, linear.constant);
    }

    /// Constrains a number to be zero.
    pub fn assert_zero(&mut self, name: &str, x: &Num) {
        if x.is_constant() && x.constant.is_zero() {
            return;
        }
        self.region(name, |cs| cs.emit_zero(None, &x.terms, x.constant));
    }

    /// Constrains two numbers to be equal.
    pub fn assert_equal(&mut self, name: &str, x: &Num, y: &Num) {
        self.assert_zero(name, &x.sub(y));
    }

    /// Constrains `x * y = z`.
    pub fn assert_product(&mut self, name: &str, x: &Num, y: &Num, z: &Num) {
        self.region(name, |cs| cs.emit_product(x, y, z));
    }

    /// Constrains a number to be zero where the condition holds. One row if the number has at most two variables.
    pub fn assert_zero_if(&mut self, name: &str, condition: &Bit, x: &Num) {
        self.assert_product(name, condition.num(), x, &Num::zero());
    }

    /// Constrains two numbers to be equal where the condition holds.
    pub fn assert_equal_if(&mut self, name: &str, condition: &Bit, x: &Num, y: &Num) {
        self.assert_zero_if(name, condition, &x.sub(y));
    }
}

/// `&a + &b`, `&a - &b`.
macro_rules! operator {
    ($trait:ident, $method:ident, $by:ident) => {
        impl std::ops::$trait<&Num> for &Num {
            type Output = Num;
            fn $method(self, other: &Num) -> Num {
                Num::$by(self, other)
            }
        }
        impl std::ops::$trait<Num> for Num {
            type Output = Num;
            fn $method(self, other: Num) -> Num {
                Num::$by(&self, &other)
            }
        }
        impl std::ops::$trait<&Num> for Num {
            type Output = Num;
            fn $method(self, other: &Num) -> Num {
                Num::$by(&self, other)
            }
        }
    };
}
operator!(Add, add, add);
operator!(Sub, sub, sub);

impl From<Fr> for Num {
    fn from(value: Fr) -> Self {
        Self::constant(value)
    }
}
