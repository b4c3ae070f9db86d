//! One mini-block, step by step, inside the runtime's externalities.

use codec::Encode;
use pallet_mempool::PoolTransaction;
use pallet_state_keeper::{Fit, Placement};
use sp_runtime::{traits::Header as _, DispatchError};
use zelkova_operation::Operation;
use zelkova_primitives::{AccountId, TxHash};

use crate::{
    batch_hash,
    configuration::{Aggregator, Executive, Extrinsic, Runtime, RuntimeCall, StateKeeper},
    host::SharedNotes,
    AggregatedOperation, ExecuteError, Header, MiniBlockInputs, OperationError, OperationId, PipelineEvent,
    PriorityOperation, PriorityResult, RefusedEvent, Rejection, Transaction, TransactionInput, TxOutcome, TxResult,
};

/// What a mini-block leaves beside the changes of the state.
pub(crate) struct Ran {
    pub header: Header,
    pub extrinsics: Vec<Vec<u8>>,
    pub results: Vec<TxResult>,
    pub priority_results: Vec<PriorityResult>,
    pub refused_events: Vec<RefusedEvent>,
    pub operations: Vec<AggregatedOperation>,
    pub voided: Vec<OperationId>,
}

/// Runs a mini-block on `parent`.
pub(crate) fn run(parent: &Header, inputs: MiniBlockInputs, notes: SharedNotes) -> Result<Ran, ExecuteError> {
    let number = parent.number.checked_add(1).ok_or_else(|| ExecuteError::Inherent {
        inherent: "mini-block",
        reason: "the number of mini-blocks is used up: start a new chain".into(),
    })?;
    let header = Header::new(number, Default::default(), Default::default(), parent.hash(), Default::default());
    Executive::initialize_block(&header);
    let mut runner = Runner { notes, extrinsics: Vec::new(), deferring: false };
    if let Some(first) = inputs.reopen {
        runner.inherent("blocks to be opened again", pallet_state_keeper::Call::reopen { first }.into())?;
    }
    runner.inherent("start", pallet_state_keeper::Call::start { timestamp: inputs.timestamp }.into())?;
    if !inputs.new_tokens.is_empty() {
        let call = pallet_eth_bridge::Call::add_tokens { tokens: inputs.new_tokens };
        runner.inherent("new tokens", call.into())?;
    }
    if !inputs.auth_facts.is_empty() {
        let call = pallet_eth_bridge::Call::record_auth_facts { facts: inputs.auth_facts };
        runner.inherent("authorised keys", call.into())?;
    }
    let mut refused_events = Vec::new();
    for event in inputs.pipeline_events {
        refused_events.extend(runner.event(event)?);
    }
    let mut priority_results = Vec::with_capacity(inputs.priority_ops.len());
    for op in inputs.priority_ops {
        let serial_id = op.serial_id;
        let result = match runner.make_room(&[PriorityOperation::from(op)]) {
            None => PriorityResult { serial_id, outcome: TxOutcome::Deferred, accounts: Vec::new() },
            Some(Placement { block, index }) => {
                let call = pallet_eth_bridge::Call::execute_priority_op { op };
                runner.inherent("priority operation", call.into())?;
                PriorityResult { serial_id, outcome: TxOutcome::Executed { block, index }, accounts: touched(index) }
            }
        };
        priority_results.push(result);
    }
    let mut results = Vec::with_capacity(inputs.transactions.len());
    for input in inputs.transactions {
        results.extend(runner.transactions(input)?);
    }
    let seal_now = inputs.seal_now || runner.deferring;
    runner.inherent("finish", pallet_state_keeper::Call::finish { seal_now }.into())?;
    let header = Executive::finalize_block();
    let operations = pallet_aggregator::Created::<Runtime>::get();
    let voided = pallet_aggregator::Voided::<Runtime>::get();
    Ok(Ran { header, extrinsics: runner.extrinsics, results, priority_results, refused_events, operations, voided })
}

struct Runner {
    notes: SharedNotes,
    extrinsics: Vec<Vec<u8>>,
    /// Whether an operation did not fit: the rest waits for the next block, so that no order changes.
    deferring: bool,
}

