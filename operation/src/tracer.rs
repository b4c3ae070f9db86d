//! Records the touches of an operation and holds its writes back until all of them succeeded.

use std::collections::BTreeMap;

use zelkova_primitives::{AccountFields, AccountId, Felt, L1Address, StorageKey, Touch};

use crate::Ledger;

/// Runs an operation's touches over a ledger. Reads see the touches before them; the ledger sees all of them at
/// [`Tracer::commit`], or none if the tracer is dropped.
pub struct Tracer<'a> {
    ledger: &'a mut dyn Ledger,
    accounts: BTreeMap<AccountId, AccountFields>,
    values: BTreeMap<(AccountId, StorageKey), Felt>,
    records: BTreeMap<(u8, Felt), Vec<u8>>,
}

impl<'a> Tracer<'a> {
    /// A tracer without touches.
    pub fn new(ledger: &'a mut dyn Ledger) -> Self {
        Self { ledger, accounts: BTreeMap::new(), values: BTreeMap::new(), records: BTreeMap::new() }
    }

    /// The fields of an account after the touches so far.
    pub fn account(&self, id: AccountId) -> AccountFields {
        self.accounts.get(&id).copied().unwrap_or_else(|| self.ledger.account(id))
    }

    /// A storage value after the touches so far.
    pub fn value(&self, id: AccountId, key: StorageKey) -> Felt {
        self.values.get(&(id, key)).copied().unwrap_or_else(|| self.ledger.value(id, key))
    }

    /// The account that an address owns, after the touches so far.
    pub fn account_id(&self, address: &L1Address) -> Option<AccountId> {
        if address.is_zero() {
            return None;
        }
        self.ledger
            .account_id(address)
            .or_else(|| self.accounts.iter().find_map(|(id, fields)| (fields.address == *address).then_some(*id)))
    }

    /// The id that the next new account gets, after the touches so far.
    pub fn next_account_id(&self) -> AccountId {
        let mut next = self.ledger.next_account_id();
        while self.account(next).exists() && !next.is_reserved() {
            next.0 = next.0.saturating_add(1);
        }
        next
    }

    /// The bytes that a value of a storage area stands for.
    pub fn record(&self, area: u8, value: Felt) -> Option<Vec<u8>> {
        self.records.get(&(area, value)).cloned().or_else(|| self.ledger.record(area, value))
    }

    /// Records what a value of a storage area stands for.
    pub fn set_record(&mut self, area: u8, value: Felt, bytes: Vec<u8>) {
        self.records.insert((area, value), bytes);
    }

    /// The lowest index of an account's storage area whose value was zero before the touches.
    pub fn free_index(&self, id: AccountId, area: u8) -> Option<u16> {
        self.ledger.free_index(id, area)
    }

    /// Lets `change` rewrite an account and one of its values. If it fails, nothing is recorded.
    pub fn touch<E>(
        &mut self,
        account: AccountId,
        key: StorageKey,
        change: impl FnOnce(&mut AccountFields, &mut Felt) -> Result<(), E>,
    ) -> Result<Touch, E> {
        let mut touch = self.identity(account, key);
        change(&mut touch.after, &mut touch.value_after)?;
        if touch.after != touch.before {
            self.accounts.insert(account, touch.after);
        }
        if touch.value_after != touch.value_before {
            self.values.insert((account, key), touch.value_after);
        }
        Ok(touch)
    }

    /// A touch that changes nothing.
    pub fn identity(&self, account: AccountId, key: StorageKey) -> Touch {
        let (fields, value) = (self.account(account), self.value(account, key));
        Touch { account, before: fields, after: fields, key, value_before: value, value_after: value }
    }

    /// Writes all touches to the ledger, accounts in order of id.
    pub fn commit(self) {
        for ((area, value), bytes) in self.records {
            self.ledger.set_record(area, value, bytes);
        }
        for (id, fields) in self.accounts {
            self.ledger.set_account(id, fields);
        }
        for ((id, key), value) in self.values {
            self.ledger.set_value(id, key, value);
        }
    }
}

#[cfg(test)]
mod tests;
