//! Tokens and fees.

use super::{Amount, TokenSelector};
use crate::openrpc::schema;
use schemars::{json_schema, JsonSchema, Schema, SchemaGenerator};
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use serde_json::json;
use std::{borrow::Cow, fmt, str::FromStr};
use zelkova_primitives::{L1Address, TokenId};
use zelkova_runtime::FeeKind;

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

/// What a fee is asked for, by its name: one of those that the operations of the chain declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeName(&'static FeeKind);

impl FeeName {
    /// All names.
    pub fn all() -> impl Iterator<Item = Self> {
        zelkova_runtime::fee_kinds().map(Self)
    }

    /// What the operation declares about it.
    pub fn kind(self) -> &'static FeeKind {
        self.0
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        self.0.name
    }
}

impl From<&'static FeeKind> for FeeName {
    fn from(kind: &'static FeeKind) -> Self {
        Self(kind)
    }
}

impl fmt::Display for FeeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FeeName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|kind| kind.name() == text).ok_or_else(|| {
            let known: Vec<_> = Self::all().map(Self::name).collect();
            format!("`{text}` has no price: use {}", known.join(", "))
        })
    }
}

impl Serialize for FeeName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for FeeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for FeeName {
    fn schema_name() -> Cow<'static, str> {
        "FeeKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds: Vec<_> = Self::all()
            .map(|kind| json!({ "type": "string", "const": kind.name(), "description": kind.kind().doc }))
            .collect();
        json_schema!({ "description": "The kinds of operations that have a price.", "oneOf": kinds })
    }
}

/// What a fee is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeeRequest {
    /// The kind of operation.
    #[serde(rename = "type")]
    pub kind: FeeName,
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
    pub kind: FeeName,
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
    pub kind: FeeName,
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
    pub types: Vec<FeeName>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_json_and_unknown_ones_are_told_the_known() {
        for kind in FeeName::all() {
            let json = serde_json::to_value(kind).unwrap();
            assert_eq!(json, kind.name());
            assert_eq!(serde_json::from_value::<FeeName>(json).unwrap(), kind);
        }
        let error = serde_json::from_value::<FeeName>("mint".into()).unwrap_err().to_string();
        assert!(error.starts_with("`mint` has no price: use withdraw, fastWithdraw, transfer"), "{error}");
    }
}
