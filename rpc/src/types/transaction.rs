//! Transactions and their status.

use super::{Bytes, L1Transactions, Stage};
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{AccountId, BlockNumber, Felt, L1Address, Nonce, TxHash};
use zelkova_runtime::{Rejection, Transaction};

/// Where a transaction stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TransactionStatus {
    /// The transaction's hash.
    #[schemars(schema_with = "schema::hash")]
    pub hash: TxHash,
    /// The last stage it has reached.
    pub stage: Stage,
    /// The block that holds it, from `executed` on (the pending block's number until it is sealed).
    pub block: Option<BlockNumber>,
    /// Its position among the block's operations.
    pub index: Option<u32>,
    /// The mini-block that executed or rejected it.
    pub mini_block: Option<u32>,
    /// Why it was rejected.
    #[schemars(schema_with = "schema::optional_rejection")]
    pub reason: Option<Rejection>,
    /// The L1 transactions that settled its block so far.
    pub l1: L1Transactions,
}

impl TransactionStatus {
    /// The same status as it was at an earlier stage: what was not known then is left out.
    pub fn at(&self, stage: Stage) -> Self {
        let mut status = Self { stage, ..self.clone() };
        if stage == Stage::Accepted {
            (status.block, status.index, status.mini_block) = (None, None, None);
        }
        if !stage.is_failure() {
            status.reason = None;
        }
        status.l1 = self.l1.at(stage);
        status
    }
}

/// A transaction with its status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TransactionRecord {
    /// The signed transaction as it was submitted.
    #[schemars(schema_with = "schema::transaction")]
    pub transaction: Transaction,
    /// Where it stands.
    pub status: TransactionStatus,
}

/// What the owner of an L1 address signs or sends to authorise a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangePubKeyMessage {
    /// The account.
    #[schemars(with = "u32")]
    pub account: AccountId,
    /// The account's L1 address, the signer.
    #[schemars(schema_with = "schema::address")]
    pub address: L1Address,
    /// The nonce that the authorisation holds for.
    pub nonce: Nonce,
    /// The new key's hash.
    #[schemars(schema_with = "schema::hash")]
    pub key_hash: Felt,
    /// The chain that the authorisation holds for.
    #[schemars(schema_with = "schema::hash")]
    pub chain_tag: Felt,
    /// The 72 bytes to sign as an EIP-191 personal message.
    pub message: Bytes,
    /// The contract that takes `setAuthPubkeyHash(bytes32 keyHash, uint32 nonce)` for the on-chain way.
    #[schemars(schema_with = "schema::address")]
    pub contract: L1Address,
}
