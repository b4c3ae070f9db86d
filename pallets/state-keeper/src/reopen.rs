//! Opening sealed blocks again, by undoing what they did, the newest first.
//!
//! Every change of the state is a touch that knows what was there before (a rule writes through its
//! [`Tracer`](zelkova_operation::Tracer)), so the traces are all that undoing needs.

use zelkova_operation::{Ledger, OpTrace, OperationError, SealedBlock, StorageAreas};
use zelkova_primitives::{BlockNumber, Touch};

use crate::{
    host, Clock, Config, EthWitnesses, Event, FrameLedger, GenesisRoot, KeeperError, LastSealed, NextPriorityOp,
    OnBlockSealed, Pallet, Pending, PendingBlock, SealedHeader,
};

impl<T: Config> Pallet<T> {
    /// Undoes the pending block and the sealed ones from `first` on.
    pub(crate) fn open_again(first: BlockNumber) -> Result<(), OperationError> {
        let pending = Pending::<T>::get();
        if first == 0 || first > pending.number {
            return Err(KeeperError::NotSealed { block: first, pending: pending.number }.into());
        }
        if !T::OnSealed::can_reopen(first) {
            return Err(KeeperError::Settled { block: first }.into());
        }
        for trace in Self::take_operations(pending.operations)?.iter().rev() {
            undo::<T>(trace);
        }
        EthWitnesses::<T>::kill();
        let mut priority_ops = pending.priority_ops_before;
        let mut root = LastSealed::<T>::get().root;
        for number in (first..pending.number).rev() {
            let block = kept(number).filter(|block| block.new_root == root).ok_or(lost(number))?;
            undo_touches::<T>(&block.fee_touches);
            block.ops.iter().rev().for_each(undo::<T>);
            (root, priority_ops) = (block.old_root, block.priority_ops_before);
        }
        if first < pending.number {
            LastSealed::<T>::put(Self::header_before(first).filter(|header| header.root == root).ok_or(lost(first))?);
            host::reopened(first).map_err(|error| KeeperError::StateTree { reason: error.to_string() })?;
            T::OnSealed::on_blocks_reopened(first);
        }
        NextPriorityOp::<T>::put(priority_ops);
        Pending::<T>::put(PendingBlock {
            number: first,
            timestamp: Self::now(),
            priority_ops_before: priority_ops,
            ..PendingBlock::default()
        });
        Self::deposit_event(Event::BlocksReopened { first });
        Ok(())
    }

    /// The header of the block before `first`.
    fn header_before(first: BlockNumber) -> Option<SealedHeader> {
        let number = first.checked_sub(1)?;
        if number == 0 {
            return Some(SealedHeader { root: GenesisRoot::<T>::get(), ..SealedHeader::default() });
        }
        let SealedBlock { timestamp, new_root, capacity, ops, priority_ops_after, .. } = kept(number)?;
        let operations = u32::try_from(ops.len()).ok()?;
        // Nobody has to wait for a block that is settled or about to be: `fast` only says when that begins.
        Some(SealedHeader { number, timestamp, root: new_root, capacity, operations, fast: false, priority_ops_after })
    }
}

fn kept(number: BlockNumber) -> Option<SealedBlock> {
    host::sealed_block(number).filter(|block| block.number == number)
}

fn lost(block: BlockNumber) -> OperationError {
    KeeperError::LostBlock { block }.into()
}

/// Undoes an operation.
fn undo<T: Config>(trace: &OpTrace) {
    let touches: Vec<Touch> = trace.slots.iter().flat_map(|slot| slot.touches).collect();
    undo_touches::<T>(&touches);
    // A value that no touch up to this one has found somewhere was made by the operation, and with it what it stands for.
    for (index, Touch { key, value_after, .. }) in touches.iter().enumerate() {
        let mut so_far = touches.iter().take(index.saturating_add(1));
        let found = so_far.any(|touch| touch.key.area() == key.area() && touch.value_before == *value_after);
        if !value_after.is_zero() && !found {
            T::Areas::forget_record(key.area(), *value_after);
        }
    }
}

fn undo_touches<T: Config>(touches: &[Touch]) {
    let mut ledger = FrameLedger::<T>::new();
    for touch in touches.iter().rev() {
        if touch.after != touch.before {
            ledger.set_account(touch.account, touch.before);
        }
        if touch.value_after != touch.value_before {
            ledger.set_value(touch.account, touch.key, touch.value_before);
        }
    }
}
