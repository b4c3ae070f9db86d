//! The two-level state tree.

use super::{NodeReader, TreeError};
use crate::{AccountFields, AccountId, BlockNumber, Felt, StorageKey, ACCOUNT_TREE_DEPTH, STORAGE_TREE_DEPTH};
use std::collections::BTreeMap;

/// Changes of a key-value store: a value to put, or `None` to delete.
pub type Writes = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// The new fields of an account and its changed storage values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// All fields after the block.
    pub fields: AccountFields,
    /// The storage values that changed.
    pub values: BTreeMap<StorageKey, Felt>,
}

/// The result of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeUpdate {
    /// Root of the account tree.
    pub root: Felt,
    /// To be written atomically with everything else that belongs to the block.
    pub writes: Writes,
}

/// One account leaf and one storage leaf with their siblings, leaf to root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The account's fields.
    pub fields: AccountFields,
    /// The storage value.
    pub value: Felt,
    /// Siblings in the account's storage tree.
    pub storage_siblings: [Felt; STORAGE_TREE_DEPTH],
    /// Root of the account's storage tree.
    pub storage_root: Felt,
    /// Siblings in the account tree.
    pub account_siblings: [Felt; ACCOUNT_TREE_DEPTH],
    /// Root of the account tree.
    pub root: Felt,
}

/// The state tree over a node store.
pub struct StateTree<R> {
    reader: R,
}

impl<R: NodeReader> StateTree<R> {
    /// A tree over a store.
    pub fn new(reader: R) -> Self {
        Self { reader }
    }

    /// The store.
    pub fn reader(&self) -> &R {
        &self.reader
    }

    /// Root of a version; `None` if the tree does not have it.
    pub fn root(&self, _version: BlockNumber) -> Result<Option<Felt>, TreeError> {
        unimplemented!()
    }

    /// The latest version; `None` before genesis.
    pub fn latest(&self) -> Result<Option<BlockNumber>, TreeError> {
        unimplemented!()
    }

    /// Fields of an account at a version.
    pub fn account(&self, _version: BlockNumber, _id: AccountId) -> Result<AccountFields, TreeError> {
        unimplemented!()
    }

    /// A storage value at a version.
    pub fn value(&self, _version: BlockNumber, _id: AccountId, _key: StorageKey) -> Result<Felt, TreeError> {
        unimplemented!()
    }

    /// The leaf of an account and one of its values with their paths at a version.
    pub fn membership(&self, _version: BlockNumber, _id: AccountId, _key: StorageKey) -> Result<Membership, TreeError> {
        unimplemented!()
    }

    /// Applies a block's changes to version `version - 1`, or to the empty tree if `version` is 0.
    pub fn commit(
        &self,
        _version: BlockNumber,
        _changes: &BTreeMap<AccountId, AccountChange>,
    ) -> Result<TreeUpdate, TreeError> {
        unimplemented!()
    }

    /// The deletions that remove every version before `keep_from`.
    pub fn prune(&self, _keep_from: BlockNumber) -> Result<Writes, TreeError> {
        unimplemented!()
    }

    /// The deletions that remove every version after `version`.
    pub fn revert(&self, _version: BlockNumber) -> Result<Writes, TreeError> {
        unimplemented!()
    }
}
