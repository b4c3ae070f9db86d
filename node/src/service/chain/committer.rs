//! The committer: writes everything about a mini-block in one synced batch, then tells who waits.

use super::{history, origin_key, reopened, state::put_mini_block};
use crate::{
    db::{Batch, BlockRecord, BlockStages, Column, DbError, Origin, PriorityRecord, Receipt, ReceiptOutcome},
    metrics::OutcomeLabel,
    service::{pool::evicted, Context, ServiceError},
    tasks::Shutdown,
};
use pallet_mempool::PoolTransaction;
use std::{collections::BTreeSet, sync::Arc, time::Instant};
use tokio::sync::{mpsc, oneshot};
use zelkova_console::unix_time;
use zelkova_primitives::{BlockNumber, TxHash};
use zelkova_prover::Panicked;
use zelkova_runtime::{MiniBlockOutput, PriorityResult, Transaction, TxOutcome, TxResult};

/// An executed mini-block.
pub struct Executed {
    /// What came out.
    pub output: MiniBlockOutput,
    /// Queue entries that it took.
    pub consumed: Vec<(Column, Vec<u8>)>,
    /// When its execution began.
    pub started: Instant,
    /// Told when it is written.
    pub done: oneshot::Sender<()>,
}

/// Writes until the state keeper is gone; a mini-block that was executed is written before the node stops.
pub async fn run(
    context: Arc<Context>,
    mut executed: mpsc::Receiver<Executed>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    while let Some(Executed { output, consumed, started, done }) = executed.recv().await {
        let writer = context.clone();
        let work = tokio::task::spawn_blocking(move || commit(&writer, output, &consumed));
        work.await.map_err(|_| Panicked("committer"))??;
        context.metrics.mini_block_seconds.observe(started.elapsed().as_secs_f64());
        context.changes.notify();
        // The proposer may have been told to stop meanwhile.
        let _ = done.send(());
    }
    // If the state keeper failed it is the one to be blamed, so this task must not end first.
    shutdown.cancelled().await;
    Ok(())
}

/// Writes a mini-block and makes it the head.
pub fn commit(context: &Context, output: MiniBlockOutput, consumed: &[(Column, Vec<u8>)]) -> Result<(), ServiceError> {
    let db = &context.db;
    let mut batch = db.batch();
    for (column, key) in consumed {
        batch.delete(*column, key);
    }
    for refused in &output.refused_events {
        tracing::warn!(event = ?refused.event, reason = refused.reason, "the chain refused a pipeline event");
    }
    if let Some(first) = output.reopened {
        reopened::put(&context.chain, &mut batch, &output, first)?;
    }
    // What is executed again; usually nothing.
    let offered = output.results.len().saturating_add(output.priority_results.len());
    let again = reopened::waiting(db, offered)?;
    let finished = put_results(context, &mut batch, &output, &again)?;
    let done = finished.iter().map(|(hash, _)| *hash).collect();
    let executed = |result: &&PriorityResult| matches!(result.outcome, TxOutcome::Executed { .. });
    let priority = output.priority_results.iter().filter(executed).map(|result| result.serial_id).collect();
    let caught_up = output.reopened.is_none() && reopened::finish(db, &mut batch, &done, &priority)?;
    let sealed = put_sealed(&mut batch, &output);
    for operation in &output.operations {
        batch.put(Column::AggregatedOperations, operation.id.to_be_bytes(), operation);
    }
    context.pool.forget(&mut batch, &finished);
    let summary = Summary::of(&output);
    let reopened_blocks = output.reopened.is_some();
    let header = put_mini_block(&mut batch, output)?;

    let mut head = context.chain.lock_head();
    let start = Instant::now();
    db.commit(batch)?;
    context.metrics.database_write_seconds.observe(start.elapsed().as_secs_f64());
    *head = header;
    if reopened_blocks {
        context.chain.count_reopening();
    }
    drop(head);

    if caught_up {
        tracing::info!("everything of the blocks that were opened again is executed: transactions are taken again");
        context.pool.reload()?;
    } else {
        context.pool.settle(&finished);
    }
    summary.report(sealed);
    context.progress.show()
}

