//! What holds between mini-blocks.

use frame_support::ensure;
use sp_runtime::TryRuntimeError;

use crate::{Blocks, Config, LastOperation, LastSealed, OperationKind, Operations, Pallet, Steps};

impl<T: Config> Pallet<T> {
    /// Checks the pallet's storage:
    ///
    /// 1. no step is ahead of the one before it;
    /// 2. the open operations of each kind are exactly the blocks between what is done and what was created, in order;
    /// 3. exactly the sealed blocks that are not executed have a record.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let open = Self::open_operations();
        ensure!(Operations::<T>::iter().all(|(id, operation)| id == operation.id), "an operation has another number");
        ensure!(open.iter().all(|operation| operation.id <= LastOperation::<T>::get()), "an unknown operation is open");
        for kind in OperationKind::ALL {
            let step = Steps::<T>::get(kind);
            let limit = match kind.previous() {
                None => LastSealed::<T>::get(),
                Some(OperationKind::CommitBlocks) => Steps::<T>::get(OperationKind::CommitBlocks).created,
                Some(previous) => Steps::<T>::get(previous).done,
            };
            ensure!(step.done <= step.created, "a step is done before it was created");
            ensure!(step.created <= limit, "a step is ahead of the one before it");
            let mut covered = step.done;
            for operation in open.iter().filter(|operation| operation.kind == kind) {
                ensure!(Some(operation.from) == covered.checked_add(1), "operations of a kind leave a gap or overlap");
                ensure!(operation.from <= operation.to, "an operation has no blocks");
                covered = operation.to;
            }
            ensure!(covered == step.created, "an operation of a kind is missing");
        }
        let executed = Steps::<T>::get(OperationKind::ExecuteBlocks).done;
        let recorded = Blocks::<T>::iter_keys().filter(|block| *block > executed).count();
        ensure!(recorded == Blocks::<T>::iter_keys().count(), "an executed block has a record");
        let expected = LastSealed::<T>::get().checked_sub(executed).ok_or("executed blocks were never sealed")?;
        ensure!(u32::try_from(recorded) == Ok(expected), "a sealed block has no record");
        Ok(())
    }
}
