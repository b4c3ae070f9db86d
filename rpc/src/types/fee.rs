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

/// Declares the kinds with their names, so that no list of them can miss one.
macro_rules! fee_kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// The kinds of operations that have a price.
        #[rustfmt::skip]
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        pub enum FeeKind {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl FeeKind {
            /// All kinds.
            pub const ALL: &'static [FeeKind] = &[$(FeeKind::$variant),+];

            /// The name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(FeeKind::$variant => $name,)+ }
            }
        }
    };
}

fee_kinds! {
    /// A transfer to an account that exists.
    Transfer = "transfer";
    /// A transfer that creates the recipient's account.
    TransferToNew = "transferToNew";
    /// A withdrawal.
    Withdraw = "withdraw";
    /// A withdrawal whose block is settled at once.
    FastWithdraw = "fastWithdraw";
    /// An exit of somebody else's account that has no key.
    ForcedExit = "forcedExit";
    /// A key change authorised by a transaction on L1.
    ChangePubKeyOnchain = "changePubKeyOnchain";
    /// A key change authorised by an ECDSA signature, which L1 has to check.
    ChangePubKeyEcdsa = "changePubKeyEcdsa";
    /// A key change authorised by an EIP-712 signature, which L1 has to check.
    ChangePubKeyEip712 = "changePubKeyEip712";
    /// A key change that the account's CREATE2 address authorises.
    ChangePubKeyCreate2 = "changePubKeyCreate2";
    /// Creation of an NFT.
    MintNft = "mintNft";
    /// A withdrawal of an NFT.
    WithdrawNft = "withdrawNft";
    /// A transfer of an NFT.
    TransferNft = "transferNft";
    /// An exchange between two accounts.
    Swap = "swap";
}

impl fmt::Display for FeeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FeeKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let names = || FeeKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
        let known = FeeKind::ALL.iter().copied().find(|kind| kind.name() == text);
        known.ok_or_else(|| format!("`{text}` has no price: use {}", names()))
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

/// One transaction of a batch that a fee is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchFeeItem {
    /// The kind of operation.
    #[serde(rename = "type")]
    pub kind: FeeKind,
    /// The recipient of a transfer: the price is then that of `transferToNew` if it has no account.
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
    /// What a unit of L1 gas is taken to cost, in wei.
    pub gas_price: Amount,
}

/// The fee that the node asks for a batch now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchFeeEstimate {
    /// The kinds of operations that the price is for, in order.
    pub types: Vec<FeeKind>,
    /// The token.
    #[schemars(with = "u16")]
    pub token: TokenId,
    /// The part that pays for L1 gas.
    pub gas_fee: Amount,
    /// The part that pays for the proof.
    pub proof_fee: Amount,
    /// What all transactions have to pay together, rounded once: packable, at least the sum of the parts.
    pub total_fee: Amount,
    /// What a unit of L1 gas is taken to cost, in wei.
    pub gas_price: Amount,
}
