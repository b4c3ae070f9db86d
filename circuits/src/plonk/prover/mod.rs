//! The prover of the proofs that [`crate::plonk`] documents.
//!
//! | module | holds |
//! |---|---|
//! | `rounds` | the rounds: what is committed before which challenge |
//! | `commit` | commitments to groups of three polynomials |
//! | `grand_product` | the copy permutation's product `Z` |
//! | `quotient` | the quotient, on five cosets one at a time |
//! | `coset` | the cosets, and how the quotient's parts are separated |
//! | `identities`, `program`, `lane` | all identities of a row in one pass |
//! | `openings` | `W` and `W'` |
//! | `polynomial` | transforms, evaluation, division |
//! | `cache`, `memory` | what is kept between proofs, what a proof needs |
//!
//! Nothing is blinded, so a proof is a function of key and witness, whatever is kept and however many threads there are.

mod cache;
mod commit;
mod coset;
mod error;
mod grand_product;
mod identities;
mod lane;
mod memory;
mod openings;
#[cfg(test)]
pub(crate) mod oracle;
mod polynomial;
mod program;
mod quotient;
mod rounds;

pub use cache::CacheBudget;
pub(super) use cache::CosetCache;
pub(super) use commit::commit_groups;
pub use error::ProveError;
use memory::available;
pub use memory::{check_memory, memory_needed, memory_wanted, TooLittleMemory};
pub(super) use polynomial::interpolate;

use super::check::check_satisfied;
use super::circuit::Circuit;
use super::columns;
use super::control::{Control, Timings, PHASES};
use super::keys::CircuitKeys;
use super::proof::Proof;
use super::verifier::verify;
use crate::builder::Builder;
use crate::convert::to_ark;
use crate::field::Fr;
use std::time::{Duration, Instant};

/// Proves an instance, whose public inputs must have the given values, and checks the proof.
pub fn prove<C: Circuit + ?Sized>(keys: &CircuitKeys, circuit: &C, public_inputs: &[Fr]) -> Result<Proof, ProveError> {
    Control::unattended(|control| prove_attended(keys, circuit, public_inputs, control)).map(|(proof, _)| proof)
}

/// The same; reports its progress, can be cancelled, and says where the time went.
pub fn prove_attended<C: Circuit + ?Sized>(
    keys: &CircuitKeys,
    circuit: &C,
    public_inputs: &[Fr],
    control: &Control<'_>,
) -> Result<(Proof, Timings), ProveError> {
    let name = || circuit.name();
    let limit = keys.memory_limit().or_else(|| available().map(|free| free.saturating_add(keys.resident_bytes())));
    if let Some(limit) = limit {
        memory::check(keys.log_n(), limit).map_err(|source| ProveError::Memory { circuit: name(), source })?;
    }
    let mut timings = Timings::default();
    let mut clock = Instant::now();
    let mut lap = || -> Duration {
        let elapsed = clock.elapsed();
        clock += elapsed;
        elapsed
    };
    control.phase(0)?;
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    timings.synthesis = lap();
    control.phase(1)?;
    let (digest, satisfied) = rayon::join(|| cs.digest(), || check_satisfied(&cs, public_inputs));
    if digest != keys.circuit_digest() {
        return Err(ProveError::WrongKey(name()));
    }
    satisfied.map_err(|violation| ProveError::Unsatisfied { circuit: name(), violation })?;
    timings.check = lap();
    let witness = columns::witness(&cs);
    drop(cs);
    timings.synthesis += lap();
    let words = rounds::create_proof(keys, witness, control, &mut timings)?;
    let proof = Proof { public_inputs: public_inputs.iter().map(|input| to_ark(*input)).collect(), words };
    control.phase(6)?;
    lap();
    verify(keys.verification_key(), keys.capacity(), &proof)
        .map_err(|source| ProveError::Invalid { circuit: name(), source })?;
    timings.verification = lap();
    control.phase(PHASES.len())?;
    Ok((proof, timings))
}

/// The words that come of a witness that was not checked, for tests.
#[cfg(test)]
pub(super) fn prove_unchecked(
    keys: &CircuitKeys,
    cs: &Builder,
) -> Result<Vec<super::words::Word>, super::control::Cancelled> {
    Control::unattended(|control| rounds::create_proof(keys, columns::witness(cs), control, &mut Timings::default()))
}

/// Runs `work` and adds the time that it takes.
fn measured<T>(time: &mut Duration, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    *time += started.elapsed();
    result
}
