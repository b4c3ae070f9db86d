//! The prover task: has the witness generator's jobs proven, one at a time, and stores the proofs.

use crate::{
    db::{Column, ProofRecord},
    service::{Context, ServiceError},
    tasks::Shutdown,
};
use std::sync::Arc;
use tokio::sync::mpsc;
use zelkova_primitives::BlockNumber;
use zelkova_prover::{Job, ProofSource, Proven};
use zelkova_runtime::PipelineEvent;

/// Has jobs proven until told to stop.
pub async fn run(
    context: Arc<Context>,
    proofs: Arc<dyn ProofSource>,
    mut jobs: mpsc::Receiver<Job>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    loop {
        let job = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            job = jobs.recv() => job,
        };
        let Some(job) = job else {
            // The witness generator ended and says itself why.
            shutdown.cancelled().await;
            return Ok(());
        };
        let (number, capacity) = (job.number, job.capacity);
        let proven = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            proven = proofs.prove(job) => proven?,
        };
        let seconds = proven.elapsed.as_secs_f64();
        store(&context, number, proven)?;
        context.metrics.proof_seconds.observe(seconds);
        tracing::info!(block = number, capacity, seconds, "block proven");
        context.changes.notify();
    }
}

fn store(context: &Context, number: BlockNumber, Proven { proof, elapsed }: Proven) -> Result<(), ServiceError> {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let mut batch = context.db.batch();
    batch.put(Column::Proofs, number.to_be_bytes(), &ProofRecord { proof, millis });
    Ok(context.events.commit_with(batch, PipelineEvent::ProofReady { block: number })?)
}
