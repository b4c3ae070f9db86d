//! The transactions of one account in the pool.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use zelkova_operation::RuleError;
use zelkova_primitives::{Felt, Nonce, TokenId, TxHash, MAX_NONCE};

use crate::{
    types::{spending, Rank},
    AccountState, AdmissionError, Checked, PoolLimits, PoolTransaction,
};

/// A transaction with what orders it.
#[derive(Clone)]
pub(crate) struct Entry<Tx> {
    /// The transaction.
    pub checked: Checked<Tx>,
    /// All members of its batch, in order, if it is one of several.
    pub batch: Option<Arc<[TxHash]>>,
    /// Fees of its unit in millionths of the least fees.
    pub score: u128,
    /// Number of insertions before it.
    pub arrival: u64,
}

impl<Tx: PoolTransaction> Entry<Tx> {
    /// Greater is proposed earlier and evicted later.
    pub fn rank(&self) -> Rank {
        (self.score, Reverse(self.arrival))
    }

    /// The transactions that share its fate.
    pub fn unit(&self) -> Vec<TxHash> {
        self.batch.as_ref().map_or_else(|| vec![self.checked.hash()], |batch| batch.to_vec())
    }

    /// Whether a transaction with the same nonce pays enough to replace it.
    pub fn check_replacement(&self, tx: &Tx, limits: &PoolLimits) -> Result<(), AdmissionError> {
        let ((token, given), (old_token, old_fee)) = (tx.fee(), self.checked.transaction().fee());
        let bump = u128::from(limits.replacement_bump_percent);
        let raise = old_fee.saturating_mul(bump).div_ceil(100).max(1);
        let required = old_fee.saturating_add(raise);
        if token != old_token || given < required {
            return Err(AdmissionError::ReplacementUnderpriced { existing: self.checked.hash(), required });
        }
        Ok(())
    }
}

/// The transactions of one account.
#[derive(Clone)]
pub(crate) struct Account<Tx> {
    /// The account's nonce on the chain, as far as the pool knows.
    pub next: Nonce,
    entries: BTreeMap<Nonce, Entry<Tx>>,
}

impl<Tx: PoolTransaction> Account<Tx> {
    pub fn new(next: Nonce) -> Self {
        Self { next, entries: BTreeMap::new() }
    }

    pub fn entry(&self, nonce: Nonce) -> Option<&Entry<Tx>> {
        self.entries.get(&nonce)
    }

    /// The transaction that can run next.
    pub fn head(&self) -> Option<&Entry<Tx>> {
        self.entry(self.next)
    }

    /// The transaction with the greatest nonce.
    pub fn tail(&self) -> Option<&Entry<Tx>> {
        self.entries.last_key_value().map(|(_, entry)| entry)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Tx> {
        self.entries.values().map(|entry| entry.checked.transaction())
    }

    pub fn insert(&mut self, nonce: Nonce, entry: Entry<Tx>) {
        self.entries.insert(nonce, entry);
    }

    pub fn remove(&mut self, nonce: Nonce) -> Option<Entry<Tx>> {
        self.entries.remove(&nonce)
    }

    /// The first nonce from `on_chain` on that no transaction has.
    pub fn first_gap(&self, on_chain: Nonce) -> Nonce {
        let start = self.next.max(on_chain);
        (start..MAX_NONCE).find(|nonce| !self.entries.contains_key(nonce)).unwrap_or(MAX_NONCE)
    }

    /// Drops the transactions below `nonce`.
    pub fn advance(&mut self, nonce: Nonce) -> Vec<TxHash> {
        let rest = self.entries.split_off(&nonce);
        let gone = std::mem::replace(&mut self.entries, rest);
        gone.values().map(|entry| entry.checked.hash()).collect()
    }

    /// The transactions whose window has passed.
    pub fn expired(&self, now: u64) -> impl Iterator<Item = TxHash> + '_ {
        self.entries
            .values()
            .filter(move |entry| entry.checked.transaction().validity().1 < now)
            .map(|entry| entry.checked.hash())
    }

    /// What its transactions take of a token, except those whose nonce is among `replaced`. `None` if it is 2^128 or more.
    pub fn spending(&self, token: TokenId, replaced: impl Fn(Nonce) -> bool) -> Option<u128> {
        let mut others = self.entries.iter().filter(|(nonce, _)| !replaced(**nonce));
        others.try_fold(0u128, |sum, (_, entry)| {
            let spends = spending(entry.checked.transaction())?;
            sum.checked_add(spends.get(&token).copied().unwrap_or(0))
        })
    }

    /// What a new transaction of this account must fulfil, fees and balances apart.
    pub fn check(&self, tx: &Tx, state: &AccountState, limits: &PoolLimits) -> Result<(), AdmissionError> {
        let account = tx.account();
        if !state.exists {
            return Err(RuleError::AccountNotFound { account }.into());
        }
        self.check_nonce(tx, state, limits)?;
        self.check_key(tx, state)
    }

    fn check_nonce(&self, tx: &Tx, state: &AccountState, limits: &PoolLimits) -> Result<(), AdmissionError> {
        let (account, given) = (tx.account(), tx.nonce());
        let next = self.next.max(state.nonce);
        if given > MAX_NONCE {
            return Err(RuleError::NonceExhausted { account }.into());
        }
        if given < next {
            return Err(AdmissionError::NonceTooLow { account, next, given });
        }
        let max = next.saturating_add(limits.nonce_window.saturating_sub(1));
        if given > max {
            return Err(AdmissionError::NonceTooHigh { account, max, given });
        }
        let full = self.entries.len() >= limits.max_per_account as usize;
        if full && !self.entries.contains_key(&given) {
            return Err(AdmissionError::AccountFull { account, max: limits.max_per_account });
        }
        Ok(())
    }

    /// The key that the account will have when the transaction runs is the one that signed. A new key signs for itself,
    /// but needs the owner.
    fn check_key(&self, tx: &Tx, state: &AccountState) -> Result<(), AdmissionError> {
        let account = tx.account();
        if let Some(change) = tx.key_change() {
            let (owner, given) = (state.address, change.owner);
            if owner != given {
                return Err(RuleError::AddressMismatch { account, owner, given }.into());
            }
            if change.on_chain && !state.key_authorized {
                return Err(RuleError::NotAuthorized { address: owner }.into());
            }
            return Ok(());
        }
        let changes = self.entries.range(..tx.nonce());
        let pending = changes.rev().find_map(|(_, entry)| entry.checked.transaction().key_change());
        let key_hash = pending.map_or(state.key_hash, |change| change.key_hash);
        if key_hash == Felt::ZERO {
            return Err(RuleError::AccountLocked { account }.into());
        }
        if key_hash != tx.signer() {
            return Err(RuleError::WrongKey { account }.into());
        }
        Ok(())
    }
}
