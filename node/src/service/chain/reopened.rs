//! Blocks that were opened again, because L1 did not take them in time.
//!
//! Their operations are taken out of the books in the batch of the mini-block that opens them, and stand in a queue from
//! then on. Until it is empty nothing else is executed: the same operations, in the same order, in new blocks.

use super::{history, origin_key, Chain};
use crate::{
    db::{Batch, BlockRecord, Column, Database, DbError, Origin, PriorityRecord, Reopened},
    service::ServiceError,
};
use std::collections::BTreeSet;
use zelkova_primitives::{AccountId, BlockNumber, PriorityOp, SerialId, TxHash};
use zelkova_runtime::{MiniBlockOutput, PipelineEvent, Transaction, TransactionInput};

/// The first block that is to be opened again with the next mini-block.
const REQUEST_KEY: &[u8] = b"reopen-from";

/// Asks for the blocks from `first` on to be opened again.
pub fn request(batch: &mut Batch<'_>, first: BlockNumber) {
    batch.put(Column::Meta, REQUEST_KEY, &first);
}

/// The first block that was asked for.
pub fn requested(db: &Database) -> Result<Option<BlockNumber>, DbError> {
    db.get(Column::Meta, REQUEST_KEY)
}

/// Where the request stands, for the mini-block that consumes it.
pub fn request_entry() -> (Column, Vec<u8>) {
    (Column::Meta, REQUEST_KEY.to_vec())
}

/// Whether blocks are to be opened again, or what they held is not all executed anew.
pub fn is_under_way(db: &Database) -> Result<bool, DbError> {
    Ok(any(db)? || requested(db)?.is_some())
}

/// Whether operations wait to be executed again.
pub fn any(db: &Database) -> Result<bool, DbError> {
    Ok(entries(db).next().transpose()?.is_some())
}

fn entries(db: &Database) -> impl Iterator<Item = Result<(Vec<u8>, Reopened), DbError>> + '_ {
    db.iter_from(Column::Reopened, [])
}

/// What comes next: priority operations and then transactions, about `limit` of them, up to where another priority operation
/// has to come first.
pub fn next(db: &Database, limit: usize) -> Result<(Vec<PriorityOp>, Vec<TransactionInput>), DbError> {
    let (mut priority_ops, mut inputs, mut count) = (Vec::new(), Vec::new(), 0usize);
    for entry in entries(db) {
        match entry?.1 {
            _ if count >= limit => break,
            Reopened::Priority(_) if !inputs.is_empty() => break,
            Reopened::Priority(serial) => {
                let record: PriorityRecord = db.require(Column::PriorityOps, serial.to_be_bytes())?;
                priority_ops.push(record.op);
                count = count.saturating_add(1);
            }
            Reopened::Transactions(hashes) => {
                let load = |hash: &TxHash| db.require::<Transaction>(Column::Transactions, hash.0);
                inputs.push(TransactionInput::admitted(hashes.iter().map(load).collect::<Result<_, _>>()?));
                count = count.saturating_add(hashes.len());
            }
        }
    }
    Ok((priority_ops, inputs))
}

/// The transactions among the first `limit` entries that wait to be executed again.
pub fn waiting(db: &Database, limit: usize) -> Result<BTreeSet<TxHash>, DbError> {
    let mut waiting = BTreeSet::new();
    for entry in entries(db).take(limit) {
        if let Reopened::Transactions(hashes) = entry?.1 {
            waiting.extend(hashes);
        }
    }
    Ok(waiting)
}

/// Takes from the queue what a mini-block has finished, which is its beginning. Returns whether that empties it.
pub fn finish(
    db: &Database,
    batch: &mut Batch<'_>,
    transactions: &BTreeSet<TxHash>,
    priority: &BTreeSet<SerialId>,
) -> Result<bool, DbError> {
    let mut any = false;
    for entry in entries(db) {
        let (key, entry) = entry?;
        any = true;
        let done = match &entry {
            Reopened::Priority(serial) => priority.contains(serial),
            Reopened::Transactions(hashes) => hashes.iter().all(|hash| transactions.contains(hash)),
        };
        if !done {
            return Ok(false);
        }
        batch.delete(Column::Reopened, key);
    }
    Ok(any)
}

/// Takes the blocks from `first` on out of the books and puts their operations into the queue, before what waits there.
/// The chain is still as it was before the mini-block.
pub fn put(
    chain: &Chain,
    batch: &mut Batch<'_>,
    output: &MiniBlockOutput,
    first: BlockNumber,
) -> Result<(), ServiceError> {
    let db = chain.database();
    let mut queue: Vec<Reopened> = Vec::new();
    let mut last_batch = None;
    for entry in db.iter_from::<Origin>(Column::Origins, origin_key(first, 0)) {
        let (key, origin) = entry?;
        batch.delete(Column::Origins, &key);
        if let Some(hash) = origin.transaction() {
            batch.delete(Column::Receipts, hash.0);
        }
        match (origin, queue.last_mut()) {
            (Origin::Member { hash, batch: of }, Some(Reopened::Transactions(members))) if last_batch == Some(of) => {
                members.push(hash);
            }
            (Origin::Transaction(hash) | Origin::Member { hash, .. }, _) => {
                queue.push(Reopened::Transactions(vec![hash]));
            }
            (Origin::Priority(serial), _) => {
                let key = serial.to_be_bytes();
                let record: PriorityRecord = db.require(Column::PriorityOps, key)?;
                batch.put(Column::PriorityOps, key, &PriorityRecord { executed: None, ..record });
                queue.push(Reopened::Priority(serial));
            }
        }
        last_batch = match origin {
            Origin::Member { batch, .. } => Some(batch),
            _ => None,
        };
    }
    let pending = chain.query(|query| {
        let pending = query.pending_block();
        (pending.number, (0..pending.operations).map(|index| query.touched(index)).collect::<Vec<_>>())
    })?;
    forget_blocks(db, batch, first, pending)?;
    for id in &output.voided {
        batch.delete(Column::AggregatedOperations, id.to_be_bytes());
        batch.delete(Column::L1Sender, id.to_be_bytes());
    }
    for entry in db.iter_from::<PipelineEvent>(Column::PipelineEvents, []) {
        let (key, event) = entry?;
        if matches!(event, PipelineEvent::ProofReady { block } if block >= first) {
            batch.delete(Column::PipelineEvents, key);
        }
    }
    for entry in entries(db) {
        let (key, waiting) = entry?;
        batch.delete(Column::Reopened, key);
        queue.push(waiting);
    }
    for (position, entry) in (0u64..).zip(&queue) {
        batch.put(Column::Reopened, position.to_be_bytes(), entry);
    }
    tracing::warn!(first, operations = queue.len(), "blocks are opened again and executed anew");
    Ok(())
}

/// Forgets sealed blocks and what is known of them, and the history of their operations and those of the pending block.
fn forget_blocks(
    db: &Database,
    batch: &mut Batch<'_>,
    first: BlockNumber,
    (pending, touched): (BlockNumber, Vec<Vec<AccountId>>),
) -> Result<(), DbError> {
    for (index, accounts) in (0u32..).zip(touched) {
        history::undone(batch, pending, index, accounts);
    }
    for number in first..pending {
        let key = number.to_be_bytes();
        let record: BlockRecord = db.require(Column::Blocks, key)?;
        for (index, trace) in (0u32..).zip(&record.block.ops) {
            history::undone(batch, number, index, trace.accounts());
        }
        for column in [Column::Blocks, Column::BlockStages, Column::Proofs] {
            batch.delete(column, key);
        }
    }
    Ok(())
}
