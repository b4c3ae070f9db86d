//! The chain and its pipeline.

use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{BlockNumber, Felt, L1Address, SerialId};

/// What identifies the chain, and how it is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChainStatus {
    /// The chain's name.
    pub name: String,
    /// The chain's short name.
    pub id: String,
    /// `development`, `local` or `live`.
    pub chain_type: String,
    /// The version of the node.
    pub version: String,
    /// The chain's own number.
    pub l2_chain_id: u64,
    /// The number of the L1 chain it settles to.
    pub l1_chain_id: u64,
    /// The value that ties signatures to this chain.
    #[schemars(schema_with = "schema::hash")]
    pub chain_tag: Felt,
    /// The state root at genesis.
    #[schemars(schema_with = "schema::hash")]
    pub genesis_root: Felt,
    /// The contracts on L1.
    pub contracts: ContractAddresses,
    /// The numbers of slots that blocks can have.
    pub capacities: Vec<u32>,
    /// The L1 confirmations after which a deposit is taken.
    pub confirmations: u64,
}

/// The contracts on L1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContractAddresses {
    /// Deposits, blocks and withdrawals.
    #[schemars(schema_with = "schema::address")]
    pub rollup: L1Address,
    /// Validators and tokens.
    #[schemars(schema_with = "schema::address")]
    pub governance: L1Address,
    /// The proof verifier.
    #[schemars(schema_with = "schema::address")]
    pub verifier: L1Address,
}

/// How far the chain and its settlement have come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PipelineStatus {
    /// The number of the last mini-block.
    pub mini_block: u32,
    /// Its timestamp in seconds.
    pub timestamp: u64,
    /// The block that is being filled.
    pub pending_block: PendingBlock,
    /// The newest block of each stage.
    pub blocks: BlockHeights,
    /// What waits where.
    pub queues: Queues,
    /// The last L1 block that the node has read.
    pub l1_block: u64,
    /// The number of the next priority operation to execute.
    pub next_priority_operation: SerialId,
    /// Why the node can send nothing to L1 now; it goes on trying. Null while it can.
    #[serde(default)]
    pub settlement_problem: Option<String>,
}

/// The block that is being filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PendingBlock {
    /// Its number.
    pub number: BlockNumber,
    /// Operations so far.
    pub operations: u32,
    /// Slots used so far.
    pub slots: u32,
    /// Mini-blocks since it was opened.
    pub mini_blocks: u32,
}

/// The newest block of each stage; 0 is genesis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BlockHeights {
    /// Sealed on the chain.
    pub sealed: BlockNumber,
    /// Committed on L1.
    pub committed: BlockNumber,
    /// Proven on L1.
    pub proven: BlockNumber,
    /// Executed on L1.
    pub finalized: BlockNumber,
}

/// How much waits in each queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Queues {
    /// Transactions that wait for execution.
    pub mempool: u32,
    /// Priority operations that wait for execution.
    pub priority: u32,
    /// Blocks that wait for a proof.
    pub proofs: u32,
    /// L1 transactions that are not confirmed yet.
    pub l1_transactions: u32,
}
