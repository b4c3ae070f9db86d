//! The witness generator: takes sealed blocks without a proof in order and gathers what their circuits are filled with.

use crate::{
    db::{BlockRecord, Column},
    service::{Context, ServiceError},
    tasks::Shutdown,
};
use std::{sync::Arc, time::Instant};
use tokio::sync::mpsc;
use zelkova_circuits::block::BlockWitness;
use zelkova_operation::SealedBlock;
use zelkova_primitives::{tree::StateTree, NOBODY};
use zelkova_prover::{detached, Job, KeyDigests};

/// Feeds the prover until told to stop. The channel holds one job, so one witness is gathered while one block is proven.
pub async fn run(
    context: Arc<Context>,
    digests: Arc<dyn KeyDigests>,
    jobs: mpsc::Sender<Job>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    let mut changes = context.changes.subscribe();
    let mut next = context.progress.last_proof()?.saturating_add(1);
    let mut reopenings = context.chain.reopenings();
    loop {
        changes.borrow_and_update();
        let now = context.chain.reopenings();
        if now != reopenings {
            // Blocks that were given have another content now.
            (reopenings, next) = (now, context.progress.last_proof()?.saturating_add(1));
        }
        if let Some(record) = context.db.get::<BlockRecord>(Column::Blocks, next.to_be_bytes())? {
            let give = async {
                let job = gather(context.clone(), &*digests, record.block).await?;
                Ok::<_, ServiceError>(jobs.send(job).await.is_ok())
            };
            let given = tokio::select! {
                () = shutdown.cancelled() => return Ok(()),
                given = give => given?,
            };
            if !given {
                // The prover ended and says itself why.
                shutdown.cancelled().await;
                return Ok(());
            }
            next = next.saturating_add(1);
            continue;
        }
        tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            // The sender lives in the context, which this task holds.
            _ = changes.changed() => {}
        }
    }
}

async fn gather(context: Arc<Context>, digests: &dyn KeyDigests, block: SealedBlock) -> Result<Job, ServiceError> {
    let (number, capacity) = (block.number, block.capacity);
    let digest = digests.digest(block.capacity)?;
    detached("witness", move || {
        let start = Instant::now();
        let tree = StateTree::new(context.chain.tree_reader());
        let witness = BlockWitness::new(&block, &tree, digest, NOBODY)
            .map_err(|error| ServiceError::Witness { block: number, detail: error.to_string() })?;
        context.metrics.witness_seconds.observe(start.elapsed().as_secs_f64());
        Ok(Job { number, capacity, witness })
    })
    .await?
}
