//! Proving and verifying.

use super::check::{check_satisfied, Violation};
use super::circuit::Circuit;
use super::keys::CircuitKeys;
use super::lower;
use super::words::{self, Word, WordsError};
use crate::builder::Builder;
use crate::field::{Engine, Fr};
use crate::gates::Gates;
use bellman_ce::plonk::better_better_cs::cs::{SynthesisModeProve, VerificationKey};
use bellman_ce::plonk::commitments::transcript::keccak_transcript::RollingKeccakTranscript;
use bellman_ce::worker::Worker;
use bellman_ce::SynthesisError;
use thiserror::Error;

/// The transcript of all proofs.
pub type Transcript = RollingKeccakTranscript<Fr>;

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
    /// The prover failed.
    #[error("the prover of circuit `{circuit}` failed: {source}")]
    Prover {
        /// The circuit.
        circuit: String,
        /// bellman's error.
        source: SynthesisError,
    },
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
    let name = circuit.name();
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    if cs.digest() != keys.circuit_digest() {
        return Err(ProveError::WrongKey(name));
    }
    check_satisfied(&cs, public_inputs)
        .map_err(|violation| ProveError::Unsatisfied { circuit: name.clone(), violation })?;
    let failed = |source| ProveError::Prover { circuit: name.clone(), source };
    let assembly = lower::lower::<SynthesisModeProve>(&cs).map_err(failed)?;
    drop(cs);
    let proof =
        assembly.create_proof::<Gates, Transcript>(&Worker::new(), keys.setup(), keys.crs(), None).map_err(failed)?;
    let proof = Proof { public_inputs: proof.inputs.clone(), words: words::proof_words(&proof) };
    verify(keys.verification_key(), &proof).map_err(|source| ProveError::Invalid { circuit: name.clone(), source })?;
    Ok(proof)
}

/// Verifies a proof.
pub fn verify(key: &VerificationKey<Engine, Gates>, proof: &Proof) -> Result<(), VerifyError> {
    // bellman's verifier takes as many inputs as it is given; the shape of everything else follows from the words.
    if proof.public_inputs.len() != key.num_inputs {
        return Err(VerifyError::PublicInputs { expected: key.num_inputs, found: proof.public_inputs.len() });
    }
    let proof = words::words_proof(key.n, &proof.public_inputs, &proof.words)?;
    let valid = bellman_ce::plonk::better_better_cs::verifier::verify::<Engine, Gates, Transcript>(key, &proof, None);
    match valid {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(VerifyError::Refused),
    }
}
