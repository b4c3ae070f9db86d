//! Aggregated operations and what the aggregator is configured with.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zelkova_primitives::BlockNumber;

/// Number of an aggregated operation, from 1, without gaps.
pub type OperationId = u64;

/// The four steps that every block goes through, in this order.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
    TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum OperationKind {
    /// Publish the blocks on L1. Sent to L1.
    CommitBlocks,
    /// Prove the blocks. Work for the provers, not sent to L1.
    CreateProofBlocks,
    /// Let L1 verify the proofs. Sent to L1.
    PublishProofBlocksOnchain,
    /// Let L1 carry out the withdrawals. Sent to L1.
    ExecuteBlocks,
}

impl OperationKind {
    /// All kinds, in order.
    pub const ALL: [Self; 4] =
        [Self::CommitBlocks, Self::CreateProofBlocks, Self::PublishProofBlocksOnchain, Self::ExecuteBlocks];

    /// The step that must have been done before.
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::CommitBlocks => None,
            Self::CreateProofBlocks => Some(Self::CommitBlocks),
            Self::PublishProofBlocksOnchain => Some(Self::CreateProofBlocks),
            Self::ExecuteBlocks => Some(Self::PublishProofBlocksOnchain),
        }
    }

    /// Whether the operation is a transaction on L1.
    pub fn is_sent_to_l1(self) -> bool {
        self != Self::CreateProofBlocks
    }
}

/// One step for a run of consecutive blocks.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct AggregatedOperation {
    /// Number; operations are created in this order.
    pub id: OperationId,
    /// What is to be done.
    pub kind: OperationKind,
    /// First block.
    pub from: BlockNumber,
    /// Last block.
    pub to: BlockNumber,
    /// Timestamp of the mini-block that created it, in seconds.
    pub created_at: u64,
}

/// What happened outside of the chain.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum PipelineEvent {
    /// The proof of a block exists and verifies.
    ProofReady {
        /// The block.
        block: BlockNumber,
    },
    /// The transaction of an operation is confirmed on L1.
    L1Confirmed {
        /// The operation.
        operation: OperationId,
    },
}

/// Why an event was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PipelineError {
    /// The block was never sealed.
    #[error("block {block} is not sealed: report proofs of sealed blocks only")]
    UnknownBlock {
        /// The block.
        block: BlockNumber,
    },
    /// The operation was never created.
    #[error("aggregated operation {operation} does not exist: report operations that the chain created")]
    UnknownOperation {
        /// The operation.
        operation: OperationId,
    },
    /// The operation is not sent to L1.
    #[error("aggregated operation {operation} is not sent to L1: report its proofs one by one")]
    NotSentToL1 {
        /// The operation.
        operation: OperationId,
    },
    /// An earlier operation of the same kind is open.
    #[error("operation {operation} cannot be confirmed before {expected}: report confirmations in order")]
    OutOfOrder {
        /// The operation.
        operation: OperationId,
        /// The one that must come first.
        expected: OperationId,
    },
}

/// Limits and deadlines of one kind of operation.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StepRules {
    /// The most blocks in one operation; that many waiting trigger it.
    pub max_blocks: u32,
    /// Age of the oldest waiting block, in seconds since its timestamp, that triggers it.
    pub deadline: u64,
}

/// Limits and deadlines of all kinds.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Serialize,
    Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AggregatorRules {
    /// CommitBlocks.
    pub commit: StepRules,
    /// CreateProofBlocks, and with it PublishProofBlocksOnchain, which takes the same blocks.
    pub prove: StepRules,
    /// ExecuteBlocks.
    pub execute: StepRules,
}

impl Default for AggregatorRules {
    fn default() -> Self {
        let step = |max_blocks| StepRules { max_blocks, deadline: 1 };
        Self { commit: step(10), prove: step(4), execute: step(10) }
    }
}

impl AggregatorRules {
    /// Names what makes these rules unusable, if anything does.
    pub fn problem(&self) -> Option<&'static str> {
        [self.commit, self.prove, self.execute]
            .iter()
            .any(|step| step.max_blocks == 0)
            .then_some("an aggregated operation of no blocks: set max_blocks to at least 1")
    }
}

/// What the aggregator keeps about a sealed block until it is executed on L1.
#[rustfmt::skip]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockRecord {
    /// Timestamp of the block.
    pub timestamp: u64,
    /// Whether somebody waits on L1 for it.
    pub fast: bool,
    /// Whether its proof exists.
    pub proven: bool,
}

/// How far one kind of operation has come.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Last block for which the operation was created.
    pub created: BlockNumber,
    /// Last block for which it is done: proven, or confirmed on L1.
    pub done: BlockNumber,
}
