//! What can go wrong with keys and proofs.

use super::thread::Panicked;
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
