//! The state keeper's line out of the runtime: the state tree lives with the node, not in the runtime's own storage.

use std::collections::BTreeMap;

use sp_externalities::{decl_extension, with_externalities, ExternalitiesExt};
use thiserror::Error;
use zelkova_operation::{OperationError, SealedBlock};
use zelkova_primitives::{
    tree::{AccountChange, TreeError},
    AccountId, BlockNumber, Felt,
};

/// What the node offers to the state keeper while a mini-block runs.
pub trait StateTreeHost: Send {
    /// Commits the changes of block `version` to the state tree, over those of the block before. Returns the root.
    fn commit(&mut self, version: BlockNumber, changes: &BTreeMap<AccountId, AccountChange>)
        -> Result<Felt, TreeError>;

    /// Takes a sealed block, with one L1 witness for each operation that has any.
    fn sealed(&mut self, block: SealedBlock, eth_witnesses: Vec<Vec<u8>>);

    /// Block `number` as it was sealed; `None` if it is not kept.
    fn sealed_block(&self, number: BlockNumber) -> Option<SealedBlock>;

    /// Forgets the versions of the state tree from `first` on, so that block `first` can be committed again.
    fn reopened(&mut self, first: BlockNumber) -> Result<(), TreeError>;

    /// Takes the full reason why an operation failed. The chain itself only records the kind of error.
    fn failed(&mut self, error: &OperationError);

    /// The member of a batch at this position, counted from 0, is about to run.
    fn batch_member(&mut self, position: usize);

    /// Whether the node has verified exactly the bytes of the current extrinsic before.
    fn signatures_checked(&self) -> bool;
}

decl_extension! {
    /// Carries the [`StateTreeHost`] of a mini-block.
    pub struct StateTreeExt(Box<dyn StateTreeHost>);
}

/// Why the state tree could not be committed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HostError {
    /// The caller registered no extension.
    #[error("no state tree: register StateTreeExt before executing mini-blocks")]
    Missing,
    /// The tree refused.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

fn with_host<R>(call: impl FnOnce(&mut dyn StateTreeHost) -> R) -> Option<R> {
    with_externalities(|mut externalities| {
        let host: &mut StateTreeExt = externalities.extension()?;
        Some(call(host.0.as_mut()))
    })
    .flatten()
}

/// See [`StateTreeHost::commit`].
pub fn commit(version: BlockNumber, changes: &BTreeMap<AccountId, AccountChange>) -> Result<Felt, HostError> {
    Ok(with_host(|host| host.commit(version, changes)).ok_or(HostError::Missing)??)
}

/// See [`StateTreeHost::sealed`].
pub fn sealed(block: SealedBlock, eth_witnesses: Vec<Vec<u8>>) {
    with_host(|host| host.sealed(block, eth_witnesses));
}

/// See [`StateTreeHost::sealed_block`].
pub fn sealed_block(number: BlockNumber) -> Option<SealedBlock> {
    with_host(|host| host.sealed_block(number)).flatten()
}

/// See [`StateTreeHost::reopened`].
pub fn reopened(first: BlockNumber) -> Result<(), HostError> {
    Ok(with_host(|host| host.reopened(first)).ok_or(HostError::Missing)??)
}

/// See [`StateTreeHost::failed`].
pub fn failed(error: &OperationError) {
    with_host(|host| host.failed(error));
}

/// See [`StateTreeHost::batch_member`].
pub fn batch_member(position: usize) {
    with_host(|host| host.batch_member(position));
}

/// See [`StateTreeHost::signatures_checked`]. Without a host nothing has been checked.
pub fn signatures_checked() -> bool {
    with_host(|host| host.signatures_checked()).unwrap_or(false)
}
