//! The pool: transactions by account and nonce, with the order in which they are proposed and evicted.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap},
    sync::Arc,
};

use zelkova_primitives::{AccountId, Nonce, TxHash};

use crate::{
    pool_account::{Account, Entry},
    AccountState, AdmissionError, Checked, Fees, PoolLimits, PoolTransaction,
};

/// What an insertion changed, for the node to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inserted {
    /// The transaction that is in the pool now.
    pub hash: TxHash,
    /// The transaction with the same nonce that it replaced.
    pub replaced: Option<TxHash>,
    /// The transaction that had to make room.
    pub evicted: Option<TxHash>,
}

/// Rank of a transaction: fee per least fee, then the older one.
type Rank = (u128, Reverse<u64>);

/// Waiting transactions. Iteration orders depend only on what was inserted.
pub struct Pool<Tx> {
    limits: PoolLimits,
    fees: Arc<Fees>,
    accounts: BTreeMap<AccountId, Account<Tx>>,
    by_hash: HashMap<TxHash, (AccountId, Nonce)>,
    /// The transactions that can run next, one for each account that has one.
    heads: BTreeSet<(Rank, AccountId)>,
    /// The last transaction of each account: the only ones that can go without leaving a gap.
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
        let (account, nonce) = self.by_hash.get(hash)?;
        Some(self.accounts.get(account)?.entry(*nonce)?.checked.transaction())
    }

    /// The nonce for an account's next transaction: after those that wait without a gap. `on_chain` is the account's.
    pub fn next_nonce(&self, account: AccountId, on_chain: Nonce) -> Nonce {
        self.accounts.get(&account).map_or(on_chain, |known| known.first_gap(on_chain))
    }

    /// Takes a transaction whose account is in `state`.
    pub fn insert(&mut self, checked: Checked<Tx>, state: &AccountState) -> Result<Inserted, AdmissionError> {
        let fees = self.fees.clone();
        self.take(checked, state, Some(&fees))
    }

    /// Takes a transaction that was admitted before the node was restarted. Fees may have risen since then, so that it
    /// is not asked for them again.
    pub fn restore(&mut self, checked: Checked<Tx>, state: &AccountState) -> Result<Inserted, AdmissionError> {
        self.take(checked, state, None)
    }

    fn take(
        &mut self,
        checked: Checked<Tx>,
        state: &AccountState,
        fees: Option<&Fees>,
    ) -> Result<Inserted, AdmissionError> {
        let (hash, id) = (checked.hash(), checked.transaction().account());
        let nonce = checked.transaction().nonce();
        if self.contains(&hash) {
            return Err(AdmissionError::Known { hash });
        }
        let empty = Account::new(state.nonce);
        let account = self.accounts.get(&id).unwrap_or(&empty);
        account.check(checked.transaction(), state, &self.limits, fees)?;
        let replaced = account.entry(nonce).map(|entry| entry.checked.hash());
        let entry = Entry { score: self.score(checked.transaction(), state), arrival: self.arrivals, checked };
        let evicted = match replaced {
            None if self.len() >= self.limits.max_transactions as usize => Some(self.room_for(&entry, id)?),
            _ => None,
        };

        // From here on nothing fails.
        for hash in replaced.iter().chain(&evicted) {
            self.remove(hash);
        }
        self.arrivals = self.arrivals.saturating_add(1);
        self.by_hash.insert(hash, (id, nonce));
        self.change(id, state.nonce, |account| account.insert(nonce, entry));
        Ok(Inserted { hash, replaced, evicted })
    }

    /// Removes a transaction, whatever the reason.
    pub fn remove(&mut self, hash: &TxHash) -> Option<Checked<Tx>> {
        let (id, nonce) = self.by_hash.remove(hash)?;
        self.change(id, 0, |account| account.remove(nonce)).map(|entry| entry.checked)
    }

    /// Tells the pool that a transaction was executed: the next nonce of its account may run. Returns what is gone.
    pub fn executed(&mut self, hash: &TxHash) -> Vec<TxHash> {
        match self.by_hash.get(hash) {
            Some((account, nonce)) => self.advance(*account, nonce.saturating_add(1)),
            None => Vec::new(),
        }
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

    /// Removes the transactions that can never run any more at time `now`. Looks at the whole pool: call it now and
    /// then.
    pub fn remove_expired(&mut self, now: u64) -> Vec<TxHash> {
        let expired: Vec<_> = self.accounts.values().flat_map(|account| account.expired(now)).collect();
        for hash in &expired {
            self.remove(hash);
        }
        expired
    }

    /// The best transactions that can run at time `now`, at most `max`: an account's in the order of their nonces,
    /// otherwise the higher fee first and then the older one. They stay in the pool until it is told what became of
    /// them.
    pub fn propose(&self, max: usize, now: u64) -> Vec<&Tx> {
        let mut proposed = Vec::new();
        let mut heads = self.heads.iter().rev().peekable();
        let mut successors: BinaryHeap<(Rank, AccountId, Nonce)> = BinaryHeap::new();
        while proposed.len() < max {
            let best_successor = successors.peek().map(|(rank, ..)| *rank);
            let next = match heads.peek() {
                Some((rank, _)) if Some(*rank) >= best_successor => {
                    heads.next().and_then(|(_, id)| self.accounts.get(id).map(|account| (*id, account.next)))
                }
                _ => successors.pop().map(|(_, id, nonce)| (id, nonce)),
            };
            let Some((id, nonce)) = next else { break };
            let Some(account) = self.accounts.get(&id) else { continue };
            let Some(entry) = account.entry(nonce) else { continue };
            let (valid_from, valid_until) = entry.checked.transaction().validity();
            if !(valid_from..=valid_until).contains(&now) {
                // The account's later transactions wait for this one.
                continue;
            }
            proposed.push(entry.checked.transaction());
            let following = nonce.saturating_add(1);
            if let Some(entry) = account.entry(following) {
                successors.push((entry.rank(), id, following));
            }
        }
        proposed
    }

    /// All transactions, by account and nonce.
    pub fn iter(&self) -> impl Iterator<Item = &Tx> {
        self.accounts.values().flat_map(Account::iter)
    }

    fn score(&self, transaction: &Tx, state: &AccountState) -> u128 {
        let (token, fee) = transaction.fee();
        self.fees.score(transaction.charge(state.recipient_exists), token, fee)
    }

    /// The cheapest transaction, if it is worth less than the new one and not what the new one builds on.
    fn room_for(&self, entry: &Entry<Tx>, id: AccountId) -> Result<TxHash, AdmissionError> {
        self.tails
            .first()
            .filter(|((score, _), account)| *score < entry.score && *account != id)
            .and_then(|(_, account)| self.accounts.get(account)?.tail())
            .map(|tail| tail.checked.hash())
            .ok_or(AdmissionError::PoolFull { max: self.limits.max_transactions })
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
