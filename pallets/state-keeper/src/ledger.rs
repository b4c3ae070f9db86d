//! The runtime's storage as the ledger that native rules work on.

use core::marker::PhantomData;

use zelkova_primitives::{AccountFields, AccountId, Felt, L1Address, Ledger, Nft, StorageKey};

use crate::{nfts, AccountIds, Accounts, Config, NextAccountId, Nfts, Values};

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
        let created = fields.exists() && !Accounts::<T>::get(id).exists();
        if created {
            AccountIds::<T>::mutate(fields.address, |owned| {
                owned.get_or_insert(id);
            });
            if !id.is_reserved() {
                NextAccountId::<T>::mutate(|next| *next = (*next).max(AccountId(id.0.saturating_add(1))));
            }
        }
        if fields == AccountFields::default() {
            Accounts::<T>::remove(id);
        } else {
            Accounts::<T>::insert(id, fields);
        }
    }

    fn nft(&self, value: Felt) -> Option<Nft> {
        Nfts::<T>::get(value)
    }

    fn record_nft(&mut self, nft: Nft) {
        nfts::record::<T>(nft);
    }

    fn free_nft_slot(&self, id: AccountId) -> Option<u16> {
        nfts::free_slot::<T>(id)
    }

    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt) {
        if key.area() == StorageKey::NFTS {
            nfts::changed::<T>(id, key.index(), self.value(id, key), value);
        }
        if value.is_zero() {
            Values::<T>::remove(id, key);
        } else {
            Values::<T>::insert(id, key, value);
        }
    }
}
