//! Runs mini-blocks and queries over a state.

use std::{
    any::Any,
    panic::{catch_unwind, AssertUnwindSafe},
    sync::Arc,
};

use pallet_state_keeper::host::StateTreeExt;
use sp_core::{storage::StateVersion, H256};
use sp_externalities::{set_and_run_with_externalities, Extensions};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{Ext, OverlayedChanges, TrieBackend, TrieBackendBuilder};
use sp_trie::cache::{CacheSize, LocalTrieCache, SharedTrieCache};

use crate::{
    host::{Host, SharedNotes},
    run::run,
    state::{trie_writes, TrieNodes},
    ChangeSet, ExecuteError, Header, MiniBlockInputs, MiniBlockOutput, Query, StateReader,
};

/// What one run has of the cache. Nodes are known by their hashes, values by the root of their state.
type Cache = LocalTrieCache<BlakeTwo256>;

/// Layout of the trie; the runtime's version says the same.
pub(crate) const STATE_VERSION: StateVersion = StateVersion::V1;

/// Memory for nodes and values of the runtime's trie that were read or written lately.
const CACHE_SIZE: CacheSize = CacheSize::new(64 << 20);

/// Runs mini-blocks and queries over the state that `R` reads.
pub struct Executor<R> {
    reader: Arc<R>,
    cache: SharedTrieCache<BlakeTwo256>,
}

impl<R> Clone for Executor<R> {
    fn clone(&self) -> Self {
        Self { reader: self.reader.clone(), cache: self.cache.clone() }
    }
}

impl<R: StateReader> Executor<R> {
    /// An executor over a state.
    pub fn new(reader: Arc<R>) -> Self {
        Self { reader, cache: SharedTrieCache::new(CACHE_SIZE, None) }
    }

    /// The state.
    pub fn reader(&self) -> &Arc<R> {
        &self.reader
    }

    /// Runs the mini-block after `parent`. Writes nothing: the output holds the changes. The same inputs over the same
    /// parent give the same output.
    pub fn execute(&self, parent: &Header, inputs: MiniBlockInputs) -> Result<MiniBlockOutput, ExecuteError> {
        let notes = SharedNotes::default();
        let reopened = inputs.reopen;
        let backend = self.backend(parent.state_root, self.cache.local_cache_trusted());
        let mut overlay = OverlayedChanges::default();
        let mut extensions = Extensions::new();
        extensions.register(StateTreeExt(Box::new(Host { reader: self.reader.clone(), notes: notes.clone() })));
        let mut ext = Ext::new(&mut overlay, &backend, Some(&mut extensions));
        let ran = guarded(|| set_and_run_with_externalities(&mut ext, || run(parent, inputs, notes.clone())))??;

        let changes = guarded(|| overlay.drain_storage_changes(&backend, STATE_VERSION))?
            .map_err(|error| ExecuteError::Changes(error.to_string()))?;
        if changes.transaction_storage_root != ran.header.state_root {
            return Err(ExecuteError::Changes("the state root is not that of the header".into()));
        }
        let mut notes = notes.lock();
        let (sealed, eth_witnesses) = notes.sealed.take().unzip();
        Ok(MiniBlockOutput {
            header: ran.header,
            extrinsics: ran.extrinsics,
            results: ran.results,
            priority_results: ran.priority_results,
            refused_events: ran.refused_events,
            sealed,
            eth_witnesses: eth_witnesses.unwrap_or_default(),
            operations: ran.operations,
            reopened,
            voided: ran.voided,
            changes: ChangeSet { trie: trie_writes(changes.transaction), tree: std::mem::take(&mut notes.tree) },
        })
    }

    /// Reads the state at the end of mini-block `at`.
    pub fn query<T>(&self, at: &Header, read: impl FnOnce(&Query) -> T) -> Result<T, ExecuteError> {
        let backend = self.backend(at.state_root, self.cache.local_cache_untrusted());
        let mut overlay = OverlayedChanges::default();
        let mut ext = Ext::new(&mut overlay, &backend, None);
        guarded(|| set_and_run_with_externalities(&mut ext, || read(&Query::new())))
    }

    fn backend(&self, root: H256, cache: Cache) -> TrieBackend<TrieNodes<R>, BlakeTwo256, Cache> {
        TrieBackendBuilder::new_with_cache(TrieNodes(self.reader.clone()), root, cache).build()
    }
}

/// Turns a panic into an error. The state machine panics when the state cannot be read; nothing that is left over is
/// used after one.
pub(crate) fn guarded<T>(action: impl FnOnce() -> T) -> Result<T, ExecuteError> {
    catch_unwind(AssertUnwindSafe(action)).map_err(|panic| ExecuteError::Panicked(panic_text(panic.as_ref())))
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message").to_owned()
}
