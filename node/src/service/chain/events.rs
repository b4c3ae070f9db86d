//! Pipeline events on their way into a mini-block: what happened outside the chain (a proof is ready, L1 confirmed an
//! operation) and has to be recorded by it exactly once.
//!
//! An event is written together with its cause and removed together with the mini-block that took it, so neither a
//! crash nor a restart loses or repeats one.

use super::Context;
use crate::db::{Batch, Column, Database, DbError};
use zelkova_runtime::PipelineEvent;

/// Commits `batch` with `event` at the end of the queue.
pub fn commit_with(context: &Context, mut batch: Batch<'_>, event: PipelineEvent) -> Result<(), DbError> {
    let mut next = context.next_event.lock();
    batch.put(Column::PipelineEvents, next.to_be_bytes(), &event);
    context.db.commit(batch)?;
    *next += 1;
    Ok(())
}

/// The sequence number that the next event of a reopened database gets.
pub fn next_sequence(database: &Database) -> Result<u64, DbError> {
    Ok(database.last_number(Column::PipelineEvents)?.map_or(0, |last| last.saturating_add(1)))
}

/// The oldest `limit` events that no mini-block has taken, with their keys.
pub fn waiting(database: &Database, limit: usize) -> Result<Vec<(Vec<u8>, PipelineEvent)>, DbError> {
    database.iter_from(Column::PipelineEvents, []).take(limit).collect()
}
