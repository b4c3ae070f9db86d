//! A page: the nodes of a subtree of height 3 or 4.

use super::shape::Shape;
use crate::{BlockNumber, Felt, Fr};

/// Most bottom nodes of a page.
const SLOTS: usize = 16;

/// Nodes in heap order: the root at 1, the children of `i` at `2 i` and `2 i + 1`.
#[derive(Clone)]
pub(super) struct Page {
    height: usize,
    nodes: [Fr; 2 * SLOTS],
    /// For each bottom node, the version of what is below it; `None` if that is empty.
    versions: [Option<BlockNumber>; SLOTS],
}

impl Page {
    /// The empty page at page depth `d`.
    pub fn empty(shape: &Shape, d: usize) -> Self {
        let (height, below) = (shape.heights[d], shape.below(d));
        let mut nodes = [shape.defaults[below]; 2 * SLOTS];
        for level in 0..height {
            nodes[1 << level..2 << level].fill(shape.defaults[below + height - level]);
        }
        Self { height, nodes, versions: [None; SLOTS] }
    }

    /// The top node.
    pub fn root(&self) -> Fr {
        self.nodes[1]
    }

    /// Whether no bottom node differs from the default.
    pub fn is_empty(&self) -> bool {
        self.versions.iter().all(Option::is_none)
    }

    /// A bottom node.
    pub fn bottom(&self, slot: usize) -> Fr {
        self.nodes[self.index(slot)]
    }

    /// The version of what is below a bottom node.
    pub fn version(&self, slot: usize) -> Option<BlockNumber> {
        self.versions[slot]
    }

    /// Replaces a bottom node; the nodes above it are left as they are. `default` is the hash of the empty subtree.
    pub fn set_bottom(&mut self, slot: usize, hash: Fr, default: Fr, version: BlockNumber) {
        self.nodes[self.index(slot)] = hash;
        self.versions[slot] = (hash != default).then_some(version);
    }

    /// Replaces a bottom node of a page that will not be stored: the version of what was below it stays.
    pub fn replace_bottom(&mut self, slot: usize, hash: Fr) {
        self.nodes[self.index(slot)] = hash;
    }

    /// The children of an inner node.
    pub fn children(&self, index: usize) -> (Fr, Fr) {
        (self.nodes[2 * index], self.nodes[2 * index + 1])
    }

    /// Replaces an inner node.
    pub fn set_inner(&mut self, index: usize, hash: Fr) {
        self.nodes[index] = hash;
    }

    /// Siblings on the way from a bottom node to the root.
    pub fn siblings(&self, slot: usize) -> impl Iterator<Item = Fr> + '_ {
        let bottom = self.index(slot);
        (0..self.height).map(move |level| self.nodes[(bottom >> level) ^ 1])
    }

    /// Inner nodes on the way from a bottom node to the root.
    pub fn ancestors(&self, slot: usize) -> impl Iterator<Item = usize> {
        let bottom = self.index(slot);
        (1..=self.height).map(move |level| bottom >> level)
    }

    fn index(&self, slot: usize) -> usize {
        (1 << self.height) + slot
    }

    /// Whether there is a stored bottom node below an inner node.
    fn is_stored(&self, index: usize, level: usize) -> bool {
        let width = 1 << (self.height - level);
        let first = (index - (1 << level)) * width;
        self.versions[first..first + width].iter().any(Option::is_some)
    }

    /// Bit map of the stored bottom nodes, then each of them with its version, then the inner nodes above them except the
    /// root, which the page above holds.
    pub fn encode(&self) -> Vec<u8> {
        let stored = self.versions.iter().flatten().count();
        let mut bytes = Vec::with_capacity(2 + stored * 132);
        let map = (0..SLOTS).fold(0u16, |map, slot| map | (u16::from(self.versions[slot].is_some()) << slot));
        bytes.extend_from_slice(&map.to_be_bytes());
        for (slot, version) in self.versions.iter().enumerate() {
            if let Some(version) = version {
                bytes.extend_from_slice(&Felt::from(self.bottom(slot)).to_be_bytes());
                bytes.extend_from_slice(&version.to_be_bytes());
            }
        }
        for (index, _) in self.stored_inner() {
            bytes.extend_from_slice(&Felt::from(self.nodes[index]).to_be_bytes());
        }
        bytes
    }

    /// The inner nodes below the root that are stored, with their levels.
    fn stored_inner(&self) -> Vec<(usize, usize)> {
        (1..self.height)
            .flat_map(|level| (1usize << level..2 << level).map(move |index| (index, level)))
            .filter(|(index, level)| self.is_stored(*index, *level))
            .collect()
    }

    /// Reads what [`Page::encode`] writes; `root` comes from the page above.
    pub fn decode(shape: &Shape, d: usize, root: Fr, bytes: &[u8]) -> Option<Self> {
        let mut page = Self::empty(shape, d);
        let mut input = bytes;
        let map = u16::from_be_bytes(take(&mut input)?);
        if page.height < 4 && map >> (1 << page.height) != 0 {
            return None;
        }
        for slot in (0..SLOTS).filter(|slot| map >> slot & 1 == 1) {
            let index = page.index(slot);
            page.nodes[index] = Felt::from_be_bytes(&take(&mut input)?)?.into();
            page.versions[slot] = Some(BlockNumber::from_be_bytes(take(&mut input)?));
        }
        for (index, _) in page.stored_inner() {
            page.nodes[index] = Felt::from_be_bytes(&take(&mut input)?)?.into();
        }
        page.nodes[1] = root;
        input.is_empty().then_some(page)
    }
}

/// Takes the first `N` bytes.
fn take<const N: usize>(input: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = input.split_first_chunk::<N>()?;
    *input = rest;
    Some(*head)
}
