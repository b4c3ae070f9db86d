//! Reserved accounts that a chain starts with.
//!
//! The 256 accounts from [`RESERVED_ACCOUNTS_START`](zelkova_primitives::RESERVED_ACCOUNTS_START) on hold the state of pallets.
//! None needs an L1 address: an account without one exists for nobody, so no user's operation can touch it, and what a
//! pallet's operation may do to it is said by its rule and its constraints. What the chain spec does not list starts empty,
//! and so does the account of a pallet that joins a running chain.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    eddsa::small_order_key_hashes, tree::AccountChange, AccountFields, AccountId, Felt, StorageKey,
};

/// A reserved account with its first values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReservedAccount {
    /// The account, one of the 256 reserved ones.
    pub account: AccountId,
    /// Hash of the key that may sign for it, for example of an oracle; 0 for none.
    #[serde(default)]
    pub key_hash: Felt,
    /// Its storage, as far as it is not 0.
    #[serde(default)]
    pub storage: Vec<StoredValue>,
}

/// A value in the storage of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StoredValue {
    /// The area, below [`StorageKey::AREAS`].
    pub area: u8,
    /// The index within the area.
    pub index: u16,
    /// The value, not 0; below 2^128 in the area of balances.
    pub value: Felt,
}

impl ReservedAccount {
    /// What genesis writes. Keys that no account has are left out: [`problem`] refuses them.
    pub fn change(&self) -> AccountChange {
        let fields = AccountFields { key_hash: self.key_hash, ..AccountFields::default() };
        let key = |stored: &StoredValue| Some((StorageKey::new(stored.area, stored.index)?, stored.value));
        AccountChange { fields, values: self.storage.iter().filter_map(key).collect() }
    }

    fn problem(&self) -> Option<String> {
        let Self { account, key_hash, storage } = self;
        if !account.is_reserved() || !account.is_in_tree() {
            return Some(format!("account {account} is not reserved: use one of the last 256 of the tree"));
        }
        if small_order_key_hashes().contains(key_hash) {
            return Some(format!(
                "the key of account {account} has small order, so that it is everybody's: use another"
            ));
        }
        let mut keys = BTreeSet::new();
        storage.iter().find_map(|StoredValue { area, index, value }| {
            let place = format!("value {area}/{index} of account {account}");
            match StorageKey::new(*area, *index) {
                None => Some(format!("{place} is in no area: areas are below {}", StorageKey::AREAS)),
                Some(key) if !keys.insert(key) => Some(format!("{place} is listed twice: list it once")),
                Some(_) if value.is_zero() => Some(format!("{place} is 0: leave it out")),
                Some(key) if key.area() == StorageKey::NFTS => {
                    Some(format!("{place} is an NFT slot, and no NFT is minted at genesis: leave it out"))
                }
                Some(key) if key.area() == StorageKey::BALANCES && value.to_u128().is_none() => {
                    Some(format!("{place} is a balance of 2^128 or more: use a smaller one"))
                }
                Some(_) => None,
            }
        })
    }
}

/// Names what makes these accounts unusable, if anything does.
pub fn problem(accounts: &[ReservedAccount]) -> Option<String> {
    let mut seen = BTreeSet::new();
    accounts.iter().find_map(|reserved| match seen.insert(reserved.account) {
        true => reserved.problem(),
        false => Some(format!("account {} is listed twice: list it once", reserved.account)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::RESERVED_ACCOUNTS_START;

    fn reserved() -> ReservedAccount {
        let stored = StoredValue { area: 2, index: 7, value: 5u8.into() };
        ReservedAccount { account: AccountId(RESERVED_ACCOUNTS_START), key_hash: 9u8.into(), storage: vec![stored] }
    }

    #[test]
    fn what_is_written_is_what_is_listed() {
        assert_eq!(problem(&[reserved()]), None);
        let AccountChange { fields, values } = reserved().change();
        assert_eq!(fields, AccountFields { key_hash: 9u8.into(), ..AccountFields::default() });
        assert_eq!(values, [(StorageKey::new(2, 7).unwrap(), 5u8.into())].into());
    }

    #[test]
    fn each_mistake_is_named() {
        let named = |change: fn(&mut ReservedAccount)| {
            let mut account = reserved();
            change(&mut account);
            problem(&[account]).unwrap()
        };
        assert!(named(|account| account.account = AccountId(5)).contains("not reserved"));
        assert!(named(|account| account.account = AccountId(1 << 28)).contains("not reserved"));
        assert!(named(|account| account.key_hash = small_order_key_hashes()[0]).contains("everybody's"));
        assert!(named(|account| account.storage[0].area = 8).contains("in no area"));
        assert!(named(|account| account.storage[0].area = StorageKey::NFTS).contains("no NFT is minted"));
        assert!(named(|account| account.storage[0].value = Felt::ZERO).contains("leave it out"));
        assert!(named(|account| account.storage.push(account.storage[0])).contains("listed twice"));
        let huge = |account: &mut ReservedAccount| {
            account.storage[0] = StoredValue { area: 0, index: 0, value: Felt::from_be_bytes_mod_order(&[0xff; 17]) }
        };
        assert!(named(huge).contains("2^128"));
        assert!(problem(&[reserved(), reserved()]).unwrap().contains("listed twice"));
    }
}
