//! What can go wrong in the state tree.

use crate::{AccountId, BlockNumber, StorageKey};

/// An error of the state tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// The version was never committed, was reverted or was pruned.
    #[error("the state tree has no version {0}: it was not committed, or it was pruned")]
    MissingVersion(BlockNumber),
    /// The version was committed before.
    #[error("the state tree already has version {0}: revert it before committing another")]
    VersionExists(BlockNumber),
    /// A node that another node refers to is not in the store.
    #[error("the state tree lacks node {0}: the database is damaged, restore it from L1")]
    MissingNode(String),
    /// A stored node cannot be read.
    #[error("the state tree cannot read node {0}: the database is damaged, restore it from L1")]
    CorruptNode(String),
    /// An account id outside the tree.
    #[error("account {0} lies outside the account tree: use ids below 2^28")]
    AccountOutOfRange(AccountId),
    /// A touch disagrees with the tree about an account.
    #[error("the touch of account {0} starts from other fields than the tree has: the trace is of another state")]
    AccountMismatch(AccountId),
    /// A touch disagrees with the tree about a value.
    #[error("the touch of account {0} at key {1} starts from another value than the tree has: the trace is of another state")]
    ValueMismatch(AccountId, StorageKey),
    /// The store failed.
    #[error("the node store failed: {0}")]
    Store(String),
}
