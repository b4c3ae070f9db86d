//! bellman's own prover: the oracle of the tests and the yardstick of the benchmark, in no operator's build.

use super::check_satisfied;
use super::circuit::Circuit;
use super::keys::CircuitKeys;
use super::lower::lower;
use super::plain::transcript::KeccakTranscript;
use super::proof::{synthesize_for, Proof, ProveError};
use super::words::proof_words;
use crate::builder::Builder;
use crate::field::Fr;
use crate::gates::Gates;
use bellman_ce::plonk::better_better_cs::cs::SynthesisModeProve;
use bellman_ce::worker::Worker;
use bellman_ce::SynthesisError;
use thiserror::Error;

/// Why bellman makes no proof.
#[derive(Debug, Error)]
pub enum BellmanError {
    /// It was not asked.
    #[error(transparent)]
    Prove(#[from] ProveError),
    /// It was.
    #[error("bellman's prover failed: {0}; the witness does not satisfy the circuit")]
    Bellman(#[from] SynthesisError),
}

/// Proves an instance with bellman, checking as much as [`super::prove`] does.
pub fn prove_with_bellman<C: Circuit + ?Sized>(
    keys: &CircuitKeys,
    circuit: &C,
    public_inputs: &[Fr],
) -> Result<Proof, BellmanError> {
    let cs = synthesize_for(keys, circuit)?;
    check_satisfied(&cs, public_inputs)
        .map_err(|violation| ProveError::Unsatisfied { circuit: circuit.name(), violation })?;
    let proof = create_proof(keys, cs)?;
    super::verify(keys.verification_key(), &proof)
        .map_err(|source| ProveError::Invalid { circuit: circuit.name(), source })?;
    Ok(proof)
}

/// bellman's proof for these rows and values, whatever they are.
pub(super) fn create_proof(keys: &CircuitKeys, cs: Builder) -> Result<Proof, SynthesisError> {
    let assembly = lower::<SynthesisModeProve>(&cs)?;
    drop(cs);
    let proof = assembly.create_proof::<Gates, KeccakTranscript>(&Worker::new(), keys.setup(), keys.crs(), None)?;
    Ok(Proof { public_inputs: proof.inputs.clone(), words: proof_words(&proof) })
}
