//! What a node asks for transactions (docs/fees.md).

use serde::{Deserialize, Serialize};
use zelkova_primitives::{serde_util::decimal, TokenId};
use zelkova_runtime::{FeeModel, Price};

/// What transactions have to pay, and where the prices come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FeeParameters {
    /// Costs of a block and of a proof, and how they are shared.
    pub model: FeeModel,
    /// What a unit of gas on L1 costs.
    pub gas_price: GasPriceSpec,
    /// What tokens are worth.
    pub prices: PriceSpec,
}

/// What a unit of gas on L1 costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum GasPriceSpec {
    /// Always the same.
    Static {
        /// In wei.
        #[serde(with = "decimal")]
        wei: u128,
    },
    /// What L1 asks for: base fee and tip of its newest block, within bounds.
    L1 {
        /// The least that is charged, in wei.
        #[serde(with = "decimal")]
        min_wei: u128,
        /// The most that is charged, in wei; also while L1 does not answer.
        #[serde(with = "decimal")]
        max_wei: u128,
    },
}

impl Default for GasPriceSpec {
    /// That of L1, from 0.1 to 500 gwei.
    fn default() -> Self {
        Self::L1 { min_wei: 100_000_000, max_wei: 500_000_000_000 }
    }
}

/// Where the prices of tokens come from. ETH needs none: fees are computed in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum PriceSpec {
    /// From this table.
    Static {
        /// The tokens that pay fees.
        table: Vec<StaticPrice>,
    },
    /// From a server.
    Http(HttpPrices),
}

impl Default for PriceSpec {
    /// An empty table: fees are paid in ETH alone.
    fn default() -> Self {
        Self::Static { table: Vec::new() }
    }
}

/// What one token is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaticPrice {
    /// The token.
    pub token: TokenId,
    /// So many of its smallest unit are worth so many wei.
    pub price: Price,
}

/// A server that answers prices as JSON. In `url` and `pointer`, `{address}` stands for the token's contract in lower
/// case and `{id}` for its number on the chain. Symbols cannot be asked for: any contract can claim any symbol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HttpPrices {
    /// Where a token's price is read.
    pub url: String,
    /// Where in the answer it is (RFC 6901): a number or string, the price of one whole token in ETH.
    pub pointer: String,
    /// Seconds between two readings.
    pub refresh_seconds: u64,
    /// How long one answer may take.
    pub timeout_milliseconds: u64,
    /// For how many seconds the last price counts if no new one can be read. After that the token pays no fees.
    pub max_age_seconds: u64,
}
