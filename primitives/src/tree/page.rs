//! A page: the nodes of a subtree of two levels.

use super::shape::{Shape, PAGE_LEVELS, SLOTS};
use crate::{BlockNumber, Felt, Fr};

/// Children of a node.
const ARITY: usize = 4;
/// Number of inner nodes, which is the index of the first bottom node.
pub(super) const INNER: usize = 1 + ARITY;

/// Nodes in heap order: the root at 0, the children of `i` from `4 i + 1` on.
#[derive(Clone)]
pub(super) struct Page {
    nodes: [Fr; INNER + SLOTS],
    /// For each bottom node, the version of what is below it; `None` if that is empty.
    versions: [Option<BlockNumber>; SLOTS],
}

impl Page {
    /// The empty page at page depth `d`.
    pub fn empty(shape: &Shape, d: usize) -> Self {
        let below = shape.below(d);
        let mut nodes = [shape.defaults[below]; INNER + SLOTS];
        nodes[0] = shape.defaults[below + 2];
        nodes[1..INNER].fill(shape.defaults[below + 1]);
        Self { nodes, versions: [None; SLOTS] }
    }

    /// The top node.
    pub fn root(&self) -> Fr {
        self.nodes[0]
    }

    /// Whether no bottom node differs from the default.
    pub fn is_empty(&self) -> bool {
        self.versions.iter().all(Option::is_none)
    }

    /// A bottom node.
    pub fn bottom(&self, slot: usize) -> Fr {
        self.nodes[INNER + slot]
    }

    /// The version of what is below a bottom node.
    pub fn version(&self, slot: usize) -> Option<BlockNumber> {
        self.versions[slot]
    }

    /// Replaces a bottom node; the nodes above it are left as they are. `default` is the hash of the empty subtree.
    pub fn set_bottom(&mut self, slot: usize, hash: Fr, default: Fr, version: BlockNumber) {
        self.nodes[INNER + slot] = hash;
        self.versions[slot] = (hash != default).then_some(version);
    }

    /// Replaces a bottom node of a page that will not be stored: the version of what was below it stays.
    pub fn replace_bottom(&mut self, slot: usize, hash: Fr) {
        self.nodes[INNER + slot] = hash;
    }

    /// The children of an inner node.
    pub fn children(&self, index: usize) -> [Fr; ARITY] {
        std::array::from_fn(|child| self.nodes[ARITY * index + 1 + child])
    }

    /// Replaces an inner node.
    pub fn set_inner(&mut self, index: usize, hash: Fr) {
        self.nodes[index] = hash;
    }

    /// The three siblings, in ascending order, of each node on the way from a bottom node to the root.
    pub fn siblings(&self, slot: usize) -> [[Fr; ARITY - 1]; PAGE_LEVELS] {
        let above = self.ancestors(slot);
        let digits = [slot % ARITY, slot / ARITY];
        std::array::from_fn(|level| {
            let children = self.children(above[level]);
            std::array::from_fn(|i| children[i + usize::from(i >= digits[level])])
        })
    }

    /// Inner nodes on the way from a bottom node to the root.
    pub fn ancestors(&self, slot: usize) -> [usize; PAGE_LEVELS] {
        [1 + slot / ARITY, 0]
    }

    /// Bit map of the stored bottom nodes, then each of them with its version, then the nodes above them except the
    /// root, which the page above holds.
    pub fn encode(&self) -> Vec<u8> {
        let stored = self.versions.iter().flatten().count();
        let mut bytes = Vec::with_capacity(2 + stored * 36 + stored.min(ARITY) * 32);
        let map = (0..SLOTS).fold(0u16, |map, slot| map | (u16::from(self.versions[slot].is_some()) << slot));
        bytes.extend_from_slice(&map.to_be_bytes());
        for (slot, version) in self.versions.iter().enumerate() {
            if let Some(version) = version {
                bytes.extend_from_slice(&Felt::from(self.bottom(slot)).to_be_bytes());
                bytes.extend_from_slice(&version.to_be_bytes());
            }
        }
        for index in stored_inner(map) {
            bytes.extend_from_slice(&Felt::from(self.nodes[index]).to_be_bytes());
        }
        bytes
    }

    /// Reads what [`Page::encode`] writes; `root` comes from the page above.
    pub fn decode(shape: &Shape, d: usize, root: Fr, bytes: &[u8]) -> Option<Self> {
        let mut page = Self::empty(shape, d);
        let mut input = bytes;
        let map = u16::from_be_bytes(take(&mut input)?);
        for slot in (0..SLOTS).filter(|slot| map >> slot & 1 == 1) {
            page.nodes[INNER + slot] = Felt::from_be_bytes(&take(&mut input)?)?.into();
            page.versions[slot] = Some(BlockNumber::from_be_bytes(take(&mut input)?));
        }
        for index in stored_inner(map) {
            page.nodes[index] = Felt::from_be_bytes(&take(&mut input)?)?.into();
        }
        page.nodes[0] = root;
        input.is_empty().then_some(page)
    }
}

/// The nodes between root and bottom that have a stored bottom node below them, by the bit map of those.
fn stored_inner(map: u16) -> impl Iterator<Item = usize> {
    (0..ARITY).filter(move |i| parents(map) >> i & 1 == 1).map(|i| 1 + i)
}

/// Bit map of the parents of the nodes in a bit map.
pub(super) fn parents(mask: u16) -> u16 {
    (0..ARITY).fold(0, |parents, i| parents | (u16::from(mask >> (ARITY * i) & 15 != 0) << i))
}

/// Takes the first `N` bytes.
fn take<const N: usize>(input: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = input.split_first_chunk::<N>()?;
    *input = rest;
    Some(*head)
}
