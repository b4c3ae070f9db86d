//! The state as native rules see it, without trees and hashes.

use crate::{
    hash::{hash, Domain},
    AccountId, BlockNumber, Felt, Fr, L1Address, Nft, Nonce, StorageKey,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of an account leaf other than its storage. The default is an account that was never created.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
    Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct AccountFields {
    /// Number of operations that the account has signed.
    pub nonce: Nonce,
    /// Digest of the account's public key; 0 means that no key is set.
    pub key_hash: Felt,
    /// The L1 address that owns the account; zero means that the account does not exist.
    pub address: L1Address,
    /// Number of NFTs that the account has minted.
    pub minted: u32,
}

impl AccountFields {
    /// Whether the account was created.
    pub fn exists(&self) -> bool {
        !self.address.is_zero()
    }

    /// The account leaf over the root of the account's storage tree.
    pub fn leaf(&self, storage_root: impl Into<Fr>) -> Fr {
        hash(Domain::ACCOUNT, &self.leaf_inputs(storage_root))
    }

    /// What the account leaf hashes: `address * 2^64 + minted * 2^32 + nonce`, key hash, storage root.
    pub fn leaf_inputs(&self, storage_root: impl Into<Fr>) -> [Fr; 3] {
        let mut identity = [0; 28];
        identity[..20].copy_from_slice(&self.address.0);
        identity[20..24].copy_from_slice(&self.minted.to_be_bytes());
        identity[24..].copy_from_slice(&self.nonce.to_be_bytes());
        // Below 2^224, so the reduction changes nothing.
        [Felt::from_be_bytes_mod_order(&identity).into(), self.key_hash.into(), storage_root.into()]
    }
}

/// Read and write access to accounts and their storage.
pub trait Ledger {
    /// The fields of an account; the default if it was never written.
    fn account(&self, id: AccountId) -> AccountFields;
    /// The account that an L1 address owns.
    fn account_id(&self, address: &L1Address) -> Option<AccountId>;
    /// A storage value; zero if it was never written.
    fn value(&self, id: AccountId, key: StorageKey) -> Felt;
    /// The id that the next new account gets.
    fn next_account_id(&self) -> AccountId;
    /// Replaces the fields of an account. Giving an account its address also registers it under that address and,
    /// unless the id is reserved, moves [`Ledger::next_account_id`] past it.
    fn set_account(&mut self, id: AccountId, fields: AccountFields);
    /// Replaces a storage value.
    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt);
    /// The NFT that a value stands for; `None` if none was recorded with it.
    fn nft(&self, value: Felt) -> Option<Nft>;
    /// Records an NFT, so that it can be found by its value.
    fn record_nft(&mut self, nft: Nft);
    /// The lowest free NFT slot of an account; `None` if all are taken.
    fn free_nft_slot(&self, id: AccountId) -> Option<u16>;
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
    nfts: BTreeMap<Felt, Nft>,
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
        if fields.exists() {
            self.ids.entry(fields.address).or_insert(id);
            if !id.is_reserved() {
                self.next_id = self.next_id.max(AccountId(id.0.saturating_add(1)));
            }
        }
        self.accounts.insert(id, fields);
    }

    fn set_value(&mut self, id: AccountId, key: StorageKey, value: Felt) {
        self.values.insert((id, key), value);
    }

    fn nft(&self, value: Felt) -> Option<Nft> {
        self.nfts.get(&value).copied()
    }

    fn record_nft(&mut self, nft: Nft) {
        self.nfts.insert(nft.value(), nft);
    }

    fn free_nft_slot(&self, id: AccountId) -> Option<u16> {
        (0..=u16::MAX).find(|slot| self.value(id, StorageKey::nft(*slot)).is_zero())
    }
}
