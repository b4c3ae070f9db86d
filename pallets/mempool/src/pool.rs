//! The pool: transactions by account and nonce, with the order in which they are proposed and evicted.
//!
//! What is inserted, proposed and evicted is a *unit*: one transaction, or the members of a batch.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use zelkova_primitives::{AccountId, Nonce, TxHash};

use crate::{
    balance,
    pool_account::{Account, Entry},
    types::{AccountState, Rank},
    AdmissionError, Charge, Checked, Fees, PoolLimits, PoolTransaction,
};

/// What an insertion changed, for the node to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inserted {
    /// The transactions that are in the pool now.
    pub hashes: Vec<TxHash>,
    /// The unit that had a transaction with the same nonce.
    pub replaced: Vec<TxHash>,
    /// The units that had to make room.
    pub evicted: Vec<TxHash>,
}

/// Waiting transactions. Iteration orders depend only on what was inserted.
pub struct Pool<Tx> {
    limits: PoolLimits,
    fees: Arc<Fees>,
    pub(crate) accounts: BTreeMap<AccountId, Account<Tx>>,
    by_hash: HashMap<TxHash, (AccountId, Nonce)>,
    /// The transactions that can run next, one for each account that has one.
    pub(crate) heads: BTreeSet<(Rank, AccountId)>,
    /// The last transaction of each account: what can go without leaving a gap in that account.
    tails: BTreeSet<(Rank, AccountId)>,
    arrivals: u64,
}

impl<Tx: PoolTransaction> Pool<Tx> {
    /// An empty pool.
    pub fn new(limits: PoolLimits, fees: Arc<Fees>) -> Self {
        Self {
            limits,
            fees,
            accounts: BTreeMap::new(),
            by_hash: HashMap::new(),
            heads: BTreeSet::new(),
            tails: BTreeSet::new(),
            arrivals: 0,
        }
    }

    /// The limits.
    pub fn limits(&self) -> &PoolLimits {
        &self.limits
    }

    /// Judges what comes from now on by these fees. What is in the pool was admitted and keeps its rank.
    pub fn set_fees(&mut self, fees: Arc<Fees>) {
        self.fees = fees;
    }

    /// Number of transactions.
    pub fn len(&self) -> usize {
        self.by_hash.len()
    }

    /// Whether the pool is empty.
    pub fn is_empty(&self) -> bool {
        self.by_hash.is_empty()
    }

    /// Whether a transaction is in the pool.
    pub fn contains(&self, hash: &TxHash) -> bool {
        self.by_hash.contains_key(hash)
    }

    /// A transaction of the pool.
    pub fn get(&self, hash: &TxHash) -> Option<&Tx> {
        Some(self.entry(hash)?.checked.transaction())
    }

    /// The nonce for an account's next transaction: after those that wait without a gap. `on_chain` is the account's.
    pub fn next_nonce(&self, account: AccountId, on_chain: Nonce) -> Nonce {
        self.accounts.get(&account).map_or(on_chain, |known| known.first_gap(on_chain))
    }

    /// Takes a transaction, or several as a batch; `states` are those of their accounts, one for each. A transaction
    /// with a nonce that waits already replaces it, with its batch; a batch replaces nothing.
    pub fn insert(&mut self, unit: Vec<Checked<Tx>>, states: &[AccountState]) -> Result<Inserted, AdmissionError> {
        let fees = self.fees.clone();
        self.take(unit, states, Some(&fees))
    }

    /// Takes what was admitted before the node was restarted. Fees may have risen since then, so that it is not asked
    /// for them again.
    pub fn restore(&mut self, unit: Vec<Checked<Tx>>, states: &[AccountState]) -> Result<Inserted, AdmissionError> {
        self.take(unit, states, None)
    }

