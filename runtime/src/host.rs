//! The node's side of a running mini-block: state tree, sealed block, reasons of failures.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pallet_state_keeper::host::StateTreeHost;
use zelkova_operation::{OperationError, SealedBlock};
use zelkova_primitives::{
    tree::{AccountChange, OverlayReader, StateTree, TreeError},
    AccountId, BlockNumber, Felt,
};

use crate::{
    state::{TreeNodes, Writes},
    StateReader,
};

/// What a mini-block has told its host.
#[derive(Default)]
pub(crate) struct Notes {
    /// The sealed block and its L1 witnesses.
    pub sealed: Option<(SealedBlock, Vec<Vec<u8>>)>,
    /// Changes of the state tree.
    pub tree: Writes,
    /// Why the last operation failed.
    pub failure: Option<OperationError>,
    /// Position of the member of a batch that ran last, counted from 0.
    pub batch_member: usize,
    /// Whether the current extrinsic was verified at admission.
    pub signatures_checked: bool,
}

/// Shared between the executor and the extension that the runtime calls.
#[derive(Clone, Default)]
pub(crate) struct SharedNotes(Arc<Mutex<Notes>>);

impl SharedNotes {
    /// The notes. A panic while they were locked ends the mini-block, so what it left there is never used.
    pub fn lock(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The host of one mini-block.
pub(crate) struct Host<R> {
    pub reader: Arc<R>,
    pub notes: SharedNotes,
}

impl<R: StateReader> Host<R> {
    /// The state tree with what this mini-block has changed.
    fn tree(&self) -> StateTree<OverlayReader<TreeNodes<R>>> {
        let mut reader = OverlayReader::new(TreeNodes(self.reader.clone()));
        reader.apply(&self.notes.lock().tree);
        StateTree::new(reader)
    }
}

impl<R: StateReader> StateTreeHost for Host<R> {
    fn commit(
        &mut self,
        version: BlockNumber,
        changes: &BTreeMap<AccountId, AccountChange>,
    ) -> Result<Felt, TreeError> {
        let update = self.tree().commit(version, changes)?;
        self.notes.lock().tree.extend(update.writes);
        Ok(update.root)
    }

    fn sealed(&mut self, block: SealedBlock, eth_witnesses: Vec<Vec<u8>>) {
        self.notes.lock().sealed = Some((block, eth_witnesses));
    }

    fn sealed_block(&self, number: BlockNumber) -> Option<SealedBlock> {
        // A block that cannot be read is missing, which the state keeper reports.
        self.reader.sealed_block(number).ok().flatten()
    }

    fn reopened(&mut self, first: BlockNumber) -> Result<(), TreeError> {
        let writes = self.tree().revert(first.saturating_sub(1))?;
        self.notes.lock().tree.extend(writes);
        Ok(())
    }

    fn failed(&mut self, error: &OperationError) {
        self.notes.lock().failure = Some(error.clone());
    }

    fn batch_member(&mut self, position: usize) {
        self.notes.lock().batch_member = position;
    }

    fn signatures_checked(&self) -> bool {
        self.notes.lock().signatures_checked
    }
}
