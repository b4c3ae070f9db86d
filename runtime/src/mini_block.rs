//! What goes into a mini-block and what comes out.

use codec::{Decode, Encode};
use pallet_aggregator::{AggregatedOperation, OperationId, PipelineEvent};
use pallet_eth_bridge::{AuthFact, TokenInfo};
use serde::{Deserialize, Serialize};
use zelkova_operation::{OperationError, SealedBlock};
use zelkova_primitives::{AccountId, BlockNumber, PriorityOp, SerialId, TxHash};

use crate::{ChangeSet, Header, Transaction};

/// A transaction, or several as a batch, that is offered to a mini-block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionInput {
    /// The transactions: all of them are executed, in this order, or none.
    pub transactions: Vec<Transaction>,
    /// Whether this node has already verified exactly these bytes at admission. Leave it false for everything that came
    /// another way.
    pub signatures_checked: bool,
}

impl TransactionInput {
    /// A transaction, or several as a batch, that this node's own admission has verified.
    pub fn admitted(transactions: Vec<Transaction>) -> Self {
        Self { transactions, signatures_checked: true }
    }
}

impl From<Transaction> for TransactionInput {
    fn from(transaction: Transaction) -> Self {
        vec![transaction].into()
    }
}

impl From<Vec<Transaction>> for TransactionInput {
    fn from(transactions: Vec<Transaction>) -> Self {
        Self { transactions, signatures_checked: false }
    }
}

/// What goes into a mini-block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MiniBlockInputs {
    /// Seconds. A clock that went back is ignored.
    pub timestamp: u64,
    /// Open the sealed blocks from this one on again, and the pending one, before anything else. What they held is to be
    /// offered again, in the same order.
    pub reopen: Option<BlockNumber>,
    /// New tokens on L1. Known ones may be repeated.
    pub new_tokens: Vec<TokenInfo>,
    /// Keys authorised on L1. Known ones may be repeated.
    pub auth_facts: Vec<AuthFact>,
    /// What happened to sealed blocks.
    pub pipeline_events: Vec<PipelineEvent>,
    /// Priority operations from `Query::next_priority_op` on, in order and without gap.
    pub priority_ops: Vec<PriorityOp>,
    /// Transactions and batches in the order in which they are to run.
    pub transactions: Vec<TransactionInput>,
    /// Seal the pending block after this mini-block, if it holds anything.
    pub seal_now: bool,
}

/// Why a transaction was rejected.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rejection {
    /// A stable name for programs.
    pub code: String,
    /// Cause and remedy for people.
    pub message: String,
}

impl From<&OperationError> for Rejection {
    fn from(error: &OperationError) -> Self {
        Self { code: error.code().into(), message: error.to_string() }
    }
}

/// What became of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum TxOutcome {
    /// It changed the state.
    Executed {
        /// Block that it is in.
        block: BlockNumber,
        /// Index among the block's operations.
        index: u32,
    },
    /// It failed and changed nothing; it is done with.
    Rejected {
        /// Why.
        reason: Rejection,
    },
    /// It did not fit; offer it again.
    Deferred,
}

/// What became of a transaction, and which.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TxResult {
    /// Hash of the transaction.
    pub hash: TxHash,
    /// Hash of the batch that it is a member of.
    pub batch: Option<TxHash>,
    /// What became of it.
    pub outcome: TxOutcome,
    /// The accounts that it touched, in order; none unless it was executed.
    pub accounts: Vec<AccountId>,
}

/// What became of a priority operation. It is executed or deferred, never rejected.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriorityResult {
    /// Serial id.
    pub serial_id: SerialId,
    /// What became of it.
    pub outcome: TxOutcome,
    /// The accounts that it touched, in order; none unless it was executed.
    pub accounts: Vec<AccountId>,
}

/// A pipeline event that the aggregator did not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEvent {
    /// The event.
    pub event: PipelineEvent,
    /// Why.
    pub reason: String,
}

/// What comes out of a mini-block.
#[derive(Clone, Debug)]
pub struct MiniBlockOutput {
    /// Its header. The digest holds a [`SealedHeader`](crate::SealedHeader) if a block was sealed.
    pub header: Header,
    /// Its extrinsics, encoded.
    pub extrinsics: Vec<Vec<u8>>,
    /// One for each transaction of the input, those of batches one by one, in order.
    pub results: Vec<TxResult>,
    /// One for each priority operation of the input, in order.
    pub priority_results: Vec<PriorityResult>,
    /// Events of the input that were refused.
    pub refused_events: Vec<RefusedEvent>,
    /// The blocks from this one on were opened again.
    pub reopened: Option<BlockNumber>,
    /// Aggregated operations that are void, because their blocks were opened again.
    pub voided: Vec<OperationId>,
    /// The block that was sealed.
    pub sealed: Option<SealedBlock>,
    /// The witnesses that L1 wants when `sealed` is committed: one for each ChangePubKey, in order.
    pub eth_witnesses: Vec<Vec<u8>>,
    /// Aggregated operations that were created.
    pub operations: Vec<AggregatedOperation>,
    /// What is to be written.
    pub changes: ChangeSet,
}
