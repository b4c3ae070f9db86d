//! The prover in this process.

use super::{detached, Job, ProofSource, Proven, ProverError, ProverKeys};
use async_trait::async_trait;
use std::{sync::Arc, time::Instant};
use zelkova_circuits::{
    block::{self, BlockProofError},
    plonk::NoProgress,
};
use zelkova_runtime::BlockOps;

/// Proves on a thread of its own, with keys from a directory.
pub struct LocalProver {
    keys: Arc<ProverKeys>,
}

impl LocalProver {
    /// A prover with these keys.
    pub fn new(keys: Arc<ProverKeys>) -> Self {
        Self { keys }
    }
}

#[async_trait]
impl ProofSource for LocalProver {
    async fn prove(&self, job: Job) -> Result<Proven, ProverError> {
        let keys = self.keys.clone();
        detached("prover", move || prove(&keys, &job)).await?
    }
}

fn prove(keys: &ProverKeys, job: &Job) -> Result<Proven, ProverError> {
    let number = job.number;
    let failed = |error: BlockProofError| match error {
        BlockProofError::NotBound => ProverError::OtherKeys { block: number },
        other => ProverError::Prove { block: number, detail: zelkova_console::chain(&other) },
    };
    let keys = keys.load(job.capacity, &NoProgress)?;
    let started = Instant::now();
    let proof = block::prove::<BlockOps>(&keys, &job.witness).map_err(failed)?;
    let elapsed = started.elapsed();
    block::verify(&keys, &proof).map_err(failed)?;
    Ok(Proven { proof, elapsed })
}
