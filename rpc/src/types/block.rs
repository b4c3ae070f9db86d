//! Blocks.

use super::{Bytes, Stage};
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{AccountId, BlockNumber, Felt, SerialId, TxHash};

/// A sealed block without its operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BlockSummary {
    /// Its number; the first block is 1.
    pub number: BlockNumber,
    /// Its timestamp in seconds.
    pub timestamp: u64,
    /// How far it has come: `sealed`, `committed`, `proven` or `finalized`.
    pub stage: Stage,
    /// The number of slots of its circuit.
    pub capacity: u32,
    /// The account that received its fees.
    #[schemars(with = "u32")]
    pub fee_account: AccountId,
    /// The number of its operations.
    pub operation_count: u32,
    /// The state root before.
    #[schemars(schema_with = "schema::hash")]
    pub old_root: Felt,
    /// The state root after.
    #[schemars(schema_with = "schema::hash")]
    pub new_root: Felt,
    /// How long making its proof took, in milliseconds, once there is one.
    pub proof_milliseconds: Option<u64>,
    /// The L1 transactions that settled it so far.
    pub l1: L1Transactions,
}

/// A sealed block with its operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// The block itself.
    #[serde(flatten)]
    pub summary: BlockSummary,
    /// Its operations in the order of execution.
    pub operations: Vec<BlockOperation>,
    /// The bytes that it publishes on L1.
    pub pubdata: Bytes,
}

/// An operation of a block: `hash` names a transaction, `serialId` a priority operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BlockOperation {
    /// The operation's name, for example `transferToNew`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The transaction's hash.
    #[schemars(schema_with = "schema::optional_hash")]
    pub hash: Option<TxHash>,
    /// The priority operation's number.
    pub serial_id: Option<SerialId>,
    /// What the operation publishes on L1.
    pub pubdata: Bytes,
}

/// Hashes of L1 transactions that settle a block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct L1Transactions {
    /// The transaction that committed the block.
    #[schemars(schema_with = "schema::optional_hash")]
    pub commit: Option<TxHash>,
    /// The transaction that published its proof.
    #[schemars(schema_with = "schema::optional_hash")]
    pub prove: Option<TxHash>,
    /// The transaction that executed it.
    #[schemars(schema_with = "schema::optional_hash")]
    pub execute: Option<TxHash>,
}

impl L1Transactions {
    /// Only those that belong to `stage` and the stages before.
    pub fn at(&self, stage: Stage) -> Self {
        let known = |from: Stage, hash: Option<TxHash>| hash.filter(|_| !stage.is_failure() && stage >= from);
        Self {
            commit: known(Stage::Committed, self.commit),
            prove: known(Stage::Proven, self.prove),
            execute: known(Stage::Finalized, self.execute),
        }
    }
}
