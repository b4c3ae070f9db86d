//! The runtime's storage as the ledger that native rules work on.

use core::marker::PhantomData;

use zelkova_operation::{Ledger, StorageAreas};
use zelkova_primitives::{AccountFields, AccountId, Felt, L1Address, StorageKey};

use crate::{AccountIds, Accounts, Config, NextAccountId, Pallet, Values};

/// Accounts and their storage in FRAME storage. What is default is not stored.
pub struct FrameLedger<T>(PhantomData<T>);

impl<T> FrameLedger<T> {
    /// The ledger.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for FrameLedger<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Config> Ledger for FrameLedger<T> {
    fn account(&self, id: AccountId) -> AccountFields {
        Accounts::<T>::get(id)
    }

    fn account_id(&self, address: &L1Address) -> Option<AccountId> {
        AccountIds::<T>::get(address)
    }

    fn value(&self, id: AccountId, key: StorageKey) -> Felt {
        Values::<T>::get(id, key)
    }

    fn next_account_id(&self) -> AccountId {
        NextAccountId::<T>::get()
    }

    fn set_account(&mut self, id: AccountId, fields: AccountFields) {
        let before = Accounts::<T>::get(id);
        if fields == AccountFields::default() {
            Accounts::<T>::remove(id);
        } else {
            Accounts::<T>::insert(id, fields);
        }
        if fields.exists() && !before.exists() {
            AccountIds::<T>::mutate(fields.address, |owned| {
                owned.get_or_insert(id);
            });
            NextAccountId::<T>::mutate(|next| {
                while Accounts::<T>::get(*next).exists() && !next.is_reserved() {
                    next.0 = next.0.saturating_add(1);
                }
            });
        } else if before.exists() && !fields.exists() {
            if AccountIds::<T>::get(before.address) == Some(id) {
                AccountIds::<T>::remove(before.address);
            }
            NextAccountId::<T>::mutate(|next| *next = (*next).min(id));
        }
    }

    fn record(&self, area: u8, value: Felt) -> Option<Vec<u8>> {
        T::Areas::record(area, value)
    }

    fn set_record(&mut self, area: u8, value: Felt, bytes: Vec<u8>) {
        T::Areas::set_record(area, value, bytes);
    }

    fn free_index(&self, id: AccountId, area: u8) -> Option<u16> {
        T::Areas::free_index(area, id).unwrap_or_else(|| {
            let free = |index: &u16| StorageKey::new(area, *index).is_some_and(|key| self.value(id, key).is_zero());
            (0..=u16::MAX).find(free)
        })
    }

    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt) {
        if T::Areas::owns(key.area()) {
            T::Areas::changed(key.area(), id, key.index(), self.value(id, key), value);
        }
        if value.is_zero() {
            Values::<T>::remove(id, key);
        } else {
            Values::<T>::insert(id, key, value);
        }
    }
}

impl<T: Config> Pallet<T> {
    /// What all accounts hold in a storage area: account, index and value.
    pub fn area(area: u8) -> impl Iterator<Item = (AccountId, u16, Felt)> {
        let values = Values::<T>::iter().filter(move |(_, key, _)| key.area() == area);
        values.map(|(id, key, value)| (id, key.index(), value))
    }
}
