//! What a lock is in storage.

use zelkova_primitives::{AccountId, Felt, StorageKey, TokenId, RESERVED_ACCOUNTS_START};

/// The storage area of locks.
pub const AREA: u8 = 2;
/// The reserved account that holds what is locked.
pub const ACCOUNT: AccountId = AccountId(RESERVED_ACCOUNTS_START + 3);

/// An amount that is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The token.
    pub token: TokenId,
    /// First second at which it may be unlocked.
    pub until: u64,
    /// In the token's smallest unit, not 0.
    pub amount: u128,
}

impl Entry {
    /// The storage key of a lock.
    pub const fn key(index: u16) -> StorageKey {
        match StorageKey::new(AREA, index) {
            Some(key) => key,
            None => panic!("the area is below 8"),
        }
    }

    /// The value of the storage leaf: `token * 2^192 + until * 2^128 + amount`.
    pub fn value(&self) -> Felt {
        let mut bytes = [0; 32];
        bytes[6..8].copy_from_slice(&self.token.0.to_be_bytes());
        bytes[8..16].copy_from_slice(&self.until.to_be_bytes());
        bytes[16..].copy_from_slice(&self.amount.to_be_bytes());
        Felt::from_be_bytes_mod_order(&bytes)
    }

    /// The lock that a value stands for; `None` for 0 and for what no lock has.
    pub fn of_value(value: Felt) -> Option<Self> {
        let bytes = value.to_be_bytes();
        let (head, token) = (bytes.first_chunk::<6>()?, bytes.get(6..8)?.try_into().ok()?);
        let (until, amount) = (bytes.get(8..16)?.try_into().ok()?, bytes.last_chunk()?);
        let entry = Self {
            token: TokenId(u16::from_be_bytes(token)),
            until: u64::from_be_bytes(until),
            amount: u128::from_be_bytes(*amount),
        };
        (*head == [0; 6] && entry.amount != 0).then_some(entry)
    }
}
