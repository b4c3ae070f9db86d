//! The small traits by which the other pallets know the state keeper, and it knows them.

use sp_runtime::{DispatchError, DispatchResult};
use zelkova_primitives::{BlockNumber, Felt, SerialId};

use crate::{host, Placement, SealedHeader};

use zelkova_operation::{Operation, OperationError, Signed, SignedRule};

/// Executes operations into the pending block.
pub trait ExecuteOperation {
    /// Executes `operation` and places it in the pending block, or changes nothing.
    fn execute<O: Operation>(operation: &O) -> Result<Placement, DispatchError>;

    /// Executes an L2 transaction, whose signatures are checked unless this node has done so before.
    fn execute_signed<B: SignedRule>(tx: &Signed<B>) -> DispatchResult {
        if !host::signatures_checked() {
            tx.check_signatures(Self::chain_tag()).map_err(Self::fail)?;
        }
        Self::execute(tx)?;
        Ok(())
    }

    /// Records the full reason of a failure and turns it into the state keeper's error.
    fn fail(error: OperationError) -> DispatchError;

    /// Serial id of the next priority operation.
    fn next_priority_op() -> SerialId;

    /// Tag of the chain.
    fn chain_tag() -> Felt;
}

/// Hears of sealed blocks.
pub trait OnBlockSealed {
    /// A block was sealed.
    fn on_block_sealed(header: &SealedHeader);

    /// Whether block `first` and those after it may be opened again: L1 has none of them.
    fn can_reopen(first: BlockNumber) -> bool;

    /// The blocks from `first` on are no longer sealed.
    fn on_blocks_reopened(first: BlockNumber);
}

impl OnBlockSealed for () {
    fn on_block_sealed(_header: &SealedHeader) {}

    fn can_reopen(_first: BlockNumber) -> bool {
        true
    }

    fn on_blocks_reopened(_first: BlockNumber) {}
}

/// Starts operations that nobody asks for, such as what is due at a time.
pub trait OnMiniBlock {
    /// A mini-block begins at `now`, in seconds. What is executed here ([`ExecuteOperation::execute`]) must follow from the state
    /// and the time alone. An operation that fails changes nothing and stops nothing: it can be tried in the next one.
    fn on_mini_block(now: u64);
}

impl OnMiniBlock for () {
    fn on_mini_block(_now: u64) {}
}

/// One pallet after the other.
impl<A: OnMiniBlock, B: OnMiniBlock> OnMiniBlock for (A, B) {
    fn on_mini_block(now: u64) {
        A::on_mini_block(now);
        B::on_mini_block(now);
    }
}

/// Time of the current mini-block.
pub trait Clock {
    /// Seconds; never goes back.
    fn now() -> u64;
}
