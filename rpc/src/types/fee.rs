//! Tokens and fees.

use super::{Amount, TokenSelector};
use crate::openrpc::schema;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use zelkova_primitives::{L1Address, TokenId};

/// A token of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Its id on the chain; 0 is ETH.
    #[schemars(with = "u16")]
    pub id: TokenId,
    /// Its contract on L1; zero for ETH.
    #[schemars(schema_with = "schema::address")]
    pub address: L1Address,
    /// Its symbol.
    pub symbol: String,
    /// The number of decimals of one unit.
    pub decimals: u8,
    /// Whether fees may be paid in it.
    pub pays_fees: bool,
}

/// The kinds of operations that have a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum FeeKind {
    /// A transfer to an account that exists.
    Transfer,
    /// A transfer that creates the recipient's account.
    TransferToNew,
    /// A withdrawal.
    Withdraw,
    /// A key change authorised by a transaction on L1.
    ChangePubKeyOnchain,
    /// A key change authorised by an ECDSA signature, which L1 has to check.
    ChangePubKeyEcdsa,
}

impl FeeKind {
    /// All kinds.
    pub const ALL: [FeeKind; 5] = [
        FeeKind::Transfer,
        FeeKind::TransferToNew,
        FeeKind::Withdraw,
        FeeKind::ChangePubKeyOnchain,
        FeeKind::ChangePubKeyEcdsa,
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            FeeKind::Transfer => "transfer",
            FeeKind::TransferToNew => "transferToNew",
            FeeKind::Withdraw => "withdraw",
            FeeKind::ChangePubKeyOnchain => "changePubKeyOnchain",
            FeeKind::ChangePubKeyEcdsa => "changePubKeyEcdsa",
        }
    }
}

impl fmt::Display for FeeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FeeKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        FeeKind::ALL
            .into_iter()
            .find(|kind| kind.name() == text)
            .ok_or_else(|| format!("`{text}` has no price: use {}", FeeKind::ALL.map(FeeKind::name).join(", ")))
    }
}

/// What a fee is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeeRequest {
    /// The kind of operation.
    #[serde(rename = "type")]
    pub kind: FeeKind,
    /// The token to pay in.
    pub token: TokenSelector,
    /// The recipient of a transfer: the answer is then that of `transferToNew` if it has no account.
    #[schemars(schema_with = "schema::optional_address")]
    #[serde(default)]
    pub recipient: Option<L1Address>,
}

/// The fee that the node asks for now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeeEstimate {
    /// The kind of operation that the price is for.
    #[serde(rename = "type")]
    pub kind: FeeKind,
    /// The token.
    #[schemars(with = "u16")]
    pub token: TokenId,
    /// The part that pays for L1 gas.
    pub gas_fee: Amount,
    /// The part that pays for the proof.
    pub proof_fee: Amount,
    /// What to put into the transaction: packable, at least the sum of the parts.
    pub total_fee: Amount,
}
