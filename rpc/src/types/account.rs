//! Accounts.

use super::Amount;
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, SerialId, TokenId};

/// An account, or an address with deposits under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The account's id; null while only deposits are under way.
    #[schemars(with = "Option<u32>")]
    pub id: Option<AccountId>,
    /// The L1 address that owns the account.
    #[schemars(schema_with = "schema::address")]
    pub address: L1Address,
    /// The state after everything that was executed on the chain.
    pub committed: Option<AccountState>,
    /// The state after the last block that was executed on L1.
    pub finalized: Option<AccountState>,
    /// Deposits that were seen on L1 and not executed yet.
    pub depositing: Vec<PendingDeposit>,
}

/// One state of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountState {
    /// The nonce of the next transaction.
    pub nonce: Nonce,
    /// The hash of the key that signs for the account; zero: no key, the account is locked.
    #[schemars(schema_with = "schema::hash")]
    pub key_hash: Felt,
    /// How many NFTs the account has minted: the serial number of its next one.
    pub minted: u32,
    /// Balances that are not zero, by token id.
    pub balances: Vec<Balance>,
}

impl AccountState {
    /// The balance of a token; zero when it is not listed.
    pub fn balance(&self, token: TokenId) -> u128 {
        self.balances.iter().find(|balance| balance.token == token).map_or(0, |balance| balance.amount.0)
    }
}

/// A balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Balance {
    /// The token.
    #[schemars(with = "u16")]
    pub token: TokenId,
    /// The amount in the token's smallest unit.
    pub amount: Amount,
}

/// A deposit that is not executed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PendingDeposit {
    /// Its number in the priority queue.
    pub serial_id: SerialId,
    /// The token.
    #[schemars(with = "u16")]
    pub token: TokenId,
    /// The amount in the token's smallest unit.
    pub amount: Amount,
}
