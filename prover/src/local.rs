//! The prover in this process.

use super::{detached, Job, ProofSource, Proven, ProverError, ProverKeys};
use async_trait::async_trait;
use std::{sync::Arc, time::Instant};
use zelkova_circuits::{
    block::{self, BlockProofError},
    plonk::{Cancel, Control, NoProgress},
};
use zelkova_runtime::BlockOps;

/// Proves on a thread of its own, with keys from a directory. Whoever stops waiting stops the proof.
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
        let cancel = Cancel::new();
        let _stop = CancelOnDrop(cancel.clone());
        detached("prover", move || prove(&keys, &job, &cancel)).await?
    }
}

/// Stops a proof that nobody waits for any more.
struct CancelOnDrop(Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

fn prove(keys: &ProverKeys, job: &Job, cancel: &Cancel) -> Result<Proven, ProverError> {
    let number = job.number;
    let failed = |error: BlockProofError| match error {
        BlockProofError::NotBound => ProverError::OtherKeys { block: number },
        other => ProverError::Prove { block: number, detail: zelkova_console::chain(&other) },
    };
    let keys = keys.load(job.capacity, &NoProgress)?;
    let started = Instant::now();
    let control = Control { progress: &NoProgress, cancel };
    let (proof, _) = block::prove_attended::<BlockOps>(&keys, &job.witness, &control).map_err(failed)?;
    let elapsed = started.elapsed();
    Ok(Proven { proof, elapsed })
}
