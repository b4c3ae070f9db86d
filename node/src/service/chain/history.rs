//! The history of accounts: which executed operations touched them, and which of their transactions were rejected.
//!
//! Entries are only keys; what they point to is in the columns of transactions, receipts, origins and priority
//! operations. An entry is written in the batch of what caused it, so the history never differs from the chain. What was
//! executed stays for ever, what was rejected as long as the operator wants ([`run`]).

mod keys;
mod pruner;
#[cfg(test)]
mod tests;

pub use pruner::run;

use crate::db::{Batch, Column, Database, DbError, Receipt, ReceiptOutcome};
use keys::{executed_key, part, rejection_key, time_key};
use zelkova_primitives::{AccountId, BlockNumber, TxHash};
use zelkova_runtime::Rejection;

/// Adds an executed operation to the history of the accounts that it touched.
pub fn executed(batch: &mut Batch<'_>, block: BlockNumber, index: u32, accounts: &[AccountId]) {
    for account in accounts {
        batch.put(Column::AccountHistory, executed_key(*account, block, index), &());
    }
}

/// Takes an operation of a block that was opened again out of the history of the accounts that it touched.
pub fn undone(batch: &mut Batch<'_>, block: BlockNumber, index: u32, accounts: impl IntoIterator<Item = AccountId>) {
    for account in accounts {
        batch.delete(Column::AccountHistory, executed_key(account, block, index));
    }
}

/// Writes the receipt of a rejected transaction of `account`, and adds it to the account's history. `now` is the unix
/// time in seconds.
pub fn rejected(batch: &mut Batch<'_>, account: AccountId, hash: TxHash, mini_block: u32, reason: Rejection, now: u64) {
    failed(batch, account, hash, &Receipt { mini_block, outcome: ReceiptOutcome::Rejected(reason) }, now);
}

/// The same with the receipt of a transaction that was rejected or reverted.
pub fn failed(batch: &mut Batch<'_>, account: AccountId, hash: TxHash, receipt: &Receipt, now: u64) {
    batch.put(Column::Receipts, hash.0, receipt);
    batch.put(Column::Rejections, rejection_key(account, now, hash), &());
    batch.put(Column::RejectionTimes, time_key(now, account, hash), &());
}

/// Part of a history, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Whether there are older ones.
    pub more: bool,
}

impl<T> Page<T> {
    /// The entry below which the next page begins.
    pub fn next(&self) -> Option<&T> {
        self.entries.last().filter(|_| self.more)
    }
}

/// Block and index of at most `limit` operations that touched an account, newest first, from below `before` on.
pub fn executed_before(
    db: &Database,
    account: AccountId,
    before: Option<(BlockNumber, u32)>,
    limit: u32,
) -> Result<Page<(BlockNumber, u32)>, DbError> {
    let end = before.map(|(block, index)| executed_key(account, block, index));
    page(db, Column::AccountHistory, account, end, limit, |key| {
        Some((u32::from_be_bytes(part(key, 4)?), u32::from_be_bytes(part(key, 8)?)))
    })
}

/// Unix time and hash of at most `limit` rejected transactions of an account, newest first, from below `before` on.
pub fn rejected_before(
    db: &Database,
    account: AccountId,
    before: Option<(u64, TxHash)>,
    limit: u32,
) -> Result<Page<(u64, TxHash)>, DbError> {
    let end = before.map(|(time, hash)| rejection_key(account, time, hash));
    page(db, Column::Rejections, account, end, limit, |key| {
        Some((u64::from_be_bytes(part(key, 4)?), TxHash(part(key, 12)?)))
    })
}

fn page<T>(
    db: &Database,
    column: Column,
    account: AccountId,
    end: Option<Vec<u8>>,
    limit: u32,
    parse: impl Fn(&[u8]) -> Option<T>,
) -> Result<Page<T>, DbError> {
    let prefix = account.0.to_be_bytes();
    // Longer than every key, so that it is above all keys of the account.
    let end = end.unwrap_or_else(|| [&prefix[..], &[0xff; 41]].concat());
    let mut keys = db.keys_below(column, &prefix, &end);
    let mut entries = Vec::new();
    for key in keys.by_ref().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
        let key = key?;
        entries.push(parse(&key).ok_or_else(|| DbError::damaged(column, &key, "the key is too short"))?);
    }
    let more = keys.next().transpose()?.is_some();
    Ok(Page { entries, more })
}
