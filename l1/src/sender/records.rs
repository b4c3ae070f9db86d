//! What the sender stores.

use crate::{Fees, L1Error};
use codec::{Decode, Encode};
use serde::{Deserialize, Serialize};
use std::fmt;
use zelkova_primitives::BlockNumber;

/// Kind of an aggregated operation that becomes an L1 transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize)]
pub enum L1OpKind {
    /// `commitBlocks`
    Commit,
    /// `proveBlocks`
    PublishProof,
    /// `executeBlocks`
    Execute,
}

impl L1OpKind {
    /// All kinds; what is nearer to its end is sent first.
    pub const BY_PRIORITY: [Self; 3] = [Self::Execute, Self::PublishProof, Self::Commit];

    /// The kind that a block must have been through before.
    pub const fn previous(self) -> Option<Self> {
        match self {
            Self::Commit => None,
            Self::PublishProof => Some(Self::Commit),
            Self::Execute => Some(Self::PublishProof),
        }
    }

    /// The function of Rollup.
    pub const fn function(self) -> &'static str {
        match self {
            Self::Commit => "commitBlocks",
            Self::PublishProof => "proveBlocks",
            Self::Execute => "executeBlocks",
        }
    }
}

/// One aggregated operation to send. `id` orders all of them and is unique.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct L1Operation {
    /// Unique and ascending.
    pub id: u64,
    /// Kind.
    pub kind: L1OpKind,
    /// First block.
    pub first_block: BlockNumber,
    /// Last block.
    pub last_block: BlockNumber,
    /// Call data to the Rollup contract.
    pub calldata: Vec<u8>,
}

impl fmt::Display for L1Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, kind, first_block, last_block, .. } = self;
        write!(f, "operation {id} ({} of blocks {first_block} to {last_block})", kind.function())
    }
}

/// What the caller stores for each operation (key = operation id).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SenderRecord {
    /// What is sent.
    pub operation: L1Operation,
    /// How far it is.
    pub state: SenderState,
}

/// State of one record.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum SenderState {
    /// Waits for its turn.
    Queued,
    /// Signed and stored, perhaps broadcast.
    Sent(InFlight),
    /// Mined with enough confirmations.
    Confirmed {
        /// The mined transaction.
        tx_hash: [u8; 32],
        /// L1 block.
        l1_block: u64,
        /// Gas used.
        gas_used: u64,
    },
}

/// Everything that makes the transactions of an operation. Signatures are deterministic, so the transactions themselves
/// need not be stored: they are made again from this, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct InFlight {
    /// Nonce of all attempts: at most one of them can be mined.
    pub nonce: u64,
    /// Gas limit of all attempts.
    pub gas_limit: u64,
    /// The first and its replacements, oldest first. Any of them may be the one that is mined.
    pub attempts: Vec<Attempt>,
}

/// One transaction of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Attempt {
    /// Its hash.
    pub tx_hash: [u8; 32],
    /// Its fees.
    pub fees: Fees,
    /// L1 block in which it was made.
    pub l1_block: u64,
}

/// Persistence of the sender, implemented by the node's database. A call returns after the record is durable.
pub trait SenderStore: Send + Sync {
    /// All records that are not confirmed, by id, and at least the newest confirmed one of each kind.
    fn load(&self) -> Result<Vec<SenderRecord>, L1Error>;
    /// Inserts or replaces by operation id.
    fn save(&self, record: &SenderRecord) -> Result<(), L1Error>;
    /// Whether an operation is not to be done any more, because its blocks were opened again.
    fn is_void(&self, _id: u64) -> Result<bool, L1Error> {
        Ok(false)
    }
}

/// What a tick reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SenderEvent {
    /// Broadcast (also a replacement).
    Sent {
        /// Operation id.
        id: u64,
        /// Hash.
        tx_hash: [u8; 32],
    },
    /// Confirmed, in the order in which they were sent.
    Confirmed {
        /// Operation id.
        id: u64,
        /// Kind.
        kind: L1OpKind,
        /// First block.
        first_block: BlockNumber,
        /// Last block.
        last_block: BlockNumber,
        /// The mined transaction.
        tx_hash: [u8; 32],
        /// L1 block.
        l1_block: u64,
        /// Gas used.
        gas_used: u64,
    },
}

/// Sender settings.
#[derive(Debug, Clone)]
pub struct SenderConfig {
    /// Blocks on top before confirmed.
    pub confirmations: u64,
    /// L1 blocks after which a transaction counts as stuck.
    pub expected_wait_blocks: u64,
    /// At most so many in flight.
    pub max_in_flight: usize,
    /// Upper limit, wei.
    pub max_gas_price: u128,
}

impl Default for SenderConfig {
    fn default() -> Self {
        Self { confirmations: 0, expected_wait_blocks: 30, max_in_flight: 30, max_gas_price: 400_000_000_000 }
    }
}
