//! Makes quotes of gas price and token prices, again and again.

use super::{HttpPriceSource, PriceBook, PriceSource, SharedFees, StaticTable};
use crate::{metrics::Metrics, tasks::Shutdown, NodeError};
use async_trait::async_trait;
use pallet_mempool::{FeeModel, FeeQuote};
use std::{convert::Infallible, fmt::Display, sync::Arc, time::Duration};
use tokio::time::Instant;
use zelkova_chain_spec::{FeeParameters, GasPriceSpec, PriceSpec};
use zelkova_l1::{L1Client, L1Error};
use zelkova_runtime::TokenInfo;

/// How often the gas price is read: about once an L1 block.
const GAS_REFRESH: Duration = Duration::from_secs(15);
/// For how long a gas price counts that could not be read again. After that the upper bound is charged.
const GAS_MAX_AGE: Duration = Duration::from_secs(600);

/// Where the gas price of L1 comes from.
#[async_trait]
pub trait GasSource: Send + Sync {
    /// Wei that a unit of gas costs now.
    async fn gas_price(&self) -> Result<u128, L1Error>;
}

#[async_trait]
impl GasSource for L1Client {
    async fn gas_price(&self) -> Result<u128, L1Error> {
        L1Client::gas_price(self).await
    }
}

/// What this node knows about prices.
pub struct FeeOracle {
    model: FeeModel,
    gas_spec: GasPriceSpec,
    gas_source: Option<Box<dyn GasSource>>,
    gas_read: Option<(u128, Instant)>,
    source: Box<dyn PriceSource>,
    book: PriceBook,
    prices_read: Option<Instant>,
}

impl FeeOracle {
    /// The oracle of a chain spec; without an L1 the gas price is fixed or the upper bound.
    pub fn of_spec(parameters: &FeeParameters, l1: Option<L1Client>) -> Result<Self, NodeError> {
        let source: Box<dyn PriceSource> = match &parameters.prices {
            PriceSpec::Static { table } => Box::new(StaticTable::new(table.clone())),
            PriceSpec::Http(prices) => Box::new(HttpPriceSource::new(prices.clone()).map_err(|error| {
                NodeError::Config(format!("no HTTP client for prices: {}", zelkova_console::chain(&error)))
            })?),
        };
        let gas_source = l1.map(|client| Box::new(client) as Box<dyn GasSource>);
        Ok(Self::new(parameters.model.clone(), parameters.gas_price.clone(), gas_source, source))
    }

    /// An oracle over its sources.
    pub fn new(
        model: FeeModel,
        gas_spec: GasPriceSpec,
        gas_source: Option<Box<dyn GasSource>>,
        source: Box<dyn PriceSource>,
    ) -> Self {
        let book = PriceBook::new(source.timing().map(|timing| timing.max_age));
        // A fixed gas price is never asked for.
        let gas_source = gas_source.filter(|_| matches!(gas_spec, GasPriceSpec::L1 { .. }));
        Self { model, gas_spec, gas_source, gas_read: None, source, book, prices_read: None }
    }

    /// Reads what is due at `now`. Whatever fails is logged and counted; what was known before goes on to count.
    pub async fn refresh(&mut self, tokens: &[TokenInfo], now: Instant, metrics: &Metrics) -> FeeQuote {
        if let Some(source) = &self.gas_source {
            match source.gas_price().await {
                Ok(price) => self.gas_read = Some((price, now)),
                Err(error) => {
                    metrics.fee_source_errors.inc();
                    tracing::warn!(error = %zelkova_console::chain(&error), "cannot read the L1 gas price");
                }
            }
        }
        if self.prices_due(now) {
            self.prices_read = Some(now);
            for (token, error) in self.book.note(self.source.prices(tokens).await, now) {
                metrics.fee_source_errors.inc();
                tracing::warn!(token = token.0, %error, "cannot read a token's price");
            }
        }
        let quote = FeeQuote::new(self.model.clone(), self.gas_price(now), self.book.prices(now));
        metrics.fee_gas_price_wei.set(i64::try_from(quote.gas_price()).unwrap_or(i64::MAX));
        metrics.fee_tokens.set(i64::try_from(quote.tokens().len()).unwrap_or(i64::MAX));
        quote
    }

    /// Time between two refreshes; `None` if nothing ever changes.
    pub fn interval(&self) -> Option<Duration> {
        let gas = self.gas_source.as_ref().map(|_| GAS_REFRESH);
        let prices = self.source.timing().map(|timing| timing.refresh);
        match (gas, prices) {
            (Some(gas), Some(prices)) => Some(gas.min(prices)),
            (gas, prices) => gas.or(prices),
        }
    }

    fn prices_due(&self, now: Instant) -> bool {
        match (self.prices_read, self.source.timing()) {
            (None, _) => true,
            (Some(read_at), Some(timing)) => now.saturating_duration_since(read_at) >= timing.refresh,
            (Some(_), None) => false,
        }
    }

    /// What is charged for a unit of gas at `now`.
    fn gas_price(&self, now: Instant) -> u128 {
        match (&self.gas_spec, self.gas_read) {
            (GasPriceSpec::Static { wei }, _) => *wei,
            (GasPriceSpec::L1 { min_wei, max_wei }, Some((price, read_at)))
                if now.saturating_duration_since(read_at) <= GAS_MAX_AGE =>
            {
                price.max(*min_wei).min(*max_wei)
            }
            (GasPriceSpec::L1 { max_wei, .. }, _) => *max_wei,
        }
    }
}

/// Keeps the node's fees up to date until told to stop; `tokens` reads those that are registered. No failure of a source
/// ends it.
pub async fn run<E: Display>(
    mut oracle: FeeOracle,
    tokens: impl Fn() -> Result<Vec<TokenInfo>, E> + Send,
    fees: Arc<SharedFees>,
    metrics: Arc<Metrics>,
    shutdown: Shutdown,
) -> Result<(), Infallible> {
    let Some(interval) = oracle.interval() else {
        shutdown.cancelled().await;
        return Ok(());
    };
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            () = tokio::time::sleep(interval) => {}
        }
        let tokens = match tokens() {
            Ok(tokens) => tokens,
            Err(error) => {
                tracing::warn!(%error, "cannot read the tokens that fees may be paid in");
                continue;
            }
        };
        let quote = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            quote = oracle.refresh(&tokens, Instant::now(), &metrics) => quote,
        };
        fees.publish(quote);
    }
}
