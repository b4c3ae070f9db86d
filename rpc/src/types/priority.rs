//! Priority operations: what was requested on L1.

use super::{Amount, L1Transactions, Stage};
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{AccountId, BlockNumber, L1Address, SerialId, TokenId, TxHash};

/// A priority operation and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PriorityOperation {
    /// Its number in the queue.
    pub serial_id: SerialId,
    /// What was requested.
    #[serde(flatten)]
    pub kind: PriorityKind,
    /// The last stage it has reached.
    pub stage: Stage,
    /// The block that holds it, from `executed` on.
    pub block: Option<BlockNumber>,
    /// Its position among the block's operations.
    pub index: Option<u32>,
    /// The L1 block of the request.
    pub l1_block: u64,
    /// The L1 transaction of the request.
    #[schemars(schema_with = "schema::hash")]
    pub l1_transaction: TxHash,
    /// The L1 block by which the request has to be served.
    pub expiration_block: u64,
    /// The L1 transactions that settled its block so far.
    pub l1: L1Transactions,
}

/// What a priority operation asks for, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PriorityKind {
    /// Coins that came from L1.
    Deposit {
        /// The token.
        #[schemars(with = "u16")]
        token: TokenId,
        /// The amount.
        amount: Amount,
        /// The account's L1 address.
        #[schemars(schema_with = "schema::address")]
        to: L1Address,
    },
    /// A withdrawal of the whole balance, requested on L1.
    FullExit {
        /// The account.
        #[schemars(with = "u32")]
        account: AccountId,
        /// The L1 address that asked.
        #[schemars(schema_with = "schema::address")]
        owner: L1Address,
        /// The token.
        #[schemars(with = "u16")]
        token: TokenId,
        /// What was withdrawn, from `sealed` on; zero if the address does not own the account.
        amount: Option<Amount>,
    },
    /// A withdrawal of the NFT in a slot, requested on L1.
    FullExitNft {
        /// The account.
        #[schemars(with = "u32")]
        account: AccountId,
        /// The L1 address that asked.
        #[schemars(schema_with = "schema::address")]
        owner: L1Address,
        /// The slot.
        slot: u16,
    },
}
