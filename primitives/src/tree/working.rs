//! A tree in memory over a version, for the touches of a block one after the other.

use super::{NodeReader, StateTree, TreeError};
use crate::{BlockNumber, Felt, Touch, ACCOUNT_TREE_DEPTH, STORAGE_TREE_DEPTH};

/// The paths of a touch, leaf to root, and the roots around it. Old and new value share the siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TouchPaths {
    /// Siblings in the account's storage tree.
    pub storage_siblings: [Felt; STORAGE_TREE_DEPTH],
    /// Siblings in the account tree.
    pub account_siblings: [Felt; ACCOUNT_TREE_DEPTH],
    /// Root of the storage tree before.
    pub storage_root_before: Felt,
    /// Root of the storage tree after.
    pub storage_root_after: Felt,
    /// Root of the account tree before.
    pub root_before: Felt,
    /// Root of the account tree after.
    pub root_after: Felt,
}

/// The tree after some touches of a block.
pub struct WorkingTree<'a, R> {
    tree: &'a StateTree<R>,
}

impl<'a, R: NodeReader> WorkingTree<'a, R> {
    /// The tree at a version, before any touch.
    pub fn at(tree: &'a StateTree<R>, version: BlockNumber) -> Result<Self, TreeError> {
        match tree.root(version)? {
            Some(_) => Ok(Self { tree }),
            None => Err(TreeError::MissingVersion(version)),
        }
    }

    /// Root of the account tree after the touches so far.
    pub fn root(&self) -> Felt {
        unimplemented!()
    }

    /// Applies a touch; fails if the touch starts from another state.
    pub fn apply(&mut self, _touch: &Touch) -> Result<TouchPaths, TreeError> {
        let _ = self.tree;
        unimplemented!()
    }
}
