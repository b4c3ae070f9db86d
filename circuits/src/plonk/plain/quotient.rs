//! The quotient, from its values on four cosets of the domain.
//!
//! With `T = T_0 + X^n T_1 + X^2n T_2 + X^3n T_3`, each part of degree below `n`, and `X^n = c` on a coset, the inverse
//! transform on the coset gives `T_0 + c T_1 + c^2 T_2 + c^3 T_3`. The four `c` are `c_0` times the powers of a fourth root
//! of unity `i`, so `c_0^j T_j` is a quarter of the sum of these results, result `k` times `i^-jk`.

use super::fixed::{coset_shift, Fixed, COSETS};
use super::row::{Combination, Coset};
use super::{measured, Stopped};
use crate::plonk::control::{Cancel, Cancelled, Timings};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup as _, Field as _};
use rayon::prelude::*;
use zelkova_kernels::{batch_inverse, Cpu, Domain, Fft as _};

/// Rows at once.
const CHUNK: usize = 1 << 11;

/// What the quotient is computed from, the witness apart.
pub struct Quotient<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The columns of the key.
    pub fixed: &'a Fixed<'a>,
    /// The identities.
    pub combination: &'a Combination,
    /// Stops the work.
    pub cancel: &'a Cancel,
}

impl Quotient<'_> {
    /// The coefficients of `T_0 .. T_3`. Fails if the identities do not vanish on the domain.
    pub fn parts(&self, wires: &[Vec<Fr>], grand: &[Fr], timings: &mut Timings) -> Result<Vec<Vec<Fr>>, Stopped> {
        let mut parts = Vec::with_capacity(COSETS);
        for coset in 0..COSETS {
            parts.push(self.on_coset(wires, grand, coset, timings)?);
        }
        measured(&mut timings.fft, || {
            parts.par_iter_mut().enumerate().try_for_each(|(coset, part)| {
                self.cancel.check()?;
                Cpu.coset_ifft(self.domain, coset_shift(self.domain, coset), part);
                Ok::<_, Cancelled>(())
            })
        })?;
        measured(&mut timings.quotient, || self.separate(&mut parts));
        // The degree is 4n - 5 at most. A witness that breaks a constraint gives a polynomial that is no quotient.
        let top = parts.last().map_or(&[][..], |part| &part[part.len().saturating_sub(4)..]);
        match top.iter().all(|coefficient| *coefficient == Fr::ZERO) {
            true => Ok(parts),
            false => Err(Stopped::Degree),
        }
    }

    /// The sum of all identities on a coset.
    fn on_coset(
        &self,
        wires: &[Vec<Fr>],
        grand: &[Fr],
        coset: usize,
        timings: &mut Timings,
    ) -> Result<Vec<Fr>, Cancelled> {
        let (domain, shift) = (self.domain, coset_shift(self.domain, coset));
        let (moving, fixed, first) = measured(&mut timings.fft, || {
            let moving = || {
                let columns = wires.par_iter().map(|column| &column[..]).chain([grand]);
                let transform = |column: &[Fr]| {
                    self.cancel.check()?;
                    let mut values = column.to_vec();
                    Cpu.coset_fft(domain, shift, &mut values);
                    Ok(values)
                };
                columns.map(transform).collect::<Result<Vec<_>, Cancelled>>()
            };
            let fixed = || {
                let columns = (0..self.fixed.numbers.count()).into_par_iter();
                let values = |column| self.cancel.check().map(|()| self.fixed.on_coset(column, coset));
                columns.map(values).collect::<Result<Vec<_>, Cancelled>>()
            };
            // What is kept needs no time, so that one core is free for the Lagrange polynomial.
            let (moving, (fixed, first)) = rayon::join(moving, || (fixed(), first_lagrange(domain, shift)));
            Ok::<_, Cancelled>((moving?, fixed?, first))
        })?;
        measured(&mut timings.quotient, || {
            let coset = Coset { moving: &moving, fixed: &fixed, first: &first };
            let mut result = vec![Fr::ZERO; domain.size()];
            result.par_chunks_mut(CHUNK).enumerate().try_for_each(|(index, chunk)| {
                self.cancel.check()?;
                let start = index * CHUNK;
                let mut x = shift * domain.generator().pow([start as u64]);
                for (offset, value) in chunk.iter_mut().enumerate() {
                    *value = self.combination.on_row(&coset, start + offset, x);
                    x *= domain.generator();
                }
                Ok(())
            })?;
            Ok(result)
        })
    }

    /// From results on cosets to parts, dividing by `X^n - 1` on the way.
    fn separate(&self, results: &mut [Vec<Fr>]) {
        let size = self.domain.size() as u64;
        let powers: Vec<Fr> = (0..COSETS).map(|i| coset_shift(self.domain, i).pow([size])).collect();
        let mut matrix = [[Fr::ZERO; COSETS]; COSETS];
        for (k, column) in powers.iter().enumerate() {
            // The quotient's result is the identities' divided by c_k - 1, and its weight is c_k^-j / 4.
            let mut weights: Vec<Fr> = (0..COSETS).map(|j| column.pow([j as u64]) * Fr::from(COSETS as u64)).collect();
            weights.iter_mut().for_each(|weight| *weight *= *column - Fr::ONE);
            batch_inverse(&mut weights);
            for (row, weight) in matrix.iter_mut().zip(weights) {
                row[k] = weight;
            }
        }
        let [a, b, c, d] = results else { unreachable!("there are four cosets") };
        let rows = a.par_iter_mut().zip(b).zip(c).zip(d).with_min_len(CHUNK);
        rows.for_each(|(((a, b), c), d)| {
            let values = [*a, *b, *c, *d];
            let part = |j: usize| matrix[j].iter().zip(values).map(|(weight, value)| *weight * value).sum();
            [*a, *b, *c, *d] = [part(0), part(1), part(2), part(3)];
        });
    }
}

/// `L_0 = (X^n - 1) / (n (X - 1))` on a coset.
fn first_lagrange(domain: &Domain, shift: Fr) -> Vec<Fr> {
    let size = domain.size() as u64;
    let scale = (shift.pow([size]) - Fr::ONE) * Fr::from(size).inverse().expect("a power of two is not 0");
    let mut values = vec![Fr::ZERO; domain.size()];
    values.par_chunks_mut(CHUNK).enumerate().for_each(|(index, chunk)| {
        let mut x = shift * domain.generator().pow([(index * CHUNK) as u64]);
        for value in chunk.iter_mut() {
            *value = x - Fr::ONE;
            x *= domain.generator();
        }
        batch_inverse(chunk);
        chunk.iter_mut().for_each(|value| *value *= scale);
    });
    values
}
