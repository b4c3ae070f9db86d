//! The mempool: the pool of `pallet-mempool` in memory, the same transactions in the database.
//!
//! A transaction is in the database before its sender hears that it was accepted, and leaves it in the batch of the
//! mini-block that executed or rejected it. One lock orders admissions with what the state keeper does to the pool.

mod admit;

pub use admit::evicted_reason;

use super::{chain::Chain, history, util::unix_time, Context, ServiceError};
use crate::{
    db::{Batch, Column, DbError, MempoolEntry},
    NodeError,
};
use pallet_mempool::{AccountState, Checked, Fees, Pool, PoolTransaction};
use parking_lot::Mutex;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::{Duration, Instant},
};
use zelkova_primitives::{AccountId, Nonce, TxHash};
use zelkova_runtime::{Query, Rejection, Transaction, TransactionInput};

/// How often the pool is searched for transactions that can never run any more.
const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// A transaction, or the members of a batch in their order.
pub type Unit = Vec<Checked<Transaction>>;

/// Transactions that wait for a mini-block.
pub struct Mempool {
    inner: Mutex<Inner>,
}

struct Inner {
    pool: Pool<Transaction>,
    stored: HashMap<TxHash, Stored>,
    next_key: u64,
    /// What is being executed: it may be neither replaced nor evicted.
    in_flight: HashMap<(AccountId, Nonce), TxHash>,
    /// What was dropped by writes that may not be on disk yet.
    dropped: HashSet<TxHash>,
    swept: Instant,
}

/// Where a transaction is in the database.
struct Stored {
    /// Key in the mempool's column, which keeps the order of arrival. The members of a batch share it.
    key: u64,
    /// Who sent it.
    account: AccountId,
}

impl Mempool {
    /// Loads the transactions that were accepted before the node was stopped.
    pub fn open(chain: &Chain, fees: Arc<Fees>) -> Result<Self, NodeError> {
        let read = |error: ServiceError| NodeError::Runtime(error.to_string());
        let limits = chain.query(|query| query.pool_limits()).map_err(read)?;
        let db = chain.database();
        let next_key = db.last_number(Column::Mempool)?.map_or(0, |last| last.saturating_add(1));
        let mut inner = Inner {
            pool: Pool::new(limits, fees),
            stored: HashMap::new(),
            next_key,
            in_flight: HashMap::new(),
            dropped: HashSet::new(),
            swept: Instant::now(),
        };
        let mut batch = db.batch();
        let mini_block = chain.head().number;
        for entry in db.iter_from::<MempoolEntry>(Column::Mempool, []) {
            let (key, MempoolEntry { transactions, .. }) = entry?;
            let number = u64::from_be_bytes(key.as_slice().try_into().unwrap_or_default());
            let mut unit = Unit::new();
            for hash in transactions {
                unit.push(Checked::from_own_database(db.require(Column::Transactions, hash.0)?));
            }
            let states = chain.query(|query| account_states(query, &unit)).map_err(read)?;
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
        Ok(Self { inner: Mutex::new(inner) })
    }

    /// Number of waiting transactions.
    pub fn len(&self) -> usize {
        self.inner.lock().pool.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a transaction waits.
    pub fn contains(&self, hash: &TxHash) -> bool {
        self.inner.lock().pool.contains(hash)
    }

    /// The best transactions and batches that can run now, until there are `limit` transactions or more; they count as
    /// being executed until `settle`.
    pub fn ready(&self, now: u64, limit: usize) -> Vec<TransactionInput> {
        let mut inner = self.inner.lock();
        let units = inner.pool.propose(limit, now).into_iter();
        let ready: Vec<Vec<Transaction>> = units.map(|unit| unit.into_iter().cloned().collect()).collect();
        inner.in_flight = ready.iter().flatten().map(|tx| ((tx.account(), tx.nonce()), tx.hash())).collect();
        ready.into_iter().map(TransactionInput::admitted).collect()
    }

    /// Adds the removal of finished transactions to the batch of their mini-block.
    pub fn forget(&self, batch: &mut Batch<'_>, finished: &[(TxHash, bool)]) {
        let inner = self.inner.lock();
        for stored in finished.iter().filter_map(|(hash, _)| inner.stored.get(hash)) {
            batch.delete(Column::Mempool, stored.key.to_be_bytes());
        }
    }

    /// Removes finished transactions, `true` for executed ones, after their mini-block was written.
    pub fn settle(&self, finished: &[(TxHash, bool)]) {
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

    /// Rejects what can never run any more. Called by the proposer, when nothing is being executed.
    pub fn sweep(&self, context: &Context, now: u64) -> Result<(), DbError> {
        let mut inner = self.inner.lock();
        if inner.swept.elapsed() < SWEEP_INTERVAL {
            return Ok(());
        }
        inner.swept = Instant::now();
        let expired = inner.pool.remove_expired(now);
        if expired.is_empty() {
            return Ok(());
        }
        let mini_block = context.chain.head().number;
        let mut batch = context.db.batch();
        for hash in expired {
            let message =
                "the validity of the transaction, or of another one of its batch, ended before it could run: \
                           sign it again with a later end";
            let reason = Rejection { code: "expired".into(), message: message.into() };
            inner.drop_stored(&mut batch, hash, mini_block, reason, now);
        }
        context.db.commit(batch)?;
        context.changed();
        Ok(())
    }
}

impl Inner {
    fn remember(&mut self, key: u64, unit: &Unit) {
        let stored =
            |checked: &Checked<Transaction>| (checked.hash(), Stored { key, account: checked.transaction().account() });
        self.stored.extend(unit.iter().map(stored));
    }

    /// Removes a stored transaction with a reason that its sender can read.
    fn drop_stored(&mut self, batch: &mut Batch<'_>, hash: TxHash, mini_block: u32, reason: Rejection, now: u64) {
        let Some(Stored { key, account }) = self.stored.remove(&hash) else { return };
        self.dropped.insert(hash);
        batch.delete(Column::Mempool, key.to_be_bytes());
        history::rejected(batch, account, hash, mini_block, reason, now);
    }
}

fn account_states(query: &Query, unit: &Unit) -> Vec<AccountState> {
    unit.iter().map(|checked| query.account_state(checked.transaction())).collect()
}
