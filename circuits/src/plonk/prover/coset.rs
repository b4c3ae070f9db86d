//! The five cosets on which the quotient is computed, one at a time.
//!
//! On the coset `s <w>` the vanishing polynomial `X^n - 1` is the constant `s^n - 1`, and a polynomial
//! `T = T_0 + X^n T_1 + .. + X^4n T_4` equals `sum_j s^(jn) T_j`, of degree below `n`. Five cosets with different `s^n` give
//! five such sums, so the parts come out by the inverse of a 5 x 5 Vandermonde matrix, and no transform is longer than `n`.

use crate::plonk::words::QUOTIENT_PARTS;
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, FftField, Field};
use rayon::prelude::*;
use zelkova_kernels::{batch_inverse, Domain};

/// Rows that one task takes.
const CHUNK: usize = 1 << 11;

/// The shift of coset `index`: `5^(index + 1)`. Its `n`-th power is not 1, and different for each, as 5 generates the
/// multiplicative group.
pub(super) fn shift(index: usize) -> Fr {
    Fr::GENERATOR.pow([index as u64 + 1])
}

/// The points of the coset, in order.
pub(super) fn points(domain: &Domain, shift: Fr) -> Vec<Fr> {
    let mut points = vec![Fr::ZERO; domain.size()];
    points.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, points)| {
        let mut x = shift * domain.generator().pow([(chunk * CHUNK) as u64]);
        for point in points {
            *point = x;
            x *= domain.generator();
        }
    });
    points
}

/// `L_0` at the points of the coset: `(s^n - 1) / (n (x - 1))`.
pub(super) fn first_lagrange(domain: &Domain, shift: Fr, points: &[Fr]) -> Vec<Fr> {
    let factor = vanishing(domain, shift) / Fr::from(domain.size() as u64);
    let mut values: Vec<Fr> = points.par_iter().with_min_len(CHUNK).map(|x| *x - Fr::ONE).collect();
    batch_inverse(&mut values);
    values.par_iter_mut().with_min_len(CHUNK).for_each(|value| *value *= factor);
    values
}

/// `s^n - 1`.
fn vanishing(domain: &Domain, shift: Fr) -> Fr {
    shift.pow([domain.size() as u64]) - Fr::ONE
}

/// From the coefficients of the identities on each coset to those of the quotient's parts, in place.
pub(super) fn separate(domain: &Domain, values: &mut [Vec<Fr>; QUOTIENT_PARTS]) {
    let matrix = separation(domain);
    let [a, b, c, d, e] = values;
    let rows = a.par_iter_mut().zip(b).zip(c).zip(d).zip(e).with_min_len(CHUNK);
    rows.for_each(|((((a, b), c), d), e)| {
        let row = [*a, *b, *c, *d, *e];
        for (part, factors) in [a, b, c, d, e].into_iter().zip(&matrix) {
            *part = Fr::sum_of_products(factors, &row);
        }
    });
}

/// The inverse of the Vandermonde matrix of the `s_i^n`, with the division by `s_i^n - 1`.
fn separation(domain: &Domain) -> [[Fr; QUOTIENT_PARTS]; QUOTIENT_PARTS] {
    let points: [Fr; QUOTIENT_PARTS] = std::array::from_fn(|i| shift(i).pow([domain.size() as u64]));
    let mut matrix = [[Fr::ZERO; QUOTIENT_PARTS]; QUOTIENT_PARTS];
    for (i, point) in points.iter().enumerate() {
        // The coefficients of the Lagrange polynomial that is 1 at this point and 0 at the others.
        let mut lagrange = vec![Fr::ONE];
        let mut scale = *point - Fr::ONE;
        for other in points.iter().filter(|other| *other != point) {
            lagrange.push(Fr::ZERO);
            for k in (0..lagrange.len()).rev() {
                let lower = if k == 0 { Fr::ZERO } else { lagrange[k - 1] };
                lagrange[k] = lower - *other * lagrange[k];
            }
            scale *= *point - other;
        }
        let scale = scale.inverse().expect("the points differ from each other and from 1");
        for (row, coefficient) in matrix.iter_mut().zip(lagrange) {
            row[i] = coefficient * scale;
        }
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plonk::prover::polynomial::evaluate;
    use zelkova_kernels::{Cpu, Fft};

    #[test]
    fn the_first_lagrange_polynomial() {
        let domain = Domain::new(4).expect("a small domain");
        let coefficients = [Fr::from(16u64).inverse().expect("not zero"); 16];
        let points = points(&domain, shift(2));
        for (x, value) in points.iter().zip(first_lagrange(&domain, shift(2), &points)) {
            assert_eq!(value, evaluate(&coefficients, *x));
        }
    }

    #[test]
    fn a_multiple_of_the_vanishing_polynomial_is_divided() {
        let domain = Domain::new(4).expect("a small domain");
        let parts: [Vec<Fr>; 5] =
            std::array::from_fn(|j| (0..16).map(|i| Fr::from((i * i + 31 * j + 5) as u64)).collect());
        let quotient = parts.concat();
        let mut values: [Vec<Fr>; 5] = std::array::from_fn(|i| {
            let mut x = shift(i);
            let mut product = Vec::new();
            for _ in 0..16 {
                product.push(evaluate(&quotient, x) * (x.pow([16]) - Fr::ONE));
                x *= domain.generator();
            }
            Cpu.coset_ifft(&domain, shift(i), &mut product);
            product
        });
        separate(&domain, &mut values);
        assert_eq!(values, parts);
    }
}
