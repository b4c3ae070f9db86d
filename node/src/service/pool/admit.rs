//! Admission: what comes into the mempool.

use super::{account_states, Inner, Mempool, Unit};
use crate::{
    db::{Batch, Column, Database, DbError, MempoolEntry},
    service::{Context, ServiceError},
};
use pallet_mempool::{AccountState, AdmissionError, Checked, PoolTransaction};
use zelkova_primitives::TxHash;
use zelkova_runtime::{batch_hash, L1Authorization, OperationError, Query, Rejection, Signed, Transaction};

/// What the chain's state says of a unit.
struct Judged {
    unit: Unit,
    states: Vec<AccountState>,
    refusal: Option<AdmissionError>,
}

impl Mempool {
    /// Admits transactions and batches and stores the admitted ones in one synced write; one outcome each, in order.
    pub fn admit(
        &self,
        context: &Context,
        units: Vec<Unit>,
        now: u64,
    ) -> Result<Vec<Result<(), AdmissionError>>, ServiceError> {
        let mut inner = self.inner.lock();
        inner.pool.set_fees(context.fees.current());
        inner.dropped.clear();
        let judged =
            context.chain.query(|query| units.into_iter().map(|unit| judge(query, unit)).collect::<Vec<_>>())?;
        let db = &context.db;
        let mut batch = db.batch();
        let mini_block = context.chain.head().number;
        let mut outcomes = Vec::with_capacity(judged.len());
        for Judged { unit, states, refusal } in judged {
            let outcome = match refusal {
                Some(refusal) => Err(refusal),
                None => inner.admit(db, &mut batch, unit, &states, now, mini_block)?,
            };
            outcomes.push(outcome);
        }
        // The lock is held until the batch is on disk, so nothing that is not durable is ever executed.
        if !batch.is_empty() {
            db.commit(batch)?;
        }
        Ok(outcomes)
    }
}

impl Inner {
    fn admit(
        &mut self,
        db: &Database,
        batch: &mut Batch<'_>,
        unit: Unit,
        states: &[AccountState],
        now: u64,
        mini_block: u32,
    ) -> Result<Result<(), AdmissionError>, DbError> {
        for checked in &unit {
            if let Some(refusal) = self.running_or_done(db, checked)? {
                return Ok(Err(refusal));
            }
        }
        let inserted = match self.pool.insert(unit.clone(), states) {
            Ok(inserted) => inserted,
            Err(error) => return Ok(Err(error)),
        };
        for replaced in inserted.replaced {
            let message = "another transaction with a higher fee took its nonce, or that of one of its batch: sign it \
                           again with the account's next nonce";
            let reason = Rejection { code: "replaced".into(), message: message.into() };
            self.drop_stored(batch, replaced, mini_block, reason, now);
        }
        for evicted in inserted.evicted {
            // What is being executed is removed with its mini-block.
            if !self.in_flight.values().any(|hash| *hash == evicted) {
                self.drop_stored(batch, evicted, mini_block, evicted_reason(), now);
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

/// Why a transaction had to leave a full mempool.
pub fn evicted_reason() -> Rejection {
    let message = "the mempool was full and others pay more: sign it again with a higher fee";
    Rejection { code: "evicted".into(), message: message.into() }
}

fn judge(query: &Query, unit: Unit) -> Judged {
    let transactions = || unit.iter().map(Checked::transaction);
    let unknown = || {
        let mut tokens = transactions().flat_map(Transaction::tokens);
        let token = tokens.find(|token| query.token(*token).is_none())?;
        Some(AdmissionError::UnknownToken { token })
    };
    let too_large = || {
        let count = unit.len();
        (!query.fits_a_block(transactions())).then_some(AdmissionError::BatchTooLarge { count })
    };
    let unauthorized = || transactions().find_map(|transaction| unauthorized(query, transaction));
    let refusal = unknown().or_else(too_large).or_else(unauthorized);
    Judged { states: account_states(query, &unit), unit, refusal }
}

/// A key change that rests on a fact on L1 which the chain has not seen. It would be executed and rejected for good; so
/// its sender can submit it again when L1 has confirmed the fact.
fn unauthorized(query: &Query, transaction: &Transaction) -> Option<AdmissionError> {
    let Transaction::ChangePubKey(Signed { body, .. }) = transaction else { return None };
    let missing = body.authorization == L1Authorization::OnChain
        && !query.is_key_authorized(&body.address, body.nonce, body.new_key_hash);
    missing.then(|| OperationError::NotAuthorized { address: body.address }.into())
}
