//! What a node asks for transactions (docs/fees.md).

use crate::{check::refuse, SpecError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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

impl FeeParameters {
    /// Finds what makes the parameters unusable, on a chain whose largest block has `max_slots` slots.
    pub(crate) fn check(&self, max_slots: u32) -> Result<(), SpecError> {
        if let Some(problem) = self.model.problem() {
            return refuse("fees.model", problem, "compare it with docs/fees.md");
        }
        if self.model.block_slots > max_slots {
            let problem = format!("it is {}, the largest block has {max_slots}", self.model.block_slots);
            return refuse("fees.model.blockSlots", problem, "set it to how many slots of a block are used on average");
        }
        match self.gas_price {
            GasPriceSpec::Static { wei: 0 } => {
                return refuse("fees.gasPrice.wei", "it is 0", "give what a unit of L1 gas costs, in wei")
            }
            GasPriceSpec::L1 { min_wei, max_wei } if max_wei == 0 || min_wei > max_wei => {
                let problem = format!("the bounds are {min_wei} and {max_wei}");
                return refuse("fees.gasPrice", problem, "give a maxWei above 0 and a minWei that is not above it");
            }
            GasPriceSpec::Static { .. } | GasPriceSpec::L1 { .. } => {}
        }
        match &self.prices {
            PriceSpec::Static { table } => check_table(table),
            PriceSpec::Http(prices) => prices.check(),
        }
    }
}

fn check_table(table: &[StaticPrice]) -> Result<(), SpecError> {
    let tokens: BTreeSet<_> = table.iter().map(|entry| entry.token).collect();
    if tokens.len() != table.len() {
        return refuse("fees.prices.table", "a token is listed twice", "list each token once");
    }
    if tokens.contains(&TokenId::ETH) {
        return refuse("fees.prices.table", "it lists ETH, whose price is 1 by definition", "remove that entry");
    }
    Ok(())
}

impl HttpPrices {
    fn check(&self) -> Result<(), SpecError> {
        if !["http://", "https://"].iter().any(|scheme| self.url.starts_with(scheme)) {
            let problem = format!("`{}` is not a URL of a server", self.url);
            return refuse("fees.prices.url", problem, "use for example https://prices.example/{address}");
        }
        if !self.pointer.starts_with('/') {
            let problem = format!("`{}` is not a JSON pointer", self.pointer);
            return refuse("fees.prices.pointer", problem, "use for example /{address}/eth");
        }
        if self.refresh_seconds == 0 || self.timeout_milliseconds == 0 {
            return refuse(
                "fees.prices",
                "refreshSeconds or timeoutMilliseconds is 0",
                "set both, for example to 60 and 2000",
            );
        }
        if self.max_age_seconds < self.refresh_seconds {
            let problem = format!("it is {}, shorter than refreshSeconds", self.max_age_seconds);
            return refuse("fees.prices.maxAgeSeconds", problem, "set it to several times refreshSeconds");
        }
        Ok(())
    }
}
