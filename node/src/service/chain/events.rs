//! Pipeline events on their way into a mini-block: what happened outside the chain (a proof is ready, L1 confirmed an
//! operation) and has to be recorded by it exactly once.
//!
//! An event is written together with its cause and removed together with the mini-block that took it, so neither a
//! crash nor a restart loses or repeats one.

use crate::db::{Batch, Column, Database, DbError};
use parking_lot::Mutex;
use zelkova_runtime::PipelineEvent;

/// The queue of events.
pub struct EventQueue {
    db: Database,
    /// Sequence number of the next event; held while one is written.
    next: Mutex<u64>,
}

impl EventQueue {
    /// The queue as the last run left it.
    pub fn open(db: Database) -> Result<Self, DbError> {
        let next = db.last_number(Column::PipelineEvents)?.map_or(0, |last| last.saturating_add(1));
        Ok(Self { db, next: Mutex::new(next) })
    }

    /// Commits `batch` with `event` at the end of the queue.
    pub fn commit_with(&self, mut batch: Batch<'_>, event: PipelineEvent) -> Result<(), DbError> {
        let mut next = self.next.lock();
        batch.put(Column::PipelineEvents, next.to_be_bytes(), &event);
        self.db.commit(batch)?;
        *next = next.saturating_add(1);
        Ok(())
    }

    /// The oldest `limit` events that no mini-block has taken, with their keys.
    pub fn waiting(&self, limit: usize) -> Result<Vec<(Vec<u8>, PipelineEvent)>, DbError> {
        self.db.iter_from(Column::PipelineEvents, []).take(limit).collect()
    }
}
