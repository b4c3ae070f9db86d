//! Arithmetic for the equations of gates, over anything that adds and multiplies.
//!
//! A gate is written once; the check evaluates it over [`Fr`], the prover over the native field, the generator of the
//! verifier contract over expressions.

use crate::convert::to_ark;
use crate::field::{self, Fr};
use ark_ff::MontFp;

/// A ring with a map from the field.
pub trait Ring: Copy {
    /// The image of a field element.
    fn constant(value: Fr) -> Self;
    /// The image of an integer.
    #[inline]
    fn integer(value: u128) -> Self {
        Self::constant(field::int(value))
    }
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

/// The integers that gates use, so that they are not converted on every row.
const INTEGERS: [ark_bn254::Fr; 17] = [
    MontFp!("0"),
    MontFp!("1"),
    MontFp!("2"),
    MontFp!("3"),
    MontFp!("4"),
    MontFp!("5"),
    MontFp!("6"),
    MontFp!("7"),
    MontFp!("8"),
    MontFp!("9"),
    MontFp!("10"),
    MontFp!("11"),
    MontFp!("12"),
    MontFp!("13"),
    MontFp!("14"),
    MontFp!("15"),
    MontFp!("16"),
];

impl Ring for ark_bn254::Fr {
    #[inline]
    fn constant(value: Fr) -> Self {
        to_ark(value)
    }
    #[inline]
    fn integer(value: u128) -> Self {
        let known = usize::try_from(value).ok().and_then(|index| INTEGERS.get(index));
        known.copied().unwrap_or_else(|| Self::from(value))
    }
    #[inline]
    fn plus(self, other: Self) -> Self {
        self + other
    }
    #[inline]
    fn minus(self, other: Self) -> Self {
        self - other
    }
    #[inline]
    fn times(self, other: Self) -> Self {
        self * other
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
    R::integer(x)
}
