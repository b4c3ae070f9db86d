//! Types that only the node stores.

use codec::{Decode, Encode};
use zelkova_circuits::block::BlockProof;
use zelkova_operation::SealedBlock;
use zelkova_primitives::{priority::PriorityOp, BlockNumber, SerialId, TxHash};
use zelkova_runtime::{Header, Rejection};

/// A mini-block: header and extrinsics.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct MiniBlock {
    /// Header.
    pub header: Header,
    /// Encoded extrinsics.
    pub extrinsics: Vec<Vec<u8>>,
}

/// A transaction, or a batch, that waits; bodies are in the column of transactions.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct MempoolEntry {
    /// Hash of the transaction, or of the members in their order.
    pub transactions: Vec<TxHash>,
    /// Unix time in seconds at which it was accepted.
    pub accepted_at: u64,
}

/// What became of a transaction that was taken into a mini-block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Receipt {
    /// The mini-block.
    pub mini_block: u32,
    /// The result.
    pub outcome: ReceiptOutcome,
}

/// Executed or not.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum ReceiptOutcome {
    /// Part of a block.
    Executed {
        /// Which block.
        block: BlockNumber,
        /// Position among the block's operations.
        index: u32,
    },
    /// Failed.
    Rejected(Rejection),
    /// Executed once in a block that L1 took too late, and not possible any more when that was opened again.
    Reverted(Rejection),
}

/// Who asked for an operation of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Origin {
    /// A transaction.
    Transaction(TxHash),
    /// A priority operation.
    Priority(SerialId),
    /// A transaction as a member of a batch.
    Member {
        /// The transaction.
        hash: TxHash,
        /// The batch.
        batch: TxHash,
    },
}

impl Origin {
    /// The transaction, if it is one.
    pub fn transaction(&self) -> Option<TxHash> {
        match self {
            Self::Transaction(hash) | Self::Member { hash, .. } => Some(*hash),
            Self::Priority(_) => None,
        }
    }
}

/// What is to be executed again.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Reopened {
    /// A priority operation.
    Priority(SerialId),
    /// A transaction, or the members of a batch in their order.
    Transactions(Vec<TxHash>),
}

/// A priority operation that was confirmed on L1.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct PriorityRecord {
    /// The operation.
    pub op: PriorityOp,
    /// Block and position, once executed.
    pub executed: Option<(BlockNumber, u32)>,
}

/// Whether the transactions of an account need an Ethereum signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SecondFactorRecord {
    /// Whether they do.
    pub enabled: bool,
    /// The timestamp that the owner signed with this change, in seconds.
    pub timestamp: u64,
}

/// An L1 transaction that took a block one stage further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct L1Stage {
    /// Its hash.
    pub tx_hash: [u8; 32],
    /// The L1 block that holds it.
    pub l1_block: u64,
    /// Gas it used, for all blocks it was about.
    pub gas_used: u64,
    /// How many blocks it was about.
    pub blocks: u32,
}

/// A sealed block.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct BlockRecord {
    /// The block with its operations' traces.
    pub block: SealedBlock,
    /// What L1 needs beside the pubdata to commit it.
    pub eth_witnesses: Vec<Vec<u8>>,
}

/// How far a sealed block is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct BlockStages {
    /// Mini-block in which it was sealed.
    pub mini_block: u32,
    /// Its commitment.
    pub commit: Option<L1Stage>,
    /// Its proof's publication.
    pub prove: Option<L1Stage>,
    /// Its execution.
    pub execute: Option<L1Stage>,
}

/// The newest block of each stage on L1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub struct L1Heights {
    /// Committed.
    pub committed: BlockNumber,
    /// Proven.
    pub proven: BlockNumber,
    /// Executed on L1.
    pub finalized: BlockNumber,
}

/// A block's proof.
#[derive(Clone, Debug, Encode, Decode)]
pub struct ProofRecord {
    /// The proof.
    pub proof: BlockProof,
    /// Time that making it took, in milliseconds.
    pub millis: u64,
}
