//! Relations between numbers, written to rows.

use super::{emit::Product, num::Num, rows::Builder, var::Var};
use crate::field::{mul, neg, one, zero};
use bellman_ce::pairing::ff::Field;

impl Num {
    /// A variable that is constrained to equal this number: free for a single variable, else one row or more.
    pub fn to_var(&self, cs: &mut Builder) -> Var {
        match self.terms()[..] {
            [] => cs.constant_var(self.constant_part()),
            [(var, coefficient)] if coefficient == one() && self.constant_part().is_zero() => var,
            _ => {
                let var = cs.alloc_var(self.value());
                self.emit_equal_to(cs, var);
                var
            }
        }
    }

    /// Constrains `var` to equal this number; `var` is the first wire of the first row written.
    pub(crate) fn emit_equal_to(&self, cs: &mut Builder, var: Var) {
        let mut terms = vec![(var, neg(one()))];
        terms.extend_from_slice(self.terms());
        cs.emit_zero(None, &terms, self.constant_part());
    }

    /// The same number as a single variable. Use it before using a long sum several times.
    pub fn reduce(&self, cs: &mut Builder) -> Self {
        if self.is_constant() {
            return self.clone();
        }
        let var = self.to_var(cs);
        cs.num(var)
    }

    pub(crate) fn reduce_above(&self, cs: &mut Builder, terms: usize) -> Self {
        if self.terms().len() > terms {
            self.reduce(cs)
        } else {
            self.clone()
        }
    }

    /// `self * other`: one row if one factor has at most one variable and the other at most two.
    pub fn mul(&self, cs: &mut Builder, other: &Self) -> Self {
        if self.is_constant() {
            return other.scale(self.constant_part());
        }
        if other.is_constant() {
            return self.scale(other.constant_part());
        }
        let product = cs.alloc(mul(self.value(), other.value()));
        cs.emit_product(self, other, &product);
        product
    }

    /// `self^2`.
    pub fn square(&self, cs: &mut Builder) -> Self {
        let x = self.reduce(cs);
        x.mul(cs, &x)
    }
}

impl Builder {
    /// Constrains `x * y = z`.
    pub(crate) fn emit_product(&mut self, x: &Num, y: &Num, z: &Num) {
        let (x, y) = if x.terms().len() <= y.terms().len() { (x, y) } else { (y, x) };
        let (x, y) = (x.reduce_above(self, 1), y.reduce_above(self, 2));
        // (alpha u + beta) (gamma v + delta w + epsilon), u = x's variable
        let Some((u, alpha)) = x.terms().first().copied() else {
            let rest = y.scale(x.constant_part()) - z;
            return self.emit_zero(None, rest.terms(), rest.constant_part());
        };
        let linear = Num::weighted_sum([
            (&self.num(u).scale(alpha), y.constant_part()),
            (&y, x.constant_part()),
            (z, neg(one())),
        ]);
        let product = y.terms().first().map(|(v, gamma)| Product {
            a: u,
            b: *v,
            c: y.terms().get(1).map(|t| t.0),
            ab: mul(alpha, *gamma),
            ac: y.terms().get(1).map_or_else(zero, |t| mul(alpha, t.1)),
        });
        self.emit_zero(product, linear.terms(), linear.constant_part());
    }

    /// Constrains a number to be zero.
    pub fn assert_zero(&mut self, name: &str, x: &Num) {
        if x.is_constant() && x.constant_part().is_zero() {
            return;
        }
        self.region(name, |cs| cs.emit_zero(None, x.terms(), x.constant_part()));
    }

    /// Constrains two numbers to be equal.
    pub fn assert_equal(&mut self, name: &str, x: &Num, y: &Num) {
        self.assert_zero(name, &(x - y));
    }

    /// Constrains `x * y = z`.
    pub fn assert_product(&mut self, name: &str, x: &Num, y: &Num, z: &Num) {
        self.region(name, |cs| cs.emit_product(x, y, z));
    }
}
