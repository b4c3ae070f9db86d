//! Keys, proofs and verification of blocks, in the types that the node stores and sends.

use std::sync::Arc;

use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zelkova_primitives::{serde_util::hex_array, Felt};

use super::{witness::PUBLIC_INPUTS, BlockCircuit, BlockSize, BlockWitness};
use crate::{
    convert::from_ark,
    field::Fr,
    op::{CircuitError, OpSet},
    plonk::{self, CircuitKeys, Control, KeyError, KeyStore, Progress, Proof, ProveError, Timings, VerifyError},
};

/// One word of a proof, 32 big-endian bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProofWord(#[serde(with = "hex_array")] pub [u8; 32]);

/// A proof of a block, as stored by the node and as L1 takes it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockProof {
    /// Capacity of the circuit.
    pub capacity: u32,
    /// The public inputs, in the protocol's order.
    pub public_inputs: [Felt; PUBLIC_INPUTS],
    /// The words of the proof, as documented in [`crate::plonk`].
    pub words: Vec<ProofWord>,
}

/// Why a block has no proof, or its proof is refused.
#[derive(Debug, Error)]
pub enum BlockProofError {
    /// No circuit of that capacity.
    #[error("there is no block circuit of capacity {0}: use one of the sizes of `circuit stats`")]
    UnknownCapacity(u32),
    /// The keys are of another size.
    #[error("keys of capacity {keys} cannot serve a block of capacity {block}: load the keys of the block's capacity")]
    WrongCapacity {
        /// Capacity of the keys.
        keys: u32,
        /// Capacity of the block.
        block: u32,
    },
    /// The witness was made for other keys, so its challenge is not the one that L1 computes.
    #[error("the witness is bound to other keys: bind it to the digest of these keys")]
    NotBound,
    /// The operation set has no circuit.
    #[error(transparent)]
    Circuit(#[from] CircuitError),
    /// Keys are missing or damaged.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The prover refused.
    #[error(transparent)]
    Prove(#[from] ProveError),
    /// The verifier refused.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

/// The keys of a capacity, from the store or generated.
pub fn keys<Ops: OpSet>(
    store: &KeyStore,
    capacity: u32,
    progress: &dyn Progress,
) -> Result<Arc<CircuitKeys>, BlockProofError> {
    let size = BlockSize::of(capacity).ok_or(BlockProofError::UnknownCapacity(capacity))?;
    let witness = BlockWitness::blank(size);
    Ok(store.keys(&BlockCircuit::<Ops>::new(&witness)?, progress)?)
}

/// Proves a block.
pub fn prove<Ops: OpSet>(keys: &CircuitKeys, witness: &BlockWitness) -> Result<BlockProof, BlockProofError> {
    Control::unattended(|control| prove_attended::<Ops>(keys, witness, control)).map(|(proof, _)| proof)
}

/// The same; reports its progress, can be cancelled, and says where the time went.
pub fn prove_attended<Ops: OpSet>(
    keys: &CircuitKeys,
    witness: &BlockWitness,
    control: &Control<'_>,
) -> Result<(BlockProof, Timings), BlockProofError> {
    let circuit = circuit_for::<Ops>(keys, witness)?;
    let (proof, timings) = plonk::prove_attended(keys, &circuit, &inputs(witness), control)?;
    Ok((block_proof(witness, proof), timings))
}

/// The circuit of a witness that was made for these keys.
fn circuit_for<'a, Ops: OpSet>(
    keys: &CircuitKeys,
    witness: &'a BlockWitness,
) -> Result<BlockCircuit<'a, Ops>, BlockProofError> {
    let capacity = witness.size.slots;
    if keys.capacity() != capacity {
        return Err(BlockProofError::WrongCapacity { keys: keys.capacity(), block: capacity });
    }
    if !witness.is_bound_to(keys.key_digest()) {
        return Err(BlockProofError::NotBound);
    }
    Ok(BlockCircuit::new(witness)?)
}

fn inputs(witness: &BlockWitness) -> [Fr; PUBLIC_INPUTS] {
    witness.public_inputs.map(|input| from_ark(input.to_fr()))
}

fn block_proof(witness: &BlockWitness, proof: Proof) -> BlockProof {
    BlockProof {
        capacity: witness.size.slots,
        public_inputs: witness.public_inputs,
        words: proof.words.into_iter().map(ProofWord).collect(),
    }
}

/// Verifies a proof under keys. That the public inputs belong to a block is the caller's to check.
pub fn verify(keys: &CircuitKeys, proof: &BlockProof) -> Result<(), BlockProofError> {
    if keys.capacity() != proof.capacity {
        return Err(BlockProofError::WrongCapacity { keys: keys.capacity(), block: proof.capacity });
    }
    let proof = Proof {
        public_inputs: proof.public_inputs.iter().map(|input| input.to_fr()).collect(),
        words: proof.words.iter().map(|word| word.0).collect(),
    };
    Ok(plonk::verify(keys.verification_key(), keys.capacity(), &proof)?)
}
