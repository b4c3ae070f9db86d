//! The mempool: the pool of `pallet-mempool` in memory, the same transactions in the database.
//!
//! A transaction is in the database before its sender hears that it was accepted, and leaves it in the batch of the
//! mini-block that executed or rejected it. One lock orders admissions with what the state keeper does to the pool.

use super::{
    admit::{account_states, judge},
    reasons,
    stored::StoredPool,
    Finished, TransactionPool, Unit,
};
use crate::{
    db::{Batch, Column, Database, DbError, MempoolEntry},
    fees::SharedFees,
    service::{
        chain::{reopened, Chain},
        Changes, ServiceError,
    },
    NodeError,
};
use pallet_mempool::{AdmissionError, Checked, Pool, PoolTransaction};
use parking_lot::Mutex;
use std::{
    collections::HashSet,
    sync::Arc,
    time::{Duration, Instant},
};
use zelkova_console::unix_time;
use zelkova_operation::Explain;
use zelkova_primitives::TxHash;
use zelkova_runtime::{Rejection, Transaction, TransactionInput};

/// How often the pool is searched for transactions that can never run any more.
const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// Transactions that wait for a mini-block.
pub struct Mempool {
    db: Database,
    chain: Arc<Chain>,
    fees: Arc<SharedFees>,
    changes: Changes,
    inner: Mutex<StoredPool>,
}

impl Mempool {
    /// Loads the transactions that were accepted before the node was stopped. `changes` is told when transactions leave
    /// without a mini-block.
    pub fn open(chain: Arc<Chain>, fees: Arc<SharedFees>, changes: Changes) -> Result<Self, NodeError> {
        let inner = load(&chain, &fees).map_err(|error| match error {
            ServiceError::Database(error) => error.into(),
            error => NodeError::Runtime(error.to_string()),
        })?;
        Ok(Self { db: chain.database().clone(), chain, fees, changes, inner: Mutex::new(inner) })
    }

    /// Why nothing is admitted now.
    fn closed(&self, now: u64) -> Result<Option<AdmissionError>, ServiceError> {
        if reopened::is_under_way(&self.db)? {
            return Ok(Some(AdmissionError::Reopening));
        }
        let Some(age) = self.chain.uncommitted_age(now)?.filter(|age| age.is_long()) else { return Ok(None) };
        Ok(Some(AdmissionError::NotSettling { minutes: age.minutes() }))
    }
}

/// What the database says of the pool.
fn load(chain: &Chain, fees: &SharedFees) -> Result<StoredPool, ServiceError> {
    let limits = chain.query(|query| query.pool_limits())?;
    let db = chain.database();
    let next_key = db.last_number(Column::Mempool)?.map_or(0, |last| last.saturating_add(1));
    let mut inner = StoredPool::new(Pool::new(limits, fees.current()), next_key);
    if reopened::is_under_way(db)? {
        // Accounts are not yet where they were when these transactions were signed: they are read once they are.
        return Ok(inner);
    }
    let mut batch = db.batch();
    let mini_block = chain.head().number;
    for entry in db.iter_from::<MempoolEntry>(Column::Mempool, []) {
        let (key, MempoolEntry { transactions, .. }) = entry?;
        let number = u64::from_be_bytes(key.as_slice().try_into().unwrap_or_default());
        let mut unit = Unit::new();
        for hash in transactions {
            unit.push(Checked::from_own_database(db.require(Column::Transactions, hash.0)?));
        }
        let states = chain.query(|query| account_states(query, &unit))?;
        inner.remember(number, &unit);
        if let Err(error) = inner.pool.restore(unit.clone(), &states) {
            let reason = Rejection { code: error.code().into(), message: error.to_string() };
            for checked in unit {
                inner.drop_stored(&mut batch, checked.hash(), mini_block, reason.clone(), unix_time());
            }
        }
    }
    if !batch.is_empty() {
        db.commit(batch)?;
    }
    tracing::debug!(transactions = inner.pool.len(), "mempool loaded");
    Ok(inner)
}

impl TransactionPool for Mempool {
    fn len(&self) -> usize {
        self.inner.lock().pool.len()
    }

    fn contains(&self, hash: &TxHash) -> bool {
        self.inner.lock().pool.contains(hash)
    }

    fn admit(&self, units: Vec<Unit>, now: u64) -> Result<Vec<Result<(), AdmissionError>>, ServiceError> {
        let mut inner = self.inner.lock();
        inner.pool.set_fees(self.fees.current());
        inner.dropped.clear();
        if let Some(closed) = self.closed(now)? {
            return Ok(units.iter().map(|_| Err(closed.clone())).collect());
        }
        let judged = self.chain.query(|query| units.into_iter().map(|unit| judge(query, unit)).collect::<Vec<_>>())?;
        let mut batch = self.db.batch();
        let mini_block = self.chain.head().number;
        let mut outcomes = Vec::with_capacity(judged.len());
        for judged in judged {
            outcomes.push(inner.admit(&self.db, &mut batch, judged, now, mini_block)?);
        }
        // The lock is held until the batch is on disk, so nothing that is not durable is ever executed.
        if !batch.is_empty() {
            self.db.commit(batch)?;
        }
        Ok(outcomes)
    }

    fn ready(&self, now: u64, limit: usize) -> Vec<TransactionInput> {
        let mut inner = self.inner.lock();
        let units = inner.pool.propose(limit, now).into_iter();
        let ready: Vec<Vec<Transaction>> = units.map(|unit| unit.into_iter().cloned().collect()).collect();
        inner.in_flight = ready.iter().flatten().map(|tx| ((tx.account(), tx.nonce()), tx.hash())).collect();
        ready.into_iter().map(TransactionInput::admitted).collect()
    }

    fn forget(&self, batch: &mut Batch<'_>, finished: &[Finished]) {
        let inner = self.inner.lock();
        for stored in finished.iter().filter_map(|(hash, _)| inner.stored.get(hash)) {
            batch.delete(Column::Mempool, stored.key.to_be_bytes());
        }
    }

    fn reload(&self) -> Result<(), ServiceError> {
        // Locked before it is read: what is admitted meanwhile would be in the database alone.
        let mut inner = self.inner.lock();
        *inner = load(&self.chain, &self.fees)?;
        Ok(())
    }

    fn settle(&self, finished: &[Finished]) {
        let mut inner = self.inner.lock();
        let executed: HashSet<&TxHash> =
            finished.iter().filter(|(_, executed)| *executed).map(|(hash, _)| hash).collect();
        // Not by what is in the pool: something may have had to make room while it was executed.
        for ((account, nonce), hash) in std::mem::take(&mut inner.in_flight) {
            if executed.contains(&hash) {
                inner.pool.advance(account, nonce.saturating_add(1));
            }
        }
        for (hash, _) in finished {
            inner.stored.remove(hash);
            inner.pool.remove(hash);
        }
    }

    fn sweep(&self, now: u64) -> Result<(), DbError> {
        let mut inner = self.inner.lock();
        if inner.swept.elapsed() < SWEEP_INTERVAL {
            return Ok(());
        }
        inner.swept = Instant::now();
        let expired = inner.pool.remove_expired(now);
        if expired.is_empty() {
            return Ok(());
        }
        let mini_block = self.chain.head().number;
        let mut batch = self.db.batch();
        for hash in expired {
            inner.drop_stored(&mut batch, hash, mini_block, reasons::expired(), now);
        }
        self.db.commit(batch)?;
        self.changes.notify();
        Ok(())
    }
}
