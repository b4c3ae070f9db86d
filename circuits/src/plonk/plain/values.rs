//! Polynomials as their coefficients, of the witness or of the key.

use crate::convert::to_ark;
use crate::field;
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup as _, Field as _};
use rayon::prelude::*;

/// Coefficients at once.
const CHUNK: usize = 1 << 12;
/// Independent sums of an evaluation, so that products need not wait for each other.
const LANES: usize = 4;

/// The coefficients of a polynomial.
#[derive(Clone, Copy)]
pub enum Coefficients<'a> {
    /// In the prover's field.
    Native(&'a [Fr]),
    /// In the key's.
    Key(&'a [field::Fr]),
}

impl Coefficients<'_> {
    /// The value at a point.
    pub fn evaluate(self, x: Fr) -> Fr {
        match self {
            Self::Native(coefficients) => evaluate(coefficients, x, |c| *c),
            Self::Key(coefficients) => evaluate(coefficients, x, |c| to_ark(*c)),
        }
    }

    /// Adds `scale` times the coefficients from `start` on to `sum`.
    fn add_scaled(self, start: usize, scale: Fr, sum: &mut [Fr]) {
        match self {
            Self::Native(coefficients) => {
                sum.iter_mut().zip(&coefficients[start..]).for_each(|(sum, c)| *sum += scale * c);
            }
            Self::Key(coefficients) => {
                sum.iter_mut().zip(&coefficients[start..]).for_each(|(sum, c)| *sum += scale * to_ark(*c));
            }
        }
    }
}

fn evaluate<T: Sync>(coefficients: &[T], x: Fr, native: impl Fn(&T) -> Fr + Sync) -> Fr {
    let stride = x.pow([LANES as u64]);
    let chunk_value = |(index, chunk): (usize, &[T])| {
        let mut lanes = [Fr::ZERO; LANES];
        for group in chunk.rchunks(LANES) {
            lanes.iter_mut().for_each(|lane| *lane *= stride);
            lanes.iter_mut().zip(group).for_each(|(lane, c)| *lane += native(c));
        }
        let value = lanes.into_iter().rev().fold(Fr::ZERO, |sum, lane| sum * x + lane);
        value * x.pow([(index * CHUNK) as u64])
    };
    coefficients.par_chunks(CHUNK).enumerate().map(chunk_value).sum()
}

/// The sum of polynomials of the same size, each times its scale.
pub fn linear_combination(size: usize, terms: &[(Coefficients<'_>, Fr)]) -> Vec<Fr> {
    let mut result = vec![Fr::ZERO; size];
    result.par_chunks_mut(CHUNK).enumerate().for_each(|(index, chunk)| {
        for (coefficients, scale) in terms {
            coefficients.add_scaled(index * CHUNK, *scale, chunk);
        }
    });
    result
}

/// The quotient of a polynomial by `X - x`, in its place; the remainder is dropped.
pub fn divide_by_root(coefficients: &mut [Fr], x: Fr) {
    let mut carry = Fr::ZERO;
    for coefficient in coefficients.iter_mut().rev() {
        let next = *coefficient + carry * x;
        *coefficient = std::mem::replace(&mut carry, next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::from_ark;

    fn polynomial(size: u64) -> Vec<Fr> {
        (0..size).map(|i| Fr::from(i * i + 3)).collect()
    }

    fn horner(coefficients: &[Fr], x: Fr) -> Fr {
        coefficients.iter().rev().fold(Fr::ZERO, |sum, c| sum * x + c)
    }

    #[test]
    fn values_are_those_of_horner() {
        let x = Fr::from(123_456_789u64);
        for size in [4, 8, 1 << 12, 3 << 12] {
            let native = polynomial(size);
            let key: Vec<_> = native.iter().map(|c| from_ark(*c)).collect();
            assert_eq!(Coefficients::Native(&native).evaluate(x), horner(&native, x));
            assert_eq!(Coefficients::Key(&key).evaluate(x), horner(&native, x));
        }
    }

    #[test]
    fn the_quotient_and_the_value_give_the_polynomial_back() {
        let (coefficients, x, y) = (polynomial(64), Fr::from(77u64), Fr::from(5u64));
        let mut quotient = coefficients.clone();
        divide_by_root(&mut quotient, x);
        assert_eq!(quotient[63], Fr::ZERO);
        assert_eq!(horner(&quotient, y) * (y - x) + horner(&coefficients, x), horner(&coefficients, y));
    }

    #[test]
    fn combinations_are_linear() {
        let native = polynomial(1 << 13);
        let key: Vec<_> = native.iter().map(|c| from_ark(*c)).collect();
        let (two, three) = (Fr::from(2u64), Fr::from(3u64));
        let terms = [(Coefficients::Native(&native), two), (Coefficients::Key(&key), three)];
        let sum = linear_combination(native.len(), &terms);
        assert!(sum.iter().zip(&native).all(|(sum, c)| *sum == *c * Fr::from(5u64)));
    }
}
