//! Where the executor reads the state from and what it hands back to be written.

use std::{collections::BTreeMap, sync::Arc};

use parking_lot::RwLock;
use sp_core::H256;
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{DBValue, TrieBackendStorage};
use sp_trie::{prefixed_key, PrefixedMemoryDB};
use zelkova_operation::SealedBlock;
pub use zelkova_primitives::tree::Writes;
use zelkova_primitives::{
    tree::{NodeReader, TreeError},
    BlockNumber,
};

use crate::ReadError;

/// Point reads of the two tries. Both kinds of node never change once written.
pub trait StateReader: Send + Sync + 'static {
    /// A node of the runtime's trie.
    fn trie_node(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError>;
    /// A node of the state tree that L1 sees.
    fn tree_node(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError>;
    /// A sealed block, as long as it may have to be opened again.
    fn sealed_block(&self, number: BlockNumber) -> Result<Option<SealedBlock>, ReadError>;
}

/// Everything that a mini-block changes. To be written atomically.
///
/// Deletions in `trie` are nodes of the parent's state: delete them at once if only the newest state is to be read, or
/// later if older ones are to be kept for a while.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// Nodes of the runtime's trie.
    pub trie: Writes,
    /// Nodes of the state tree.
    pub tree: Writes,
}

/// A state in memory, for tests and tools.
#[derive(Debug, Default)]
pub struct MemoryState {
    trie: RwLock<BTreeMap<Vec<u8>, Vec<u8>>>,
    tree: RwLock<BTreeMap<Vec<u8>, Vec<u8>>>,
    blocks: RwLock<BTreeMap<BlockNumber, SealedBlock>>,
}

impl MemoryState {
    /// An empty state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes what a mini-block changed.
    pub fn apply(&self, changes: &ChangeSet) {
        apply(&mut self.trie.write(), &changes.trie);
        apply(&mut self.tree.write(), &changes.tree);
    }

    /// Keeps a sealed block.
    pub fn keep(&self, block: SealedBlock) {
        self.blocks.write().insert(block.number, block);
    }
}

fn apply(nodes: &mut BTreeMap<Vec<u8>, Vec<u8>>, writes: &Writes) {
    for (key, value) in writes {
        match value {
            Some(value) => nodes.insert(key.clone(), value.clone()),
            None => nodes.remove(key),
        };
    }
}

impl StateReader for MemoryState {
    fn trie_node(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.trie.read().get(key).cloned())
    }

    fn tree_node(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.tree.read().get(key).cloned())
    }

    fn sealed_block(&self, number: BlockNumber) -> Result<Option<SealedBlock>, ReadError> {
        Ok(self.blocks.read().get(&number).cloned())
    }
}

/// The state tree's part of a state, as the tree wants to see it.
pub struct TreeNodes<R>(pub Arc<R>);

impl<R: StateReader> NodeReader for TreeNodes<R> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        self.0.tree_node(key).map_err(|error| TreeError::Store(error.0))
    }
}

/// The trie's part of a state, as the state machine wants to see it. Keys are prefixed with the node's path, so that
/// equal nodes at different places can be deleted one by one.
pub(crate) struct TrieNodes<R>(pub Arc<R>);

impl<R: StateReader> TrieBackendStorage<BlakeTwo256> for TrieNodes<R> {
    fn get(&self, key: &H256, prefix: (&[u8], Option<u8>)) -> Result<Option<DBValue>, String> {
        self.0.trie_node(&prefixed_key::<BlakeTwo256>(key, prefix)).map_err(|error| error.to_string())
    }
}

/// The changes of the trie's nodes, in order of key.
pub(crate) fn trie_writes(mut transaction: PrefixedMemoryDB<BlakeTwo256>) -> Writes {
    let changes: BTreeMap<_, _> = transaction.drain().into_iter().collect();
    changes
        .into_iter()
        .filter(|(_, (_, references))| *references != 0)
        .map(|(key, (value, references))| (key, (references > 0).then_some(value)))
        .collect()
}
