//! The small traits by which the other pallets know the state keeper, and it knows them.

use sp_runtime::DispatchError;
use zelkova_primitives::{Felt, SerialId};

use crate::{Operation, Placement, SealedHeader};

/// Executes operations into the pending block.
pub trait ExecuteOperation {
    /// Executes `operation` and places it in the pending block, or changes nothing.
    fn execute<O: Operation>(operation: &O) -> Result<Placement, DispatchError>;

    /// Records the full reason of a failure and turns it into the state keeper's error.
    fn fail(error: crate::OperationError) -> DispatchError;

    /// Serial id of the next priority operation.
    fn next_priority_op() -> SerialId;

    /// Tag of the chain.
    fn chain_tag() -> Felt;
}

/// Hears of sealed blocks.
pub trait OnBlockSealed {
    /// A block was sealed.
    fn on_block_sealed(header: &SealedHeader);
}

impl OnBlockSealed for () {
    fn on_block_sealed(_header: &SealedHeader) {}
}

/// Time of the current mini-block.
pub trait Clock {
    /// Seconds; never goes back.
    fn now() -> u64;
}
