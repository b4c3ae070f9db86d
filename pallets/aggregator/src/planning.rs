//! The state machine: events move operations on, time creates new ones.

use zelkova_primitives::BlockNumber;

use crate::{
    AggregatedOperation, Blocks, Config, Created, Event, LastOperation, LastSealed, OperationKind, Operations, Pallet,
    PipelineError, PipelineEvent, Progress, Rules, StepRules, Steps, Voided,
};
use OperationKind::{CommitBlocks, CreateProofBlocks, ExecuteBlocks, PublishProofBlocksOnchain};

impl<T: Config> Pallet<T> {
    /// Applies an event, or changes nothing.
    pub fn apply(event: PipelineEvent) -> Result<(), PipelineError> {
        match event {
            PipelineEvent::ProofReady { block } => Self::proof_ready(block),
            PipelineEvent::L1Confirmed { operation } => Self::l1_confirmed(operation),
        }
    }

    fn proof_ready(block: BlockNumber) -> Result<(), PipelineError> {
        if block == 0 || block > LastSealed::<T>::get() {
            return Err(PipelineError::UnknownBlock { block });
        }
        // A block without a record has been executed: the report is late, not wrong.
        let Some(record) = Blocks::<T>::get(block).filter(|record| !record.proven) else { return Ok(()) };
        Blocks::<T>::insert(block, crate::BlockRecord { proven: true, ..record });
        Self::deposit_event(Event::BlockProven { block });
        Self::finish_proven();
        Ok(())
    }

    /// Finishes the CreateProofBlocks whose blocks are all proven. Proofs may come before their operation exists.
    fn finish_proven() {
        while let Some(operation) = Self::first_open(CreateProofBlocks) {
            if !(operation.from..=operation.to).all(|block| Self::is_proven(block)) {
                break;
            }
            Self::finish(operation);
        }
    }

    fn l1_confirmed(id: u64) -> Result<(), PipelineError> {
        if id == 0 || id > LastOperation::<T>::get() {
            return Err(PipelineError::UnknownOperation { operation: id });
        }
        // An operation that is not open is done: the report is a repetition.
        let Some(operation) = Operations::<T>::get(id) else { return Ok(()) };
        if !operation.kind.is_sent_to_l1() {
            return Err(PipelineError::NotSentToL1 { operation: id });
        }
        match Self::first_open(operation.kind) {
            Some(first) if first.id != id => Err(PipelineError::OutOfOrder { operation: id, expected: first.id }),
            _ => {
                Self::finish(operation);
                Ok(())
            }
        }
    }

    fn finish(operation: AggregatedOperation) {
        Operations::<T>::remove(operation.id);
        Steps::<T>::mutate(operation.kind, |step| step.done = operation.to);
        if operation.kind == ExecuteBlocks {
            for block in operation.from..=operation.to {
                Blocks::<T>::remove(block);
            }
        }
        Self::deposit_event(Event::OperationDone { operation });
    }

    /// Forgets the blocks from `first` on. Operations about any of them are void; what they were to do for blocks before
    /// `first` is planned again.
    pub(crate) fn void_from(first: BlockNumber) {
        for block in first..=LastSealed::<T>::get() {
            Blocks::<T>::remove(block);
        }
        let mut last = first.saturating_sub(1);
        LastSealed::<T>::put(last);
        let open = Self::open_operations();
        for kind in OperationKind::ALL {
            let mut step = Steps::<T>::get(kind);
            step.created = step.created.min(last);
            for operation in open.iter().filter(|operation| operation.kind == kind && operation.to > last) {
                Operations::<T>::remove(operation.id);
                Voided::<T>::append(operation.id);
                step.created = step.created.min(operation.from.saturating_sub(1));
            }
            step.done = step.done.min(step.created);
            Steps::<T>::insert(kind, step);
            // No step is ahead of the one before it.
            last = if kind == CommitBlocks { step.created } else { step.done };
        }
    }

    /// Whether the proof of a block has been reported, or the block is done with.
    pub fn is_proven(block: BlockNumber) -> bool {
        block <= LastSealed::<T>::get() && Blocks::<T>::get(block).is_none_or(|record| record.proven)
    }

    /// The open operation of a kind with the lowest number.
    pub fn first_open(kind: OperationKind) -> Option<AggregatedOperation> {
        Self::open_operations().into_iter().find(|operation| operation.kind == kind)
    }

    /// All operations that are not done, in order of number.
    pub fn open_operations() -> Vec<AggregatedOperation> {
        let mut open: Vec<_> = Operations::<T>::iter_values().collect();
        open.sort_by_key(|operation| operation.id);
        open
    }

    /// Creates the operations that are due at time `now`.
    pub(crate) fn plan(now: u64) {
        let rules = Rules::<T>::get();
        Self::plan_step(CommitBlocks, LastSealed::<T>::get(), rules.commit, now);
        let committed = Steps::<T>::get(CommitBlocks);
        Self::plan_step(CreateProofBlocks, committed.created, rules.prove, now);
        Self::finish_proven();
        Self::plan_publications(committed, now);
        let published = Steps::<T>::get(PublishProofBlocksOnchain).done;
        Self::plan_step(ExecuteBlocks, published, rules.execute, now);
    }

    /// Creates operations of `kind` for the blocks up to `available`, as long as a trigger fires.
    fn plan_step(kind: OperationKind, available: BlockNumber, rules: StepRules, now: u64) {
        loop {
            let from = Steps::<T>::get(kind).created.saturating_add(1);
            if from > available {
                return;
            }
            let last = from.saturating_add(rules.max_blocks.saturating_sub(1));
            let to = last.min(available);
            let full = last <= available;
            let old =
                Blocks::<T>::get(from).is_some_and(|record| now.saturating_sub(record.timestamp) >= rules.deadline);
            let fast = || (from..=to).any(|block| Blocks::<T>::get(block).is_some_and(|record| record.fast));
            if !(full || old || fast()) {
                return;
            }
            Self::create(kind, from, to, now);
        }
    }

    /// Publishes what is proven and confirmed as committed, in runs of at most as many blocks as are proven together.
    fn plan_publications(committed: Progress, now: u64) {
        let proven = Steps::<T>::get(CreateProofBlocks).done;
        let from = Steps::<T>::get(PublishProofBlocksOnchain).created.saturating_add(1);
        let to = proven.min(committed.done);
        let mut next = from;
        while next <= to {
            let last = next.saturating_add(Rules::<T>::get().prove.max_blocks.saturating_sub(1)).min(to);
            Self::create(PublishProofBlocksOnchain, next, last, now);
            next = last.saturating_add(1);
        }
    }

    fn create(kind: OperationKind, from: BlockNumber, to: BlockNumber, now: u64) {
        let id = LastOperation::<T>::get().saturating_add(1);
        let operation = AggregatedOperation { id, kind, from, to, created_at: now };
        LastOperation::<T>::put(id);
        Operations::<T>::insert(id, operation);
        Steps::<T>::mutate(kind, |step| step.created = to);
        Created::<T>::append(operation);
        Self::deposit_event(Event::OperationCreated { operation });
    }
}
