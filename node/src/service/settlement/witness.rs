//! The witness generator: takes sealed blocks without a proof in order and gathers what their circuits are filled with.

use super::{prover::ProverKeys, util::blocking, Context, ServiceError};
use crate::{
    db::{BlockRecord, Column, DbError},
    tasks::Shutdown,
};
use std::{sync::Arc, time::Instant};
use tokio::sync::mpsc;
use zelkova_circuits::block::BlockWitness;
use zelkova_primitives::{block::SealedBlock, tree::StateTree, BlockNumber};

/// A block with its witness.
pub struct Job {
    /// Block number.
    pub number: BlockNumber,
    /// Slots of its circuit.
    pub capacity: u32,
    /// The witness.
    pub witness: BlockWitness,
}

/// Feeds the prover until told to stop. The channel holds one job, so one witness is gathered while one block is proven.
pub async fn run(
    context: Arc<Context>,
    keys: Arc<ProverKeys>,
    jobs: mpsc::Sender<Job>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    let mut changes = context.changes();
    let mut next = last_proven(&context)?.saturating_add(1);
    loop {
        changes.borrow_and_update();
        if let Some(record) = context.db.get::<BlockRecord>(Column::Blocks, next.to_be_bytes())? {
            let give = async {
                let job = gather(context.clone(), keys.clone(), record.block).await?;
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

/// The newest block with a proof; proofs are made in order.
pub fn last_proven(context: &Context) -> Result<BlockNumber, DbError> {
    let Some((key, _)) = context.db.last(Column::Proofs)? else { return Ok(0) };
    let number: [u8; 4] =
        key.as_slice().try_into().map_err(|_| DbError::damaged(Column::Proofs, &key, "the key is not a number"))?;
    Ok(BlockNumber::from_be_bytes(number))
}

async fn gather(context: Arc<Context>, keys: Arc<ProverKeys>, block: SealedBlock) -> Result<Job, ServiceError> {
    let (number, capacity) = (block.number, block.capacity);
    let digest = keys.digest(block.capacity).await?;
    blocking("witness", move || {
        let start = Instant::now();
        let tree = StateTree::new(context.chain.tree_reader());
        let witness = BlockWitness::new(&block, &tree, digest)
            .map_err(|error| ServiceError::Witness { block: number, detail: error.to_string() })?;
        context.metrics.witness_seconds.observe(start.elapsed().as_secs_f64());
        Ok(Job { number, capacity, witness })
    })
    .await
}
