//! A tree in memory over a version, for the touches of a block one after the other.

use super::{
    page::Page,
    record::{load_page, AccountRecord, RootRecord},
    shape::TreeId,
    NodeReader, StateTree, TreeError,
};
use crate::{compress4, AccountId, BlockNumber, Felt, Fr, Touch, ACCOUNT_TREE_LEVELS, STORAGE_TREE_LEVELS};
use std::collections::HashMap;

/// The paths of a touch, leaf to root, and the roots around it. Old and new value share the siblings: of each level the
/// three other children, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TouchPaths {
    /// Siblings in the account's storage tree.
    pub storage_siblings: [[Felt; 3]; STORAGE_TREE_LEVELS],
    /// Siblings in the account tree.
    pub account_siblings: [[Felt; 3]; ACCOUNT_TREE_LEVELS],
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
    root: RootRecord,
    pages: HashMap<(TreeId, usize, u32), Page>,
    records: HashMap<AccountId, AccountRecord>,
}

impl<'a, R: NodeReader> WorkingTree<'a, R> {
    /// The tree at a version, before any touch.
    pub fn at(tree: &'a StateTree<R>, version: BlockNumber) -> Result<Self, TreeError> {
        Ok(Self { tree, root: tree.version_root(version)?, pages: HashMap::new(), records: HashMap::new() })
    }

    /// Root of the account tree after the touches so far.
    pub fn root(&self) -> Felt {
        self.root.root
    }

    /// Applies a touch; fails, and changes nothing, if the touch starts from another state.
    pub fn apply(&mut self, touch: &Touch) -> Result<TouchPaths, TreeError> {
        let id = touch.account;
        if !id.is_in_tree() {
            return Err(TreeError::AccountOutOfRange(id));
        }
        let (_, version) = self.load_path(TreeId::Accounts, self.root, id.0)?;
        let record = match self.records.get(&id) {
            Some(record) => *record,
            None => self.tree.record(id, version)?,
        };
        if record.fields != touch.before {
            return Err(TreeError::AccountMismatch(id));
        }
        let storage = TreeId::Storage(id);
        let (value, _) = self.load_path(storage, record.storage, touch.key.raw())?;
        if Felt::from(value) != touch.value_before {
            return Err(TreeError::ValueMismatch(id, touch.key));
        }

        let mut paths = TouchPaths {
            storage_siblings: self.siblings(storage, touch.key.raw()),
            account_siblings: self.siblings(TreeId::Accounts, id.0),
            storage_root_before: record.storage.root,
            storage_root_after: record.storage.root,
            root_before: self.root.root,
            root_after: self.root.root,
        };
        if touch.is_identity() {
            return Ok(paths);
        }
        let mut after = AccountRecord { fields: touch.after, ..record };
        if touch.value_after != touch.value_before {
            after.storage.root = self.write_leaf(storage, touch.key.raw(), touch.value_after.to_fr());
        }
        self.root.root = self.write_leaf(TreeId::Accounts, id.0, after.fields.leaf(after.storage.root));
        self.records.insert(id, after);
        paths.storage_root_after = after.storage.root;
        paths.root_after = self.root.root;
        Ok(paths)
    }

    /// Loads the pages on the way to a leaf; returns the leaf and what is stored beside it.
    fn load_path(&mut self, tree: TreeId, root: RootRecord, path: u32) -> Result<(Fr, Option<BlockNumber>), TreeError> {
        let shape = tree.shape();
        let (mut hash, mut version) = (root.root.to_fr(), root.page);
        for d in 0..shape.pages() {
            let key = (tree, d, shape.page_path(d, path));
            if !self.pages.contains_key(&key) {
                self.pages.insert(key, load_page(self.tree.reader(), tree, d, key.2, version, hash)?);
            }
            let page = &self.pages[&key];
            let slot = shape.slot(d, path);
            (hash, version) = (page.bottom(slot), page.version(slot));
        }
        Ok((hash, version))
    }

    /// The siblings of a leaf whose pages are loaded.
    fn siblings<const N: usize>(&self, tree: TreeId, path: u32) -> [[Felt; 3]; N] {
        let shape = tree.shape();
        let mut siblings = [[Felt::ZERO; 3]; N];
        for d in 0..shape.pages() {
            if let Some(page) = self.pages.get(&(tree, d, shape.page_path(d, path))) {
                let places = siblings[shape.below(d)..].iter_mut();
                places
                    .zip(page.siblings(shape.slot(d, path)))
                    .for_each(|(place, nodes)| *place = nodes.map(Felt::from));
            }
        }
        siblings
    }

    /// Replaces a leaf whose pages are loaded; returns the new root.
    fn write_leaf(&mut self, tree: TreeId, path: u32, leaf: Fr) -> Felt {
        let shape = tree.shape();
        let mut hash = leaf;
        for d in (0..shape.pages()).rev() {
            if let Some(page) = self.pages.get_mut(&(tree, d, shape.page_path(d, path))) {
                let slot = shape.slot(d, path);
                page.replace_bottom(slot, hash);
                for index in page.ancestors(slot) {
                    page.set_inner(index, compress4(&page.children(index)));
                }
                hash = page.root();
            }
        }
        hash.into()
    }
}
