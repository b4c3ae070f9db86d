//! Arithmetic for the equations of gates, over anything that adds and multiplies.
//!
//! A gate is written once; the prover evaluates it over [`Fr`], the generator of the verifier contract over expressions.

use crate::field::{self, Fr};

/// A ring with a map from the field.
pub trait Ring: Copy {
    /// The image of a field element.
    fn constant(value: Fr) -> Self;
    /// `self + other`.
    fn plus(self, other: Self) -> Self;
    /// `self - other`.
    fn minus(self, other: Self) -> Self;
    /// `self * other`.
    fn times(self, other: Self) -> Self;
}

impl Ring for Fr {
    #[inline]
    fn constant(value: Fr) -> Self {
        value
    }
    #[inline]
    fn plus(self, other: Self) -> Self {
        field::add(self, other)
    }
    #[inline]
    fn minus(self, other: Self) -> Self {
        field::sub(self, other)
    }
    #[inline]
    fn times(self, other: Self) -> Self {
        field::mul(self, other)
    }
}

/// `a + b`.
#[inline]
pub fn add<R: Ring>(a: R, b: R) -> R {
    a.plus(b)
}

/// `a - b`.
#[inline]
pub fn sub<R: Ring>(a: R, b: R) -> R {
    a.minus(b)
}

/// `a * b`.
#[inline]
pub fn mul<R: Ring>(a: R, b: R) -> R {
    a.times(b)
}

/// `a^2`.
#[inline]
pub fn square<R: Ring>(a: R) -> R {
    a.times(a)
}

/// `2 a`.
#[inline]
pub fn double<R: Ring>(a: R) -> R {
    a.plus(a)
}

/// 1.
#[inline]
pub fn one<R: Ring>() -> R {
    R::constant(field::one())
}

/// `x` as a ring element.
#[inline]
pub fn int<R: Ring>(x: u128) -> R {
    R::constant(field::int(x))
}
