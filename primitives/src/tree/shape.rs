//! The two shapes of tree: depth, cut into pages, and the hashes of empty subtrees.

use crate::{compress, AccountFields, AccountId, Felt, Fr, ACCOUNT_TREE_DEPTH, STORAGE_TREE_DEPTH};
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

/// Depth, pages and defaults of a tree.
pub(super) struct Shape {
    /// Heights of the pages on a path, root first.
    pub heights: &'static [usize],
    /// Hash of the empty subtree of each height, the leaf first.
    pub defaults: Vec<Fr>,
}

impl Shape {
    fn new(heights: &'static [usize], leaf: Fr) -> Self {
        let depth: usize = heights.iter().sum();
        let mut defaults = vec![leaf];
        for height in 0..depth {
            defaults.push(compress(defaults[height], defaults[height]));
        }
        Self { heights, defaults }
    }

    /// Number of pages on a path.
    pub fn pages(&self) -> usize {
        self.heights.len()
    }

    /// Number of levels below the bottom nodes of the pages at page depth `d`.
    pub fn below(&self, d: usize) -> usize {
        self.heights[d + 1..].iter().sum()
    }

    /// Path of the page at page depth `d` on the way to a leaf.
    pub fn page_path(&self, d: usize, leaf: u32) -> u32 {
        (u64::from(leaf) >> (self.below(d) + self.heights[d])) as u32
    }

    /// Number of the bottom node, inside its page at page depth `d`, on the way to a leaf.
    pub fn slot(&self, d: usize, leaf: u32) -> usize {
        (leaf >> self.below(d)) as usize & ((1 << self.heights[d]) - 1)
    }

    /// Root of the empty tree.
    pub fn empty_root(&self) -> Fr {
        self.defaults[self.defaults.len() - 1]
    }
}

const ACCOUNT_HEIGHTS: [usize; 7] = [4; 7];
const STORAGE_HEIGHTS: [usize; 5] = [3, 4, 4, 4, 4];

const _: () =
    assert!(ACCOUNT_HEIGHTS.len() * 4 == ACCOUNT_TREE_DEPTH && STORAGE_HEIGHTS.len() * 4 - 1 == STORAGE_TREE_DEPTH);

static STORAGE_SHAPE: LazyLock<Shape> = LazyLock::new(|| Shape::new(&STORAGE_HEIGHTS, Fr::ZERO));

static ACCOUNT_SHAPE: LazyLock<Shape> =
    LazyLock::new(|| Shape::new(&ACCOUNT_HEIGHTS, AccountFields::default().leaf(STORAGE_SHAPE.empty_root())));

/// Root of a storage tree in which nothing was written.
pub fn empty_storage_root() -> Felt {
    STORAGE_SHAPE.empty_root().into()
}

/// Root of the account tree without accounts.
pub fn empty_account_root() -> Felt {
    ACCOUNT_SHAPE.empty_root().into()
}
