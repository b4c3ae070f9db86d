//! Errors of the tasks.

use crate::db::DbError;
use zelkova_l1::L1Error;
use zelkova_primitives::BlockNumber;
use zelkova_prover::{Panicked, ProverError};

/// Why a task of the node ended.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
    /// L1.
    #[error(transparent)]
    L1(#[from] L1Error),
    /// The runtime could not execute what the node gave it.
    #[error(
        "mini-block {number} cannot be executed: {detail}; this is a fault of the node, the chain stays as it was"
    )]
    Execute {
        /// Number of the mini-block.
        number: u32,
        /// What the runtime said.
        detail: String,
    },
    /// The runtime could not answer.
    #[error("the state cannot be read: {0}; the database may be damaged")]
    Query(String),
    /// A witness cannot be gathered.
    #[error("the witness of block {block} cannot be gathered: {detail}")]
    Witness {
        /// The block.
        block: BlockNumber,
        /// What is wrong.
        detail: String,
    },
    /// Keys or proofs.
    #[error(transparent)]
    Prover(#[from] ProverError),
    /// A thread of the task panicked.
    #[error(transparent)]
    Thread(#[from] Panicked),
}
