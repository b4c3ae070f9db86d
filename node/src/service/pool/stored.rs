//! The pool in memory, and where each of its transactions is in the database.

use super::{admit::Judged, reasons, Unit};
use crate::{
    db::{Batch, Column, Database, DbError, MempoolEntry},
    service::chain::history,
};
use pallet_mempool::{AdmissionError, Checked, Pool, PoolTransaction};
use std::{
    collections::{HashMap, HashSet},
    time::Instant,
};
use zelkova_primitives::{AccountId, Nonce, TxHash};
use zelkova_runtime::{batch_hash, Rejection, Transaction};

/// The pool with what it needs to keep the database up to date.
pub struct StoredPool {
    /// The pool itself.
    pub pool: Pool<Transaction>,
    /// Where each transaction is.
    pub stored: HashMap<TxHash, Stored>,
    /// What is being executed: it may be neither replaced nor evicted.
    pub in_flight: HashMap<(AccountId, Nonce), TxHash>,
    /// What was dropped by writes that may not be on disk yet.
    pub dropped: HashSet<TxHash>,
    /// When it was last searched for what can never run any more.
    pub swept: Instant,
    next_key: u64,
}

/// Where a transaction is in the database.
pub struct Stored {
    /// Key in the mempool's column, which keeps the order of arrival. The members of a batch share it.
    pub key: u64,
    /// Who sent it.
    pub account: AccountId,
}

impl StoredPool {
    /// An empty pool; the next transaction to be stored gets the key `next_key`.
    pub fn new(pool: Pool<Transaction>, next_key: u64) -> Self {
        let (stored, in_flight, dropped) = (HashMap::new(), HashMap::new(), HashSet::new());
        Self { pool, stored, in_flight, dropped, swept: Instant::now(), next_key }
    }

    /// Notes what is stored under a key.
    pub fn remember(&mut self, key: u64, unit: &Unit) {
        let stored =
            |checked: &Checked<Transaction>| (checked.hash(), Stored { key, account: checked.transaction().account() });
        self.stored.extend(unit.iter().map(stored));
    }

    /// Removes a stored transaction with a reason that its sender can read.
    pub fn drop_stored(&mut self, batch: &mut Batch<'_>, hash: TxHash, mini_block: u32, reason: Rejection, now: u64) {
        let Some(Stored { key, account }) = self.stored.remove(&hash) else { return };
        self.dropped.insert(hash);
        batch.delete(Column::Mempool, key.to_be_bytes());
        history::rejected(batch, account, hash, mini_block, reason, now);
    }

    /// Admits what the chain's state allows, and adds it to the batch that stores it.
    pub fn admit(
        &mut self,
        db: &Database,
        batch: &mut Batch<'_>,
        judged: Judged,
        now: u64,
        mini_block: u32,
    ) -> Result<Result<(), AdmissionError>, DbError> {
        let Judged { unit, states, refusal } = judged;
        if let Some(refusal) = refusal {
            return Ok(Err(refusal));
        }
        for checked in &unit {
            if let Some(refusal) = self.running_or_done(db, checked)? {
                return Ok(Err(refusal));
            }
        }
        let inserted = match self.pool.insert(unit.clone(), &states) {
            Ok(inserted) => inserted,
            Err(error) => return Ok(Err(error)),
        };
        for replaced in inserted.replaced {
            self.drop_stored(batch, replaced, mini_block, reasons::replaced(), now);
        }
        for evicted in inserted.evicted {
            // What is being executed is removed with its mini-block.
            if !self.in_flight.values().any(|hash| *hash == evicted) {
                self.drop_stored(batch, evicted, mini_block, reasons::evicted(), now);
            }
        }
        let key = self.next_key;
        self.next_key = key.saturating_add(1);
        self.remember(key, &unit);
        for checked in &unit {
            batch.put(Column::Transactions, checked.hash().0, checked.transaction());
        }
        let transactions: Vec<TxHash> = inserted.hashes;
        if transactions.len() > 1 {
            batch.put(Column::Batches, batch_hash(&transactions).0, &transactions);
        }
        batch.put(Column::Mempool, key.to_be_bytes(), &MempoolEntry { transactions, accepted_at: now });
        Ok(Ok(()))
    }

    /// Why a transaction cannot come in again, or in place of one that is being executed.
    fn running_or_done(
        &self,
        db: &Database,
        checked: &Checked<Transaction>,
    ) -> Result<Option<AdmissionError>, DbError> {
        let hash = checked.hash();
        let (account, given) = (checked.transaction().account(), checked.transaction().nonce());
        if let Some(running) = self.in_flight.get(&(account, given)) {
            let next = given.saturating_add(1);
            let known = *running == hash;
            return Ok(Some(match known {
                true => AdmissionError::Known { hash },
                false => AdmissionError::NonceTooLow { account, next, given },
            }));
        }
        // What was rejected stays so: a status never goes back.
        let done = self.dropped.contains(&hash) || db.get_raw(Column::Receipts, hash.0)?.is_some();
        Ok(done.then_some(AdmissionError::Known { hash }))
    }
}
