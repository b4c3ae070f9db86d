//! What can go wrong with keys and proofs.

use super::thread::Panicked;
use zelkova_circuits::plonk::TooLittleMemory;
use zelkova_primitives::BlockNumber;

/// Why there is no key or no proof.
#[derive(Debug, thiserror::Error)]
pub enum ProverError {
    /// This user has no place for files.
    #[error("this user has no home directory; give a directory for proving keys with --keys")]
    NoHome,
    /// Keys cannot be made or loaded.
    #[error("proving keys: {0}; check the space in and the permissions of the keys directory")]
    Keys(String),
    /// There is no verification key for blocks of this size.
    #[error(
        "no verification key is known for blocks of {0} slots; deploy a verifier for the block sizes of this chain"
    )]
    UnknownCapacity(u32),
    /// There is less memory than a proof needs.
    #[error(
        "blocks of {slots} slots cannot be proven here: {source}; {}, take larger sizes out of the chain's, or prove \
         elsewhere and run this node with --no-prover",
        if *.limited { "raise --prover-memory" } else { "give the machine more memory" }
    )]
    Memory {
        /// Slots of the blocks.
        slots: u32,
        /// What is needed and what there is.
        source: TooLittleMemory,
        /// Whether somebody set the limit.
        limited: bool,
    },
    /// A proof cannot be made, or does not verify.
    #[error("block {block} cannot be proven: {detail}")]
    Prove {
        /// The block.
        block: BlockNumber,
        /// What is wrong.
        detail: String,
    },
    /// The witness was gathered for the verifier's keys, and these are others.
    #[error(
        "block {block} cannot be proven: the proving keys are not those of the verifier on L1; run the version of the \
         program and use the SRS that the verifier was made with"
    )]
    OtherKeys {
        /// The block.
        block: BlockNumber,
    },
    /// A thread panicked.
    #[error(transparent)]
    Thread(#[from] Panicked),
}
