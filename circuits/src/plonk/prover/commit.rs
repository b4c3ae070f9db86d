//! Commitments to groups of three polynomials: `[f_0(x^3) + x f_1(x^3) + x^2 f_2(x^3)]_1`.

use crate::plonk::control::{Cancel, Cancelled};
use crate::plonk::words::GROUP;
use ark_bn254::{Fr, G1Affine, G1Projective};
use ark_ec::CurveGroup;
use ark_ff::{AdditiveGroup, Zero};
use rayon::prelude::*;
use zelkova_kernels::{Cpu, Msm};

/// Points of a multi-scalar multiplication between two looks at the token: about half a second on one core.
const SLICE: usize = 1 << 18;

/// Commits to a group; a missing polynomial is zero. The polynomials have the same length `n`, `powers` at least `3 n`.
pub(crate) fn commit(powers: &[G1Affine], group: &[&[Fr]], cancel: &Cancel) -> Result<G1Affine, Cancelled> {
    let n = group.first().map_or(0, |polynomial| polynomial.len());
    debug_assert!(group.len() <= GROUP && group.iter().all(|f| f.len() == n) && powers.len() >= GROUP * n);
    if group.len() == GROUP {
        return multiply(powers, &interleave(group), cancel);
    }
    // The powers that the missing polynomials would take are left out.
    let bases: Vec<G1Affine> = powers[..GROUP * n]
        .par_chunks_exact(GROUP)
        .flat_map_iter(|chunk| chunk[..group.len()].iter().copied())
        .collect();
    let scalars: Vec<Fr> = (0..n).into_par_iter().flat_map_iter(|i| group.iter().map(move |f| f[i])).collect();
    multiply(&bases, &scalars, cancel)
}

pub(crate) fn commit_groups(
    powers: &[G1Affine],
    polynomials: &[Vec<Fr>],
    cancel: &Cancel,
) -> Result<Vec<G1Affine>, Cancelled> {
    polynomials
        .chunks(GROUP)
        .map(|group| commit(powers, &group.iter().map(Vec::as_slice).collect::<Vec<_>>(), cancel))
        .collect()
}

/// The coefficients of `f_0(X^3) + X f_1(X^3) + X^2 f_2(X^3)`.
pub(super) fn interleave(group: &[&[Fr]]) -> Vec<Fr> {
    let n = group.first().map_or(0, |polynomial| polynomial.len());
    let mut result = vec![Fr::ZERO; GROUP * n];
    result.par_chunks_exact_mut(GROUP).enumerate().with_min_len(1 << 10).for_each(|(i, row)| {
        for (value, f) in row.iter_mut().zip(group) {
            *value = f[i];
        }
    });
    result
}

/// The sum of `scalars[i] * powers[i]`.
pub(super) fn multiply(powers: &[G1Affine], scalars: &[Fr], cancel: &Cancel) -> Result<G1Affine, Cancelled> {
    let mut sum = G1Projective::zero();
    for (bases, scalars) in powers.chunks(SLICE).zip(scalars.chunks(SLICE)) {
        cancel.check()?;
        sum += Cpu.msm(bases, scalars);
    }
    Ok(sum.into_affine())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_ec::AffineRepr;
    use ark_ff::Field;

    #[test]
    fn a_commitment_is_the_value_at_the_secret() {
        let secret = Fr::from(42u64);
        let powers: Vec<G1Affine> =
            (0..24u64).map(|i| (G1Affine::generator() * secret.pow([i])).into_affine()).collect();
        let f: Vec<Vec<Fr>> = (0..3u64).map(|j| (0..8u64).map(|i| Fr::from(1 + i * i + 7 * j)).collect()).collect();
        for count in 1..=3 {
            let group: Vec<&[Fr]> = f[..count].iter().map(Vec::as_slice).collect();
            let value: Fr = interleave(&group).iter().rev().fold(Fr::ZERO, |sum, c| sum * secret + c);
            let expected = (G1Affine::generator() * value).into_affine();
            assert_eq!(commit(&powers, &group, &Cancel::new()), Ok(expected));
        }
    }
}
