//! The prover task: has the witness generator's jobs proven, one at a time, and stores the proofs.

use crate::{
    db::{BlockRecord, Column, ProofRecord},
    service::{Context, ServiceError},
    tasks::Shutdown,
};
use std::sync::Arc;
use tokio::sync::mpsc;
use zelkova_primitives::{BlockNumber, Felt};
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
        let (number, capacity, root) = (job.number, job.capacity, job.witness.new_root());
        let proven = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            proven = proofs.prove(job) => proven?,
        };
        let seconds = proven.elapsed.as_secs_f64();
        if !store(&context, number, root, proven)? {
            tracing::info!(block = number, "a proof of a block that was opened again is thrown away");
            continue;
        }
        context.metrics.proof_seconds.observe(seconds);
        tracing::info!(block = number, capacity, seconds, "block proven");
        context.changes.notify();
    }
}

/// Stores a proof, unless the block is another one by now. Whether it did.
fn store(
    context: &Context,
    number: BlockNumber,
    root: Felt,
    Proven { proof, elapsed }: Proven,
) -> Result<bool, ServiceError> {
    let _unchanged = context.chain.hold_head();
    let block: Option<BlockRecord> = context.db.get(Column::Blocks, number.to_be_bytes())?;
    if block.is_none_or(|record| record.block.new_root != root) {
        return Ok(false);
    }
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let mut batch = context.db.batch();
    batch.put(Column::Proofs, number.to_be_bytes(), &ProofRecord { proof, millis });
    context.events.commit_with(batch, PipelineEvent::ProofReady { block: number })?;
    Ok(true)
}
