//! Keys, proofs and verification of exits.

use std::sync::Arc;

use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{ExitCircuit, ExitClaim, ExitWitness, PayOut, EXIT_CAPACITY};
use crate::{
    block::ProofWord,
    plonk::{self, CircuitKeys, Control, KeyError, KeyStore, Progress, Proof, ProveError, VerifyError},
};

/// A claim with its proof, as L1 takes it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExitProof {
    /// What is proven.
    pub claim: ExitClaim,
    /// The words of the proof, as documented in [`crate::plonk`].
    pub words: Vec<ProofWord>,
}

/// Why there is no proof, or it is refused.
#[derive(Debug, Error)]
pub enum ExitProofError {
    /// Keys of another circuit.
    #[error("keys of blocks with {0} slots cannot prove an exit: load the keys of the exit circuit")]
    WrongKeys(u32),
    /// The prover refused.
    #[error(transparent)]
    Prove(#[from] ProveError),
    /// The verifier refused.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

/// The keys of the exit circuit, from the store or generated.
pub fn keys(store: &KeyStore, pay_outs: &[PayOut], progress: &dyn Progress) -> Result<Arc<CircuitKeys>, KeyError> {
    store.keys(&ExitCircuit::new(&ExitWitness::blank(), pay_outs), progress)
}

/// Proves a claim; the proof was verified.
pub fn prove(keys: &CircuitKeys, witness: &ExitWitness, pay_outs: &[PayOut]) -> Result<ExitProof, ExitProofError> {
    check(keys)?;
    let inputs = witness.claim.public_inputs().map(crate::op::felt);
    let circuit = ExitCircuit::new(witness, pay_outs);
    let (proof, _) = Control::unattended(|control| plonk::prove_attended(keys, &circuit, &inputs, control))?;
    Ok(ExitProof { claim: witness.claim, words: proof.words.into_iter().map(ProofWord).collect() })
}

/// Verifies a proof. That the root is one that L1 has executed is the caller's to check.
pub fn verify(keys: &CircuitKeys, proof: &ExitProof) -> Result<(), ExitProofError> {
    check(keys)?;
    let public_inputs = proof.claim.public_inputs().iter().map(|input| input.to_fr()).collect();
    let proof = Proof { public_inputs, words: proof.words.iter().map(|word| word.0).collect() };
    Ok(plonk::verify(keys.verification_key(), EXIT_CAPACITY, &proof)?)
}

fn check(keys: &CircuitKeys) -> Result<(), ExitProofError> {
    match keys.capacity() {
        EXIT_CAPACITY => Ok(()),
        other => Err(ExitProofError::WrongKeys(other)),
    }
}
