//! Remembers prices for as long as they count.

use super::{PriceError, Reading};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::Instant;
use zelkova_primitives::TokenId;
use zelkova_runtime::Price;

/// A price that differs from the last one by more than this factor is taken for a mistake of the source.
const MAX_JUMP: u32 = 10;

/// The last price of each token.
#[derive(Debug)]
pub struct PriceBook {
    /// For how long a price counts; for ever if there is none.
    max_age: Option<Duration>,
    prices: BTreeMap<TokenId, (Price, Instant)>,
}

impl PriceBook {
    /// An empty book.
    pub fn new(max_age: Option<Duration>) -> Self {
        Self { max_age, prices: BTreeMap::new() }
    }

    /// Notes what was read at `now`. A token without a new price keeps its last one. Returns what went wrong.
    pub fn note(&mut self, readings: Vec<Reading>, now: Instant) -> Vec<(TokenId, PriceError)> {
        let mut failures = Vec::new();
        for (token, reading) in readings {
            match reading {
                Ok(Some(read)) => match self.price(token, now) {
                    Some(last) if read.differs_by_more_than(&last, MAX_JUMP) => {
                        failures.push((token, PriceError::Jump { read, last, factor: MAX_JUMP }));
                    }
                    _ => drop(self.prices.insert(token, (read, now))),
                },
                Ok(None) => {}
                Err(error) => failures.push((token, error)),
            }
        }
        failures
    }

    /// The price of a token, if it still counts at `now`.
    pub fn price(&self, token: TokenId, now: Instant) -> Option<Price> {
        let (price, read_at) = self.prices.get(&token)?;
        let fresh = self.max_age.is_none_or(|max_age| now.saturating_duration_since(*read_at) <= max_age);
        fresh.then_some(*price)
    }

    /// All prices that still count at `now`.
    pub fn prices(&self, now: Instant) -> BTreeMap<TokenId, Price> {
        self.prices.keys().filter_map(|token| Some((*token, self.price(*token, now)?))).collect()
    }
}
