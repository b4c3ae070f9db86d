//! What transactions have to pay at this node: where gas price and token prices come from, and who passes them on. The
//! arithmetic is in `pallet_mempool::fees`, the parameters are in the chain spec, docs/fees.md explains both.
//!
//! | part | does |
//! |---|---|
//! | [`PriceSource`] | reads token prices: [`StaticTable`] or [`HttpPriceSource`] |
//! | [`GasSource`] | reads the gas price of L1 |
//! | [`PriceBook`] | remembers prices for as long as they count |
//! | [`FeeOracle`] | makes a quote of all of it, again and again; a source that fails changes nothing but the age of prices |
//! | [`SharedFees`] | the quotes that count, for admission and estimates |

mod book;
mod error;
mod http;
mod oracle;
mod shared;
mod static_table;
#[cfg(test)]
mod tests;

pub use book::PriceBook;
pub use error::PriceError;
pub use http::HttpPriceSource;
pub use oracle::{run, FeeOracle, GasSource};
pub use shared::SharedFees;
pub use static_table::StaticTable;

use async_trait::async_trait;
use std::time::Duration;
use zelkova_primitives::TokenId;
use zelkova_runtime::{Price, TokenInfo};

/// What was read for one token; `None` if the source has no price for it.
pub type Reading = (TokenId, Result<Option<Price>, PriceError>);

/// When prices are read again, and for how long they count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Time between two readings.
    pub refresh: Duration,
    /// For how long a price counts that could not be read again.
    pub max_age: Duration,
}

/// Where token prices come from.
#[async_trait]
pub trait PriceSource: Send + Sync {
    /// Reads prices. The registered tokens are given; a source may answer for others too.
    async fn prices(&self, tokens: &[TokenInfo]) -> Vec<Reading>;

    /// When to read again; `None` if nothing ever changes.
    fn timing(&self) -> Option<Timing>;
}