impl Runner {
    /// Applies an extrinsic. The outer error is one of the whole mini-block.
    fn apply(&mut self, what: &'static str, call: RuntimeCall) -> Result<Result<(), DispatchError>, ExecuteError> {
        self.notes.lock().failure = None;
        let extrinsic = Extrinsic::new_bare(call);
        let encoded = extrinsic.encode();
        let result = Executive::apply_extrinsic(extrinsic).map_err(|error| {
            let failure = self.notes.lock().failure.take();
            let reason = failure.map_or_else(
                || format!("it conflicts with what the chain knows ({error:?}); check which L1 the watcher follows"),
                |failure| failure.to_string(),
            );
            ExecuteError::Inherent { inherent: what, reason }
        })?;
        self.extrinsics.push(encoded);
        Ok(result)
    }

    /// Applies an extrinsic that must not fail.
    fn inherent(&mut self, what: &'static str, call: RuntimeCall) -> Result<(), ExecuteError> {
        self.apply(what, call)?.map_err(|error| {
            // The chain records the kind of error only; its host was told the reason.
            let failure = self.notes.lock().failure.take();
            let reason = failure.map_or_else(|| format!("{error:?}"), |failure| failure.to_string());
            ExecuteError::Inherent { inherent: what, reason }
        })
    }

    /// Reports an event, unless the aggregator refuses it.
    fn event(&mut self, event: PipelineEvent) -> Result<Option<RefusedEvent>, ExecuteError> {
        let call = pallet_aggregator::Call::report { event };
        let refused = self.apply("pipeline event", call.into())?.err();
        // Refused events change nothing, so asking again gives the reason with its numbers.
        Ok(refused.map(|error| RefusedEvent {
            event,
            reason: Aggregator::apply(event).err().map_or_else(|| format!("{error:?}"), |error| error.to_string()),
        }))
    }

    /// Where the first of the operations will be placed, or `None` if they must wait.
    fn make_room<O: Operation>(&mut self, operations: &[O]) -> Option<Placement> {
        if !self.deferring && StateKeeper::fit(operations) == Fit::Later {
            self.deferring = true;
        }
        if self.deferring {
            return None;
        }
        let pending = pallet_state_keeper::Pending::<Runtime>::get();
        Some(Placement { block: pending.number, index: pending.operations })
    }

    /// Executes a transaction, or all of a batch or none of it.
    fn transactions(&mut self, input: TransactionInput) -> Result<Vec<TxResult>, ExecuteError> {
        let TransactionInput { transactions, signatures_checked } = input;
        let hashes: Vec<TxHash> = transactions.iter().map(PoolTransaction::hash).collect();
        let batch = (hashes.len() > 1).then(|| batch_hash(&hashes));
        let results = |outcome: TxOutcome| {
            let result = |hash| TxResult { hash, batch, outcome: outcome.clone(), accounts: Vec::new() };
            hashes.iter().copied().map(result).collect()
        };
        let Some(Placement { block, index: first }) = self.make_room(&transactions) else {
            return Ok(results(TxOutcome::Deferred));
        };
        self.notes.lock().signatures_checked = signatures_checked;
        let applied = self.apply("transaction", call(transactions));
        self.notes.lock().signatures_checked = false;
        if let Err(error) = applied? {
            return Ok(results(TxOutcome::Rejected { reason: self.rejection(error, hashes.len()) }));
        }
        let executed = hashes.into_iter().zip(first..).map(|(hash, index)| {
            let outcome = TxOutcome::Executed { block, index };
            TxResult { hash, batch, outcome, accounts: touched(index) }
        });
        Ok(executed.collect())
    }

    /// Why a transaction, or a batch of so many, was rejected.
    fn rejection(&self, error: DispatchError, members: usize) -> Rejection {
        let mut notes = self.notes.lock();
        let failure: Option<OperationError> = notes.failure.take();
        let reason = failure.as_ref().map_or_else(
            || Rejection { code: "refused".into(), message: format!("the chain refused the transaction: {error:?}") },
            Rejection::from,
        );
        if members == 1 {
            return reason;
        }
        let position = notes.batch_member.saturating_add(1);
        let message = format!("transaction {position} of the batch's {members} failed: {}", reason.message);
        Rejection { message, ..reason }
    }
}

/// The call that executes a transaction, or a batch.
fn call(mut transactions: Vec<Transaction>) -> RuntimeCall {
    match transactions.pop() {
        Some(transaction) if transactions.is_empty() => transaction.into(),
        last => {
            transactions.extend(last);
            pallet_batch::Call::execute { transactions }.into()
        }
    }
}

/// The accounts that an operation of the pending block has touched.
pub(crate) fn touched(index: u32) -> Vec<AccountId> {
    let trace = pallet_state_keeper::PendingOperations::<Runtime>::get(index).unwrap_or_default();
    trace.accounts().into_iter().collect()
}
