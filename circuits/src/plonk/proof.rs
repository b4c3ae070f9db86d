//! Proving and verifying.

use super::check::{check_satisfied, Violation};
use super::circuit::Circuit;
use super::control::{Cancelled, Control, Timings, PHASES};
use super::keys::CircuitKeys;
use super::plain::transcript::KeccakTranscript;
use super::plain::{create_proof, Stopped, Wires};
use super::words::{self, Word, WordsError};
use crate::builder::Builder;
use crate::field::{Engine, Fr};
use crate::gates::Gates;
use bellman_ce::plonk::better_better_cs::cs::VerificationKey;
use std::time::{Duration, Instant};
use thiserror::Error;

/// A proof: public inputs and words as documented in [`crate::plonk`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The public inputs, in order.
    pub public_inputs: Vec<Fr>,
    /// The words.
    pub words: Vec<Word>,
}

/// Why there is no proof.
#[derive(Debug, Error)]
pub enum ProveError {
    /// The witness does not satisfy the circuit.
    #[error("the witness does not satisfy circuit `{circuit}`: {violation}")]
    Unsatisfied {
        /// The circuit.
        circuit: String,
        /// The first constraint that fails.
        violation: Violation,
    },
    /// The rows are not those of the key.
    #[error("circuit `{0}` has other rows than the key: the key is of another version or size, generate it again")]
    WrongKey(String),
    /// Somebody asked the prover to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The witness satisfies the circuit, but not the key's polynomials.
    #[error(
        "the witness of circuit `{0}` does not fit the key's polynomials: the key is damaged, delete the cached files"
    )]
    DamagedKey(String),
    /// The circuit has more rows than the field has roots of unity.
    #[error("circuit `{0}` is too large for the field: split it")]
    TooLarge(String),
    /// The proof that was made does not verify.
    #[error("the proof of circuit `{circuit}` does not verify: {source}; the key or its SRS is damaged, delete the cached files")]
    Invalid {
        /// The circuit.
        circuit: String,
        /// The verifier's answer.
        source: VerifyError,
    },
}

/// Why a proof is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VerifyError {
    /// The words are not a proof.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The number of public inputs is wrong.
    #[error("the key has {expected} public inputs, the proof {found}")]
    PublicInputs {
        /// What the key has.
        expected: usize,
        /// What the proof has.
        found: usize,
    },
    /// The equations do not hold.
    #[error("the proof does not verify under this key and these public inputs")]
    Refused,
}

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
    let mut timings = Timings::default();
    let mut clock = Instant::now();
    let mut lap = || -> Duration {
        let elapsed = clock.elapsed();
        clock += elapsed;
        elapsed
    };
    control.phase(0)?;
    let cs = synthesize_for(keys, circuit)?;
    timings.synthesis = lap();
    control.phase(1)?;
    let name = || circuit.name();
    check_satisfied(&cs, public_inputs).map_err(|violation| ProveError::Unsatisfied { circuit: name(), violation })?;
    timings.check = lap();
    let wires = Wires::new(&cs);
    drop(cs);
    let words = create_proof(keys, wires, control, &mut timings).map_err(|stopped| match stopped {
        Stopped::Cancelled(cancelled) => cancelled.into(),
        Stopped::Degree => ProveError::DamagedKey(name()),
        Stopped::Domain => ProveError::TooLarge(name()),
    })?;
    let proof = Proof { public_inputs: public_inputs.to_vec(), words };
    control.phase(6)?;
    lap();
    verify(keys.verification_key(), &proof).map_err(|source| ProveError::Invalid { circuit: name(), source })?;
    timings.verification = lap();
    control.phase(PHASES.len())?;
    Ok((proof, timings))
}

/// The circuit's rows, if they are those of the key.
pub(super) fn synthesize_for<C: Circuit + ?Sized>(keys: &CircuitKeys, circuit: &C) -> Result<Builder, ProveError> {
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    if cs.digest() != keys.circuit_digest() {
        return Err(ProveError::WrongKey(circuit.name()));
    }
    Ok(cs)
}

/// Verifies a proof.
pub fn verify(key: &VerificationKey<Engine, Gates>, proof: &Proof) -> Result<(), VerifyError> {
    // bellman's verifier takes as many inputs as it is given; the shape of everything else follows from the words.
    if proof.public_inputs.len() != key.num_inputs {
        return Err(VerifyError::PublicInputs { expected: key.num_inputs, found: proof.public_inputs.len() });
    }
    let proof = words::words_proof(key.n, &proof.public_inputs, &proof.words)?;
    let valid =
        bellman_ce::plonk::better_better_cs::verifier::verify::<Engine, Gates, KeccakTranscript>(key, &proof, None);
    match valid {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(VerifyError::Refused),
    }
}
