//! Batches: several transactions that are executed together or not at all.

use super::TransactionStatus;
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::TxHash;
use zelkova_runtime::{L1Signature, Transaction};

/// One transaction of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchMember {
    /// The signed transaction.
    #[schemars(schema_with = "schema::transaction")]
    pub transaction: Transaction,
    /// The Ethereum signature of the owner of its account; needed if the account has a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "schema::l1_signature")]
    pub eth_signature: Option<L1Signature>,
}

impl From<Transaction> for BatchMember {
    fn from(transaction: Transaction) -> Self {
        Self { transaction, eth_signature: None }
    }
}

/// A batch that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmittedBatch {
    /// The batch's hash: Keccak-256 of its transactions' hashes, one after the other.
    #[schemars(schema_with = "schema::hash")]
    pub hash: TxHash,
    /// The hashes of its transactions, in order.
    #[schemars(schema_with = "schema::hashes")]
    pub transactions: Vec<TxHash>,
}

/// Where a batch stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchStatus {
    /// The batch's hash.
    #[schemars(schema_with = "schema::hash")]
    pub hash: TxHash,
    /// Where its transactions stand, in order. They are executed together or rejected together.
    pub transactions: Vec<TransactionStatus>,
}