    fn take(
        &mut self,
        unit: Vec<Checked<Tx>>,
        states: &[AccountState],
        fees: Option<&Fees>,
    ) -> Result<Inserted, AdmissionError> {
        let hashes: Vec<TxHash> = unit.iter().map(Checked::hash).collect();
        if let Some(hash) = hashes.iter().copied().find(|hash| self.contains(hash)) {
            return Err(AdmissionError::Known { hash });
        }
        let members = || unit.iter().map(Checked::transaction).zip(states);
        let charges: Vec<Charge> = members().map(|(tx, state)| tx.charge(state.recipient_exists)).collect();
        let paid: Vec<_> = members().map(|(tx, _)| tx.fee()).collect();
        let batch = (hashes.len() > 1).then(|| hashes.iter().copied().collect::<Arc<[TxHash]>>());
        let score = self.fees.score(&charges, &paid);
        let arrival = self.arrivals;
        let entry = |checked: Checked<Tx>| Entry { checked, batch: batch.clone(), score, arrival };

        let mut replaced = Vec::new();
        // The accounts with those members that come before the one that is looked at, and the nonce that must follow them.
        let mut drafts: BTreeMap<AccountId, (Account<Tx>, Nonce)> = BTreeMap::new();
        for (checked, state) in unit.iter().zip(states) {
            let tx = checked.transaction();
            let (id, given) = (tx.account(), tx.nonce());
            let empty = Account::new(state.nonce);
            let account = match drafts.get(&id) {
                Some((_, expected)) if *expected != given => {
                    return Err(AdmissionError::BatchOrder { account: id, expected: *expected, given });
                }
                Some((draft, _)) => draft,
                None => self.accounts.get(&id).unwrap_or(&empty),
            };
            account.check(tx, state, &self.limits)?;
            match account.entry(given) {
                Some(existing) if batch.is_some() => {
                    return Err(AdmissionError::BatchConflict { existing: existing.checked.hash() });
                }
                Some(existing) => {
                    existing.check_replacement(tx, &self.limits)?;
                    replaced = existing.unit();
                }
                None => (),
            }
            if batch.is_some() {
                let mut draft = account.clone();
                draft.insert(given, entry(checked.clone()));
                drafts.insert(id, (draft, given.saturating_add(1)));
            }
        }
        if let Some(fees) = fees {
            fees.check(&charges, &paid)?;
        }
        balance::check(members(), |id| self.accounts.get(&id))?;
        let ids: BTreeSet<AccountId> = members().map(|(tx, _)| tx.account()).collect();
        let length = self.len().saturating_sub(replaced.len()).saturating_add(hashes.len());
        let excess = length.saturating_sub(self.limits.max_transactions as usize);
        let evicted = self.room_for(excess, score, &ids)?;

        // From here on nothing fails.
        for hash in replaced.iter().chain(&evicted) {
            self.remove_one(hash);
        }
        self.arrivals = self.arrivals.saturating_add(1);
        for (entry, state) in unit.into_iter().map(entry).zip(states) {
            let (id, nonce) = (entry.checked.transaction().account(), entry.checked.transaction().nonce());
            self.by_hash.insert(entry.checked.hash(), (id, nonce));
            self.change(id, state.nonce, |account| account.insert(nonce, entry));
        }
        Ok(Inserted { hashes, replaced, evicted })
    }

    /// Removes a transaction, whatever the reason, and the rest of its batch with it. Returns what is gone.
    pub fn remove(&mut self, hash: &TxHash) -> Vec<TxHash> {
        let mut gone = self.entry(hash).map(Entry::unit).unwrap_or_default();
        gone.retain(|hash| self.remove_one(hash).is_some());
        gone
    }

    /// Tells the pool the nonce that an account has on the chain. Returns the transactions below it, which are gone.
    pub fn advance(&mut self, id: AccountId, nonce: Nonce) -> Vec<TxHash> {
        if !self.accounts.contains_key(&id) {
            return Vec::new();
        }
        let gone = self.change(id, nonce, |account| account.advance(nonce));
        for hash in &gone {
            self.by_hash.remove(hash);
        }
        gone
    }

    /// Removes the transactions that can never run any more at time `now`, with their batches. Looks at the whole pool:
    /// call it now and then.
    pub fn remove_expired(&mut self, now: u64) -> Vec<TxHash> {
        let expired: Vec<_> = self.accounts.values().flat_map(|account| account.expired(now)).collect();
        expired.iter().flat_map(|hash| self.remove(hash)).collect()
    }

    /// All transactions, by account and nonce.
    pub fn iter(&self) -> impl Iterator<Item = &Tx> {
        self.accounts.values().flat_map(Account::iter)
    }

    fn entry(&self, hash: &TxHash) -> Option<&Entry<Tx>> {
        let (account, nonce) = self.by_hash.get(hash)?;
        self.accounts.get(account)?.entry(*nonce)
    }

    /// The cheapest units with at least `excess` transactions: worth less than the new one, and none that it may build on.
    fn room_for(
        &self,
        excess: usize,
        score: u128,
        accounts: &BTreeSet<AccountId>,
    ) -> Result<Vec<TxHash>, AdmissionError> {
        let mut evicted: Vec<TxHash> = Vec::new();
        for ((worth, _), id) in &self.tails {
            if evicted.len() >= excess || *worth >= score {
                break;
            }
            let Some(tail) = self.accounts.get(id).and_then(Account::tail) else { continue };
            let unit = tail.unit();
            let of_the_new_one = |hash| self.by_hash.get(hash).is_some_and(|(id, _)| accounts.contains(id));
            if !evicted.contains(&tail.checked.hash()) && !unit.iter().any(of_the_new_one) {
                evicted.extend(unit);
            }
        }
        if evicted.len() < excess {
            return Err(AdmissionError::PoolFull { max: self.limits.max_transactions });
        }
        Ok(evicted)
    }

    fn remove_one(&mut self, hash: &TxHash) -> Option<Entry<Tx>> {
        let (id, nonce) = self.by_hash.remove(hash)?;
        self.change(id, 0, |account| account.remove(nonce))
    }

    /// Changes an account and keeps the indexes right.
    fn change<R>(&mut self, id: AccountId, nonce: Nonce, change: impl FnOnce(&mut Account<Tx>) -> R) -> R {
        let account = self.accounts.entry(id).or_insert_with(|| Account::new(nonce));
        if let Some(head) = account.head() {
            self.heads.remove(&(head.rank(), id));
        }
        if let Some(tail) = account.tail() {
            self.tails.remove(&(tail.rank(), id));
        }
        account.next = account.next.max(nonce);
        let result = change(account);
        if let Some(head) = account.head() {
            self.heads.insert((head.rank(), id));
        }
        match account.tail() {
            Some(tail) => {
                self.tails.insert((tail.rank(), id));
            }
            None => {
                self.accounts.remove(&id);
            }
        }
        result
    }
}