/// Receipts and origins of what was executed or rejected, for the first time or, if it is among `again`, anew; the hashes
/// that are done with, `true` for executed ones.
fn put_results(
    context: &Context,
    batch: &mut Batch<'_>,
    output: &MiniBlockOutput,
    again: &BTreeSet<TxHash>,
) -> Result<Vec<(TxHash, bool)>, DbError> {
    let (mini_block, now) = (output.header.number, unix_time());
    let mut finished = Vec::new();
    for TxResult { hash, batch: member_of, outcome, accounts } in &output.results {
        let reason = match outcome {
            TxOutcome::Deferred if again.contains(hash) || context.pool.contains(hash) => continue,
            // It had to make room in the mempool while it was offered to this mini-block.
            TxOutcome::Deferred => evicted(),
            TxOutcome::Executed { block, index } => {
                let (block, index) = (*block, *index);
                let member = member_of.map(|batch| Origin::Member { hash: *hash, batch });
                put_origin(batch, block, index, member.unwrap_or(Origin::Transaction(*hash)));
                history::executed(batch, block, index, accounts);
                let outcome = ReceiptOutcome::Executed { block, index };
                batch.put(Column::Receipts, hash.0, &Receipt { mini_block, outcome });
                context.metrics.count(OutcomeLabel::Executed);
                finished.push((*hash, true));
                continue;
            }
            TxOutcome::Rejected { reason } => {
                context.metrics.count(OutcomeLabel::Rejected);
                reason.clone()
            }
        };
        let transaction: Transaction = context.db.require(Column::Transactions, hash.0)?;
        let outcome = match again.contains(hash) {
            true => ReceiptOutcome::Reverted(reason),
            false => ReceiptOutcome::Rejected(reason),
        };
        history::failed(batch, transaction.account(), *hash, &Receipt { mini_block, outcome }, now);
        finished.push((*hash, false));
    }
    for result in &output.priority_results {
        let TxOutcome::Executed { block, index } = result.outcome else { continue };
        put_origin(batch, block, index, Origin::Priority(result.serial_id));
        history::executed(batch, block, index, &result.accounts);
        let key = result.serial_id.to_be_bytes();
        let record: PriorityRecord = context.db.require(Column::PriorityOps, key)?;
        batch.put(Column::PriorityOps, key, &PriorityRecord { executed: Some((block, index)), ..record });
    }
    Ok(finished)
}

fn put_origin(batch: &mut Batch<'_>, block: BlockNumber, index: u32, origin: Origin) {
    batch.put(Column::Origins, origin_key(block, index), &origin);
}

fn put_sealed(batch: &mut Batch<'_>, output: &MiniBlockOutput) -> Option<BlockNumber> {
    let block = output.sealed.clone()?;
    let number = block.number;
    let record = BlockRecord { block, eth_witnesses: output.eth_witnesses.clone() };
    batch.put(Column::Blocks, number.to_be_bytes(), &record);
    let stages = BlockStages { mini_block: output.header.number, ..BlockStages::default() };
    batch.put(Column::BlockStages, number.to_be_bytes(), &stages);
    Some(number)
}

/// What the log says about a mini-block.
struct Summary {
    mini_block: u32,
    transactions: usize,
    priority_ops: usize,
}

impl Summary {
    fn of(output: &MiniBlockOutput) -> Self {
        Self {
            mini_block: output.header.number,
            transactions: output.results.len(),
            priority_ops: output.priority_results.len(),
        }
    }

    fn report(&self, sealed: Option<BlockNumber>) {
        let Self { mini_block, transactions, priority_ops } = self;
        tracing::debug!(mini_block, transactions, priority_ops, "mini-block");
        if let Some(number) = sealed {
            tracing::info!(number, mini_block, "block sealed");
        }
    }
}
