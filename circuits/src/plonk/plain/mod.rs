//! The prover of the proofs that [`crate::plonk`] documents.
//!
//! It makes the same bytes as bellman's `create_proof` for the same circuit and key: nothing is blinded, and the quotient
//! is a unique polynomial, however it is computed. What differs is the way there.
//!
//! * The quotient is computed on four cosets of the domain, one after the other, in one pass over the rows with all gates
//!   at once; no transform is larger than the domain ([`quotient`]).
//! * The setup polynomials' values on the cosets depend on the key alone and are kept as far as [`super::CacheBudget`] allows
//!   ([`fixed`]).
//! * The linearisation polynomial is never formed: opening it is a sum over columns, and its value follows from the
//!   equation of [`crate::plonk`] ([`openings`]).

mod commit;
pub(super) mod fixed;
mod openings;
mod product;
mod quotient;
mod row;
pub(super) mod transcript;
mod values;
mod wires;

#[cfg(test)]
mod tests;

pub(super) use wires::Wires;

use super::control::{Cancelled, Control, Timings};
use super::keys::CircuitKeys;
use super::words::Word;
use crate::convert::to_ark;
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup as _, Field as _};
use commit::Committer;
use fixed::Fixed;
use openings::Openings;
use quotient::Quotient;
use row::{Challenges, Combination};
use std::time::Instant;
use thiserror::Error;
use transcript::Transcript;
use zelkova_kernels::{Cpu, Domain, Fft as _};

/// Why there are no words.
#[derive(Debug, Error)]
pub(super) enum Stopped {
    /// On request.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The witness and the key do not fit together.
    #[error("the quotient's degree is too high")]
    Degree,
    /// There are not so many roots of unity.
    #[error("the domain is too large")]
    Domain,
}

/// The words of a proof, without the public inputs. `timings` grows by what is done here.
pub(super) fn create_proof(
    keys: &CircuitKeys,
    wires: Wires,
    control: &Control<'_>,
    timings: &mut Timings,
) -> Result<Vec<Word>, Stopped> {
    let setup = keys.setup();
    let size = keys.domain_size();
    let generator = domain_generator(size);
    let domain = Domain::with_generator(size.ilog2(), generator).ok_or(Stopped::Domain)?;
    let cancel = control.cancel;
    let fixed = Fixed::new(setup, keys.cache(), &domain);
    let commit = Committer::new(keys.bases(), cancel);
    let mut transcript = Transcript::new(&wires.inputs);

    control.phase(2)?;
    let columns = measured(&mut timings.fft, || wires.interpolate(&domain, cancel))?;
    let commitments = measured(&mut timings.msm, || commit.all(&columns))?;
    transcript.points(&commitments);

    control.phase(3)?;
    let (beta, gamma) = (transcript.challenge(), transcript.challenge());
    let shifts = shifts(keys);
    let sigmas = measured(&mut timings.fft, || fixed.sigmas(cancel))?;
    let mut grand = measured(&mut timings.product, || {
        product::grand_product(&wires.columns, &sigmas, [beta, gamma], &shifts, generator, cancel)
    })?;
    let inputs = wires.inputs;
    drop((wires.columns, sigmas));
    measured(&mut timings.fft, || Cpu.ifft(&domain, &mut grand));
    transcript.points(&[measured(&mut timings.msm, || commit.one(&grand))?]);

    control.phase(4)?;
    let challenges = Challenges { beta, gamma, alpha: transcript.challenge() };
    let combination = Combination::new(&challenges, shifts, inputs);
    let quotient = Quotient { domain: &domain, fixed: &fixed, combination: &combination, cancel };
    let parts = quotient.parts(&columns, &grand, timings)?;
    transcript.points(&measured(&mut timings.msm, || commit.all(&parts))?);

    control.phase(5)?;
    let z = transcript.challenge();
    let openings = Openings { domain: &domain, fixed: &fixed, combination: &combination, cancel, z };
    let values = measured(&mut timings.openings, || openings.values(&columns, &grand, &parts))?;
    transcript.scalars(&values.words());
    let v = transcript.challenge();
    let quotients = measured(&mut timings.openings, || openings.divide(&columns, grand, parts, &values, v))?;
    transcript.points(&measured(&mut timings.msm, || commit.all(&quotients))?);
    Ok(transcript.into_words())
}

/// bellman's root of unity of this order. It is another one than ark's, because the two start from other generators of
/// the multiplicative group.
fn domain_generator(size: usize) -> Fr {
    use bellman_ce::pairing::ff::PrimeField as _;
    let mut generator = to_ark(crate::field::Fr::root_of_unity());
    for _ in size.ilog2()..crate::field::Fr::S {
        generator.square_in_place();
    }
    generator
}

/// What tells the wires apart in the copy permutation: 1 and the non-residues of the key.
fn shifts(keys: &CircuitKeys) -> [Fr; 4] {
    let others = &keys.setup().non_residues;
    std::array::from_fn(|wire| match wire.checked_sub(1) {
        None => Fr::ONE,
        Some(other) => others.get(other).map_or(Fr::ZERO, |shift| to_ark(*shift)),
    })
}

/// Runs `work` and adds the time that it takes.
fn measured<T>(time: &mut std::time::Duration, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    *time += started.elapsed();
    result
}
