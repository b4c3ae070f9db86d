//! Where proofs come from.

use super::{Job, Proven, ProverError};
use async_trait::async_trait;

/// Proves blocks: this process, or one day a machine elsewhere.
#[async_trait]
pub trait ProofSource: Send + Sync {
    /// The proof of one block. It is verified: one that L1 would refuse must be found where it costs nothing.
    async fn prove(&self, job: Job) -> Result<Proven, ProverError>;
}
