//! The mempool: the pool of `pallet-mempool` in memory, the same transactions in the database.
//!
//! A transaction is in the database before its sender hears that it was accepted, and leaves it in the batch of the
//! mini-block that executed or rejected it. One lock orders admissions with what the state keeper does to the pool.

use super::{chain::Chain, Context, ServiceError};
use crate::{
    db::{Batch, Column, Database, DbError, MempoolEntry, Receipt, ReceiptOutcome},
    NodeError,
};
use pallet_mempool::{AdmissionError, Checked, Fees, Pool, PoolTransaction};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};
use zelkova_primitives::{AccountId, Nonce, TxHash};
use zelkova_runtime::{L1Authorization, OperationError, Query, Rejection, Signed, Transaction};

/// How often the pool is searched for transactions that can never run any more.
const SWEEP_INTERVAL: Duration = Duration::from_secs(10);

/// Transactions that wait for a mini-block.
pub struct Mempool {
    inner: Mutex<Inner>,
}

struct Inner {
    pool: Pool<Transaction>,
    /// Keys in the database's column, which keep the order of arrival.
    keys: HashMap<TxHash, u64>,
    next_key: u64,
    /// What is being executed: it may be neither replaced nor evicted.
    in_flight: HashMap<(AccountId, Nonce), TxHash>,
    swept: Instant,
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
            keys: HashMap::new(),
            next_key,
            in_flight: HashMap::new(),
            swept: Instant::now(),
        };
        let mut batch = db.batch();
        let mini_block = chain.head().number;
        for entry in db.iter_from::<MempoolEntry>(Column::Mempool, []) {
            let (key, MempoolEntry { hash, .. }) = entry?;
            let number = u64::from_be_bytes(key.as_slice().try_into().unwrap_or_default());
            let transaction: Transaction = db.require(Column::Transactions, hash.0)?;
            let state = chain.query(|query| query.account_state(&transaction)).map_err(read)?;
            match inner.pool.restore(Checked::from_own_database(transaction), &state) {
                Ok(_) => {
                    inner.keys.insert(hash, number);
                }
                Err(error) => {
                    batch.delete(Column::Mempool, key);
                    let reason = Rejection { code: error.code().into(), message: error.to_string() };
                    put_rejection(&mut batch, hash, mini_block, reason);
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

    /// Admits transactions and stores the admitted ones in one synced write; one outcome each, in order.
    pub fn admit(
        &self,
        context: &Context,
        checked: Vec<Checked<Transaction>>,
        now: u64,
    ) -> Result<Vec<Result<(), AdmissionError>>, ServiceError> {
        let mut inner = self.inner.lock();
        inner.pool.set_fees(context.fees.current());
        let states = context.chain.query(|query| {
            let known = |token| query.token(token).is_some();
            let state = |entry: &Checked<Transaction>| {
                let (fee_token, _) = entry.transaction().fee();
                let token = entry.transaction().outgoing().map_or(fee_token, |(token, _)| token);
                let unknown = [fee_token, token].into_iter().find(|token| !known(*token));
                let refusal = match unknown {
                    Some(token) => Some(AdmissionError::UnknownToken { token }),
                    None => unauthorized(query, entry.transaction()),
                };
                (query.account_state(entry.transaction()), refusal)
            };
            checked.iter().map(state).collect::<Vec<_>>()
        })?;
        let db = &context.db;
        let mut batch = db.batch();
        let mini_block = context.chain.head().number;
        let mut outcomes = Vec::with_capacity(checked.len());
        for (entry, (state, refusal)) in checked.into_iter().zip(states) {
            let outcome = match refusal {
                Some(refusal) => Err(refusal),
                None => inner.admit(db, &mut batch, entry, &state, now, mini_block)?,
            };
            outcomes.push(outcome);
        }
        // The lock is held until the batch is on disk, so nothing that is not durable is ever executed.
        if !batch.is_empty() {
            db.commit(batch)?;
        }
        Ok(outcomes)
    }

    /// The best transactions that can run now; they count as being executed until `settle`.
    pub fn ready(&self, now: u64, limit: usize) -> Vec<Transaction> {
        let mut inner = self.inner.lock();
        let ready: Vec<Transaction> = inner.pool.propose(limit, now).into_iter().cloned().collect();
        inner.in_flight = ready.iter().map(|tx| ((tx.account(), tx.nonce()), tx.hash())).collect();
        ready
    }

    /// Adds the removal of finished transactions to the batch of their mini-block.
    pub fn forget(&self, batch: &mut Batch<'_>, finished: &[(TxHash, bool)]) {
        let inner = self.inner.lock();
        for key in finished.iter().filter_map(|(hash, _)| inner.keys.get(hash)) {
            batch.delete(Column::Mempool, key.to_be_bytes());
        }
    }

    /// Removes finished transactions, `true` for executed ones, after their mini-block was written.
    pub fn settle(&self, finished: &[(TxHash, bool)]) {
        let mut inner = self.inner.lock();
        inner.in_flight.clear();
        for (hash, executed) in finished {
            inner.keys.remove(hash);
            if *executed {
                inner.pool.executed(hash);
            }
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
            let message = "the transaction's validity ended before it could run: sign it again with a later end";
            let reason = Rejection { code: "expired".into(), message: message.into() };
            inner.drop_stored(&mut batch, hash, mini_block, reason);
        }
        context.db.commit(batch)?;
        context.changed();
        Ok(())
    }
}

impl Inner {
    fn admit(
        &mut self,
        db: &Database,
        batch: &mut Batch<'_>,
        entry: Checked<Transaction>,
        state: &pallet_mempool::AccountState,
        now: u64,
        mini_block: u32,
    ) -> Result<Result<(), AdmissionError>, DbError> {
        let hash = entry.hash();
        let (account, given) = (entry.transaction().account(), entry.transaction().nonce());
        if let Some(running) = self.in_flight.get(&(account, given)) {
            let next = given.saturating_add(1);
            let known = *running == hash;
            return Ok(Err(match known {
                true => AdmissionError::Known { hash },
                false => AdmissionError::NonceTooLow { account, next, given },
            }));
        }
        // What was rejected stays so: a status never goes back.
        if db.get_raw(Column::Receipts, hash.0)?.is_some() {
            return Ok(Err(AdmissionError::Known { hash }));
        }
        let transaction = entry.transaction().clone();
        let inserted = match self.pool.insert(entry, state) {
            Ok(inserted) => inserted,
            Err(error) => return Ok(Err(error)),
        };
        if let Some(replaced) = inserted.replaced {
            let message = format!("transaction {hash} with the same nonce and a higher fee replaced it");
            self.drop_stored(batch, replaced, mini_block, Rejection { code: "replaced".into(), message });
        }
        if let Some(evicted) = inserted.evicted.filter(|evicted| !self.in_flight.values().any(|hash| hash == evicted)) {
            let message = "the mempool was full and others pay more: sign it again with a higher fee";
            self.drop_stored(batch, evicted, mini_block, Rejection { code: "evicted".into(), message: message.into() });
        }
        let key = self.next_key;
        self.next_key = key.saturating_add(1);
        self.keys.insert(hash, key);
        batch.put(Column::Transactions, hash.0, &transaction);
        batch.put(Column::Mempool, key.to_be_bytes(), &MempoolEntry { hash, accepted_at: now });
        Ok(Ok(()))
    }

    /// Removes a stored transaction with a reason that its sender can read.
    fn drop_stored(&mut self, batch: &mut Batch<'_>, hash: TxHash, mini_block: u32, reason: Rejection) {
        if let Some(key) = self.keys.remove(&hash) {
            batch.delete(Column::Mempool, key.to_be_bytes());
        }
        put_rejection(batch, hash, mini_block, reason);
    }
}

/// A key change that rests on a fact on L1 which the chain has not seen. It would be executed and rejected for good; so
/// its sender can submit it again when L1 has confirmed the fact.
fn unauthorized(query: &Query, transaction: &Transaction) -> Option<AdmissionError> {
    let Transaction::ChangePubKey(Signed { body, .. }) = transaction else { return None };
    let missing = body.authorization == L1Authorization::OnChain
        && !query.is_key_authorized(&body.address, body.nonce, body.new_key_hash);
    missing.then(|| OperationError::NotAuthorized { address: body.address }.into())
}

fn put_rejection(batch: &mut Batch<'_>, hash: TxHash, mini_block: u32, reason: Rejection) {
    batch.put(Column::Receipts, hash.0, &Receipt { mini_block, outcome: ReceiptOutcome::Rejected(reason) });
}
