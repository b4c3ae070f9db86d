//! Commitments to polynomials.

use crate::plonk::control::{Cancel, Cancelled};
use ark_bn254::{Fr, G1Affine, G1Projective};
use ark_ec::CurveGroup as _;
use ark_ff::AdditiveGroup as _;
use zelkova_kernels::{Cpu, Msm as _};

/// Points that are summed at once: so many take well under a second on one core.
const CHUNK: usize = 1 << 18;

/// Commits with the powers of the SRS.
pub struct Committer<'a> {
    bases: &'a [G1Affine],
    cancel: &'a Cancel,
}

impl<'a> Committer<'a> {
    /// With these powers, at least as many as the domain has rows.
    pub fn new(bases: &'a [G1Affine], cancel: &'a Cancel) -> Self {
        Self { bases, cancel }
    }

    /// The commitment to a polynomial.
    pub fn one(&self, coefficients: &[Fr]) -> Result<G1Affine, Cancelled> {
        Ok(self.sum(coefficients)?.into_affine())
    }

    /// The commitments to polynomials.
    pub fn all(&self, polynomials: &[Vec<Fr>]) -> Result<Vec<G1Affine>, Cancelled> {
        // One after the other: each keeps all cores busy.
        let sums = polynomials.iter().map(|p| self.sum(p)).collect::<Result<Vec<_>, _>>()?;
        Ok(G1Projective::normalize_batch(&sums))
    }

    fn sum(&self, coefficients: &[Fr]) -> Result<G1Projective, Cancelled> {
        let mut sum = G1Projective::ZERO;
        for (bases, scalars) in self.bases.chunks(CHUNK).zip(coefficients.chunks(CHUNK)) {
            self.cancel.check()?;
            sum += Cpu.msm(bases, scalars);
        }
        Ok(sum)
    }
}
