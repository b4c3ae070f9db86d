//! An account leaf, and one change of it together with one of its storage leaves.

use crate::{
    hash::{hash, Domain},
    AccountId, Felt, Fr, L1Address, Nonce, StorageKey,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

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

/// One account leaf and one of its storage leaves, before and after.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Touch {
    /// The account.
    pub account: AccountId,
    /// Its fields before.
    pub before: AccountFields,
    /// Its fields after.
    pub after: AccountFields,
    /// The storage leaf.
    pub key: StorageKey,
    /// Its value before.
    pub value_before: Felt,
    /// Its value after.
    pub value_after: Felt,
}

impl Touch {
    /// Whether the touch changes nothing.
    pub fn is_identity(&self) -> bool {
        self.before == self.after && self.value_before == self.value_after
    }
}
