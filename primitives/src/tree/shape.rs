//! The two shapes of tree: levels, cut into pages of two, and the hashes of empty subtrees.

use crate::{
    compress4, AccountFields, AccountId, Felt, Fr, ACCOUNT_TREE_DEPTH, ACCOUNT_TREE_LEVELS, STORAGE_TREE_DEPTH,
    STORAGE_TREE_LEVELS,
};
use ark_ff::AdditiveGroup;
use std::sync::LazyLock;

/// Which tree a page belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum TreeId {
    Accounts,
    Storage(AccountId),
}

impl TreeId {
    /// The shape of the tree.
    pub fn shape(self) -> &'static Shape {
        match self {
            Self::Accounts => &ACCOUNT_SHAPE,
            Self::Storage(_) => &STORAGE_SHAPE,
        }
    }
}

/// Digits of a path in a page, and bottom nodes of a page.
pub(super) const PAGE_LEVELS: usize = 2;
pub(super) const SLOTS: usize = 16;

/// Pages and defaults of a tree.
pub(super) struct Shape {
    /// Number of pages on a path.
    pages: usize,
    /// Hash of the empty subtree of each height, the leaf first.
    pub defaults: Vec<Fr>,
}

impl Shape {
    fn new(levels: usize, leaf: Fr) -> Self {
        let mut defaults = vec![leaf];
        for height in 0..levels {
            defaults.push(compress4(&[defaults[height]; 4]));
        }
        Self { pages: levels / PAGE_LEVELS, defaults }
    }

    /// Number of pages on a path.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// Number of levels below the bottom nodes of the pages at page depth `d`.
    pub fn below(&self, d: usize) -> usize {
        PAGE_LEVELS * (self.pages - 1 - d)
    }

    /// Path of the page at page depth `d` on the way to a leaf.
    pub fn page_path(&self, d: usize, leaf: u32) -> u32 {
        leaf >> (2 * (self.below(d) + PAGE_LEVELS))
    }

    /// Number of the bottom node, inside its page at page depth `d`, on the way to a leaf.
    pub fn slot(&self, d: usize, leaf: u32) -> usize {
        (leaf >> (2 * self.below(d))) as usize % SLOTS
    }

    /// Root of the empty tree.
    pub fn empty_root(&self) -> Fr {
        self.defaults[self.defaults.len() - 1]
    }
}

// A level is two bits of a path, a path of storage keys has its top bit 0, and pages are not cut.
const _: () =
    assert!(2 * ACCOUNT_TREE_LEVELS == ACCOUNT_TREE_DEPTH && 2 * STORAGE_TREE_LEVELS == STORAGE_TREE_DEPTH + 1);
const _: () =
    assert!(ACCOUNT_TREE_LEVELS.is_multiple_of(PAGE_LEVELS) && STORAGE_TREE_LEVELS.is_multiple_of(PAGE_LEVELS));

static STORAGE_SHAPE: LazyLock<Shape> = LazyLock::new(|| Shape::new(STORAGE_TREE_LEVELS, Fr::ZERO));

static ACCOUNT_SHAPE: LazyLock<Shape> =
    LazyLock::new(|| Shape::new(ACCOUNT_TREE_LEVELS, AccountFields::default().leaf(STORAGE_SHAPE.empty_root())));

/// Root of a storage tree in which nothing was written.
pub fn empty_storage_root() -> Felt {
    STORAGE_SHAPE.empty_root().into()
}

/// Root of the account tree without accounts.
pub fn empty_account_root() -> Felt {
    ACCOUNT_SHAPE.empty_root().into()
}
