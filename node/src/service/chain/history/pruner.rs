//! The history pruner: forgets rejected transactions that were kept long enough.

use super::keys::{part, rejection_key, time_key};
use crate::{
    db::{Column, Database, DbError, Receipt, ReceiptOutcome},
    service::{pause::pause, pool::TransactionPool, ServiceError},
    tasks::Shutdown,
};
use std::{sync::Arc, time::Duration};
use zelkova_console::unix_time;
use zelkova_primitives::{AccountId, TxHash};
use zelkova_prover::Panicked;

/// How often it looks for them.
const INTERVAL: Duration = Duration::from_secs(60);
/// How many one write removes at most, so that the committer never waits long for the disk.
const BATCH_LIMIT: usize = 1_000;

/// Removes what was rejected longer ago than `retention` until told to stop.
pub async fn run(
    db: Database,
    pool: Arc<dyn TransactionPool>,
    retention: Duration,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    loop {
        let before = unix_time().saturating_sub(retention.as_secs());
        let (db, pool) = (db.clone(), pool.clone());
        let work = move || prune(&db, |hash| pool.contains(hash), before, BATCH_LIMIT);
        let removed = tokio::task::spawn_blocking(work).await.map_err(|_| Panicked("history-pruner"))??;
        if removed > 0 {
            tracing::debug!(transactions = removed, "old rejected transactions removed");
        }
        // A full batch means that there may be more.
        let wait = if removed < BATCH_LIMIT { INTERVAL } else { Duration::ZERO };
        if !pause(wait, &shutdown).await {
            return Ok(());
        }
    }
}

/// Removes at most `limit` of the transactions that were rejected before the unix time `before`; the number of removed
/// entries. `waits` tells whether a transaction is in the mempool.
///
/// Nothing can happen to such a transaction meanwhile: the mempool refuses it as known for as long as its receipt is
/// there, and only this function removes receipts. Once it is forgotten it may be submitted again like any other.
pub fn prune(db: &Database, waits: impl Fn(&TxHash) -> bool, before: u64, limit: usize) -> Result<usize, DbError> {
    let mut batch = db.batch();
    let mut removed = 0usize;
    for entry in db.iter_from::<()>(Column::RejectionTimes, []).take(limit) {
        let (key, ()) = entry?;
        let (time, account, hash) = parse(&key)?;
        if time >= before {
            break;
        }
        batch.delete(Column::RejectionTimes, time_key(time, account, hash));
        batch.delete(Column::Rejections, rejection_key(account, time, hash));
        // Only what is still rejected goes with its entry: no receipt of an executed transaction, no body of a waiting one.
        let receipt: Option<Receipt> = db.get(Column::Receipts, hash.0)?;
        let rejected = receipt.is_some_and(|receipt| !matches!(receipt.outcome, ReceiptOutcome::Executed { .. }));
        if rejected && !waits(&hash) {
            batch.delete(Column::Receipts, hash.0);
            batch.delete(Column::Transactions, hash.0);
        }
        removed = removed.saturating_add(1);
    }
    if !batch.is_empty() {
        db.commit(batch)?;
    }
    Ok(removed)
}

fn parse(key: &[u8]) -> Result<(u64, AccountId, TxHash), DbError> {
    let parsed = || {
        let (time, account) = (u64::from_be_bytes(part(key, 0)?), u32::from_be_bytes(part(key, 8)?));
        Some((time, AccountId(account), TxHash(part(key, 12)?)))
    };
    parsed().ok_or_else(|| DbError::damaged(Column::RejectionTimes, key, "the key is too short"))
}
