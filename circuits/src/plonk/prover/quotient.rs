//! The quotient of the identities by `X^n - 1`, coset by coset.

use super::cache::CosetCache;
use super::coset;
use super::identities::{CosetValues, Identities};
use super::measured;
use super::polynomial::transform;
use crate::plonk::control::{Cancel, Cancelled, Timings};
use crate::plonk::words::QUOTIENT_PARTS;
use ark_bn254::Fr;
use rayon::prelude::*;
use zelkova_kernels::{Cpu, Domain, Fft};

/// What the quotient is computed from.
pub(super) struct Quotient<'a> {
    pub(super) domain: &'a Domain,
    /// The columns and `Z` in coefficient form.
    pub(super) columns: &'a [Vec<Fr>],
    /// The fixed polynomials in coefficient form.
    pub(super) fixed: &'a [Vec<Fr>],
    /// Their values on cosets.
    pub(super) cache: &'a CosetCache,
    pub(super) identities: &'a Identities<'a>,
    pub(super) cancel: &'a Cancel,
}

impl Quotient<'_> {
    /// The parts `T_0..T_4` in coefficient form.
    pub(super) fn parts(&self, timings: &mut Timings) -> Result<[Vec<Fr>; QUOTIENT_PARTS], Cancelled> {
        let (domain, cancel) = (self.domain, self.cancel);
        let mut parts: [Vec<Fr>; QUOTIENT_PARTS] = Default::default();
        for (index, part) in parts.iter_mut().enumerate() {
            let shift = coset::shift(index);
            let (fixed, columns) = measured(&mut timings.fft, || {
                let fixed = self.cache.on_coset(domain, self.fixed, index, cancel)?;
                Ok((fixed, transform(domain, shift, self.columns, cancel)?))
            })?;
            let (fixed, columns) = (slices(&fixed), slices(&columns));
            *part = measured(&mut timings.quotient, || {
                let points = coset::points(domain, shift);
                let first = coset::first_lagrange(domain, shift, &points);
                let values = CosetValues { shift, columns: &columns, fixed: &fixed, first: &first, points: &points };
                self.identities.evaluate(&values, cancel)
            })?;
        }
        measured(&mut timings.fft, || {
            parts.par_iter_mut().enumerate().with_max_len(1).for_each(|(index, part)| {
                if !cancel.is_cancelled() {
                    Cpu.coset_ifft(domain, coset::shift(index), part);
                }
            });
        });
        cancel.check()?;
        measured(&mut timings.quotient, || coset::separate(domain, &mut parts));
        Ok(parts)
    }
}

fn slices<T: std::ops::Deref<Target = [Fr]>, const N: usize>(columns: &[T]) -> [&[Fr]; N] {
    std::array::from_fn(|i| &*columns[i])
}
