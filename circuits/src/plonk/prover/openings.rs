//! Openings of all groups at once (SHPLONK, ePrint 2020/081, over groups of three as in fflonk, ePrint 2021/1167).
//!
//! A group `P(X) = f_0(X^3) + X f_1(X^3) + X^2 f_2(X^3)` is opened modulo `X^3 - z`: the remainder is `sum_j f_j(z) X^j`. Dividing
//! by `X^3 - z` is dividing each `f_j(Y)` by `Y - z`, so everything here works on three polynomials in `Y = X^3`.

use super::commit::interleave;
use super::polynomial::divide;
use crate::plonk::words::{COLUMNS, GROUP};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use rayon::prelude::*;

/// Rows that one task takes.
const CHUNK: usize = 1 << 11;

/// One polynomial for each power of `X` below three.
type Strided = [Vec<Fr>; GROUP];

/// The groups, combined with powers of `v`.
pub(super) struct Openings {
    /// The sum of what is opened at `z` and `zw`: columns and grand product.
    both: Strided,
    /// The sum of what is opened at `z`: quotient and fixed polynomials.
    here: Strided,
}

impl Openings {
    /// Combines the columns and `Z`, the parts of the quotient, and the fixed polynomials.
    pub(super) fn new(columns: &[Vec<Fr>], parts: &[Vec<Fr>], fixed: &[Vec<Fr>], v: Fr) -> Self {
        let (columns, product) = columns.split_at(COLUMNS);
        let mut power = Fr::ONE;
        let mut weigh = |groups: Vec<&'_ [Vec<Fr>]>| {
            let weighted = groups.into_iter().map(|group| {
                let weight = power;
                power *= v;
                (weight, group)
            });
            sum(&weighted.collect::<Vec<_>>())
        };
        let both = weigh(columns.chunks(GROUP).chain([product]).collect());
        let here = weigh(parts.chunks(GROUP).chain(fixed.chunks(GROUP)).collect());
        Self { both, here }
    }

    /// `W`: both sums, each minus its remainder, divided by the points where it is opened.
    pub(super) fn quotient(&self, z: Fr, next: Fr) -> Strided {
        let mut divided = [self.both.clone(), self.here.clone()];
        divided.as_flattened_mut().par_iter_mut().enumerate().with_max_len(1).for_each(|(index, polynomial)| {
            divide(polynomial, z);
            if index < GROUP {
                divide(polynomial, next);
            }
        });
        let [mut both, here] = divided;
        for (sum, other) in both.iter_mut().zip(&here) {
            sum.par_iter_mut().zip(other).with_min_len(CHUNK).for_each(|(sum, other)| *sum += other);
        }
        both
    }

    /// `W'`: what is left of the combination at `u`, divided by `X - u`.
    pub(super) fn at(&self, u: Fr, z: Fr, next: Fr, quotient: &Strided) -> Vec<Fr> {
        let cube = u.square() * u;
        let (here, there) = (cube - z, cube - next);
        let factors = [there, -(here * there)];
        let combined: Strided = std::array::from_fn(|j| {
            let rows = self.both[j].par_iter().zip(&self.here[j]).zip(&quotient[j]).with_min_len(CHUNK);
            rows.map(|((both, here), quotient)| *both + Fr::sum_of_products(&factors, &[*here, *quotient])).collect()
        });
        let mut result = coefficients(&combined);
        // The constant that the verifier subtracts only changes the remainder.
        divide(&mut result, u);
        result
    }
}

/// The coefficients in `X`.
pub(super) fn coefficients(strided: &Strided) -> Vec<Fr> {
    interleave(&strided.each_ref().map(Vec::as_slice))
}

fn sum(groups: &[(Fr, &[Vec<Fr>])]) -> Strided {
    std::array::from_fn(|j| {
        let polynomials: Vec<(Fr, &[Fr])> =
            groups.iter().filter_map(|(weight, group)| Some((*weight, group.get(j)?.as_slice()))).collect();
        let n = polynomials.first().map_or(0, |(_, polynomial)| polynomial.len());
        let mut sum = vec![Fr::ZERO; n];
        sum.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, sum)| {
            for (weight, polynomial) in &polynomials {
                for (sum, coefficient) in sum.iter_mut().zip(&polynomial[chunk * CHUNK..]) {
                    *sum += *weight * coefficient;
                }
            }
        });
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::super::polynomial::evaluate;
    use super::*;

    fn polynomials(count: u64, n: u64) -> Vec<Vec<Fr>> {
        (0..count).map(|j| (0..n).map(|i| Fr::from(3 + i * i * (j + 2) + 17 * j)).collect()).collect()
    }

    /// The equations that the verifier checks, at a random point, with remainders from the values.
    #[test]
    fn the_openings_are_those_of_the_groups() {
        let n = 16;
        let (columns, parts, fixed) = (polynomials(12, n), polynomials(5, n), polynomials(18, n));
        let [v, z, w, u, x] = [101u64, 10_007, 33, 99_991, 123_457].map(Fr::from);
        let next = z * w;
        let openings = Openings::new(&columns, &parts, &fixed, v);
        let strided = openings.quotient(z, next);
        let quotient = coefficients(&strided);

        let cube = |x: Fr| x * x * x;
        let remainder =
            |group: &[Vec<Fr>], z: Fr, x: Fr| group.iter().rev().fold(Fr::ZERO, |sum, f| sum * x + evaluate(f, z));
        let value = |group: &[Vec<Fr>], x: Fr| remainder(group, cube(x), x);
        let between = |group: &[Vec<Fr>], x: Fr| {
            let (a, b) = (remainder(group, z, x), remainder(group, next, x));
            (a * (cube(x) - next) - b * (cube(x) - z)) / (z - next)
        };
        let both: Vec<&[Vec<Fr>]> = columns[..11].chunks(3).chain([&columns[11..]]).collect();
        let here: Vec<&[Vec<Fr>]> = parts.chunks(3).chain(fixed.chunks(3)).collect();
        assert_eq!(both.len() + here.len(), 13);
        let weights: Vec<Fr> = (0..13u64).map(|g| v.pow([g])).collect();
        // Sums of (group at x - remainder at `at`), weighted.
        let sums = |x: Fr, at: Fr| {
            let first: Fr = both.iter().zip(&weights).map(|(g, weight)| *weight * (value(g, x) - between(g, at))).sum();
            let second: Fr =
                here.iter().zip(&weights[5..]).map(|(g, weight)| *weight * (value(g, x) - remainder(g, z, at))).sum();
            (first, second)
        };
        let (first, second) = sums(x, x);
        let (d1, d2) = (cube(x) - z, cube(x) - next);
        assert_eq!(evaluate(&quotient, x), first / (d1 * d2) + second / d1);

        let (first, second) = sums(x, u);
        let (d1, d2) = (cube(u) - z, cube(u) - next);
        let left = first + d2 * second - d1 * d2 * evaluate(&quotient, x);
        assert_eq!(evaluate(&openings.at(u, z, next, &strided), x) * (x - u), left);
    }
}
