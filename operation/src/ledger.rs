//! The state as native rules see it, without trees and hashes.

use std::collections::BTreeMap;

use zelkova_primitives::{AccountFields, AccountId, BlockNumber, Felt, L1Address, StorageKey, Touch};

/// Read and write access to accounts and their storage.
pub trait Ledger {
    /// The fields of an account; the default if it was never written.
    fn account(&self, id: AccountId) -> AccountFields;
    /// The account that an L1 address owns.
    fn account_id(&self, address: &L1Address) -> Option<AccountId>;
    /// A storage value; zero if it was never written.
    fn value(&self, id: AccountId, key: StorageKey) -> Felt;
    /// The id that the next new account gets: the lowest that no account has. So one account with a high id, which an
    /// operator can make, takes no id from others.
    fn next_account_id(&self) -> AccountId;
    /// Replaces the fields of an account. Giving an account its address also registers it under that address; taking it
    /// away, as undoing its creation does, takes it off.
    fn set_account(&mut self, id: AccountId, fields: AccountFields);
    /// Replaces a storage value.
    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt);
    /// The bytes that a value of a storage area stands for, if it is a digest; `None` if none were recorded with it.
    fn record(&self, area: u8, value: Felt) -> Option<Vec<u8>>;
    /// Records what a value of a storage area stands for.
    fn set_record(&mut self, area: u8, value: Felt, bytes: Vec<u8>);
    /// The lowest index of an account's storage area whose value is zero; `None` if there is none.
    fn free_index(&self, id: AccountId, area: u8) -> Option<u16>;

    /// A touch that changes nothing.
    fn identity(&self, account: AccountId, key: StorageKey) -> Touch {
        let (fields, value) = (self.account(account), self.value(account, key));
        Touch { account, before: fields, after: fields, key, value_before: value, value_after: value }
    }
}

/// What an operation may know about the block that it runs in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockContext {
    /// Number of the rollup block.
    pub number: BlockNumber,
    /// Its timestamp in seconds.
    pub timestamp: u64,
    /// Tag of the chain.
    pub chain_tag: Felt,
    /// The account that receives the fees.
    pub fee_account: AccountId,
}

/// A ledger in memory, for tests, benches and models.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MemoryLedger {
    accounts: BTreeMap<AccountId, AccountFields>,
    ids: BTreeMap<L1Address, AccountId>,
    values: BTreeMap<(AccountId, StorageKey), Felt>,
    records: BTreeMap<(u8, Felt), Vec<u8>>,
    /// The lowest id that no account has, or the first reserved one.
    next_id: AccountId,
}

impl MemoryLedger {
    /// An empty ledger.
    pub fn new() -> Self {
        Self::default()
    }

    /// All accounts that were written, in order of id.
    pub fn accounts(&self) -> impl Iterator<Item = (AccountId, &AccountFields)> {
        self.accounts.iter().map(|(id, fields)| (*id, fields))
    }

    /// All records by area and value.
    pub fn records(&self) -> impl Iterator<Item = (u8, Felt, &[u8])> + '_ {
        self.records.iter().map(|((area, value), bytes)| (*area, *value, bytes.as_slice()))
    }

    /// All storage values that were written, in order of account and key.
    pub fn values(&self) -> impl Iterator<Item = (AccountId, StorageKey, Felt)> + '_ {
        self.values.iter().map(|((id, key), value)| (*id, *key, *value))
    }
}

impl Ledger for MemoryLedger {
    fn account(&self, id: AccountId) -> AccountFields {
        self.accounts.get(&id).copied().unwrap_or_default()
    }

    fn account_id(&self, address: &L1Address) -> Option<AccountId> {
        self.ids.get(address).copied()
    }

    fn value(&self, id: AccountId, key: StorageKey) -> Felt {
        self.values.get(&(id, key)).copied().unwrap_or_default()
    }

    fn next_account_id(&self) -> AccountId {
        self.next_id
    }

    fn set_account(&mut self, id: AccountId, fields: AccountFields) {
        let before = self.accounts.insert(id, fields).unwrap_or_default();
        if fields.exists() {
            self.ids.entry(fields.address).or_insert(id);
            while self.account(self.next_id).exists() && !self.next_id.is_reserved() {
                self.next_id.0 = self.next_id.0.saturating_add(1);
            }
        } else if before.exists() {
            if self.ids.get(&before.address) == Some(&id) {
                self.ids.remove(&before.address);
            }
            self.next_id = self.next_id.min(id);
        }
    }

    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt) {
        self.values.insert((id, key), value);
    }

    fn record(&self, area: u8, value: Felt) -> Option<Vec<u8>> {
        self.records.get(&(area, value)).cloned()
    }

    fn set_record(&mut self, area: u8, value: Felt, bytes: Vec<u8>) {
        self.records.insert((area, value), bytes);
    }

    fn free_index(&self, id: AccountId, area: u8) -> Option<u16> {
        (0..=u16::MAX).find(|index| StorageKey::new(area, *index).is_some_and(|key| self.value(id, key).is_zero()))
    }
}
