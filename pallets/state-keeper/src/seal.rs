//! Sealing: fees, state root, header.

use std::collections::BTreeMap;

use codec::Encode;
use sp_runtime::DigestItem;
use zelkova_operation::{rules, OpTrace, OperationError, RuleError, SealedBlock, Tracer};
use zelkova_primitives::{tree::AccountChange, AccountId, StorageKey, Touch, FEE_ACCOUNT};

use crate::{
    host, ChainTag, Clock, Config, EthWitnesses, Event, FrameLedger, KeeperError, LastSealed, NextPriorityOp,
    OnBlockSealed, Pallet, Pending, PendingBlock, PendingOperations, Rules, SealReason, SealedHeader, SEAL_ENGINE_ID,
};

impl<T: Config> Pallet<T> {
    /// Why the pending block should be sealed now, if it should.
    pub(crate) fn seal_reason(pending: &PendingBlock, requested: bool) -> Option<SealReason> {
        let rules = Rules::<T>::get();
        let age = Self::now().saturating_sub(pending.timestamp);
        if pending.operations == 0 {
            None
        } else if pending.slots >= rules.max_slots() {
            Some(SealReason::Full)
        } else if requested {
            Some(SealReason::Requested)
        } else if pending.fast && age >= rules.fast_deadline {
            Some(SealReason::FastDeadline)
        } else if pending.mini_blocks >= rules.max_mini_blocks {
            Some(SealReason::MiniBlocks)
        } else {
            None
        }
    }

    /// Seals the pending block and starts the next.
    pub(crate) fn seal(pending: PendingBlock, reason: SealReason) -> Result<(), OperationError> {
        let fee_tokens = pending.fee_tokens_with(&Default::default());
        let size = Rules::<T>::get().smallest_fit(pending.slots, fee_tokens).ok_or(KeeperError::NeverFits)?;
        let ops = Self::take_operations(pending.operations)?;
        let fee_touches = Self::credit_fees(&pending)?;
        let last = LastSealed::<T>::get();
        let changes = changes(&ops, &fee_touches);
        let new_root = host::commit(pending.number, &changes)
            .map_err(|error| KeeperError::StateTree { reason: error.to_string() })?;
        let priority_ops_after = NextPriorityOp::<T>::get();
        let header = SealedHeader {
            number: pending.number,
            timestamp: pending.timestamp,
            root: new_root,
            capacity: size.slots,
            operations: pending.operations,
            fast: pending.fast,
            priority_ops_after,
        };
        host::sealed(
            SealedBlock {
                number: pending.number,
                timestamp: pending.timestamp,
                fee_account: FEE_ACCOUNT,
                capacity: size.slots,
                old_root: last.root,
                new_root,
                chain_tag: ChainTag::<T>::get(),
                ops,
                fee_touches,
                priority_ops_before: pending.priority_ops_before,
                priority_ops_after,
            },
            EthWitnesses::<T>::take(),
        );
        LastSealed::<T>::put(header);
        Pending::<T>::put(PendingBlock {
            number: pending.number.checked_add(1).ok_or(KeeperError::NoBlockNumber)?,
            timestamp: Self::now(),
            priority_ops_before: priority_ops_after,
            ..PendingBlock::default()
        });
        frame_system::Pallet::<T>::deposit_log(DigestItem::Consensus(SEAL_ENGINE_ID, header.encode()));
        T::OnSealed::on_block_sealed(&header);
        Self::deposit_event(Event::BlockSealed { header, reason });
        Ok(())
    }

    /// The traces of the pending block, which are not kept any longer.
    pub(crate) fn take_operations(count: u32) -> Result<Vec<OpTrace>, OperationError> {
        (0..count)
            .map(|index| PendingOperations::<T>::take(index).ok_or(KeeperError::LostOperation { index }.into()))
            .collect()
    }

    /// Credits the collected fees: the last changes of the block.
    fn credit_fees(pending: &PendingBlock) -> Result<Vec<Touch>, OperationError> {
        let mut ledger = FrameLedger::<T>::new();
        let mut tracer = Tracer::new(&mut ledger);
        let touches = pending
            .fees
            .iter()
            .map(|(token, sum)| {
                tracer.touch(FEE_ACCOUNT, StorageKey::balance(*token), |_, value| {
                    rules::credit(FEE_ACCOUNT, *token, value, *sum)
                })
            })
            .collect::<Result<_, RuleError>>()?;
        tracer.commit();
        Ok(touches)
    }
}

/// What all touches of a block change together. A touch that changes nothing adds nothing.
fn changes(ops: &[OpTrace], fee_touches: &[Touch]) -> BTreeMap<AccountId, AccountChange> {
    let slots = ops.iter().flat_map(|op| &op.slots).flat_map(|slot| &slot.touches);
    let mut changes: BTreeMap<AccountId, AccountChange> = BTreeMap::new();
    for touch in slots.chain(fee_touches).filter(|touch| !touch.is_identity()) {
        let change = changes.entry(touch.account).or_default();
        change.fields = touch.after;
        if touch.value_after != touch.value_before {
            change.values.insert(touch.key, touch.value_after);
        }
    }
    changes
}
