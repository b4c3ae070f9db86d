//! Every metric of the node. The unit is in the name; the doc of a field is its help text on `/metrics`.

use prometheus_client::{
    encoding::{text, EncodeLabelSet, EncodeLabelValue},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{exponential_buckets, Histogram},
    },
    registry::Registry,
};
use std::sync::atomic::AtomicU64;

/// Label of metrics that are counted per outcome of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Outcome {
    /// What became of it.
    pub outcome: OutcomeLabel,
}

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum OutcomeLabel {
    /// Taken into the mempool.
    Accepted,
    /// Refused by admission.
    Refused,
    /// Executed in a mini-block.
    Executed,
    /// Failed in a mini-block.
    Rejected,
}

/// Label of metrics that are counted per stage of a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Stage {
    /// Which stage.
    pub stage: StageLabel,
}

/// Stages of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum StageLabel {
    /// Sealed by the state keeper.
    Sealed,
    /// Committed on L1.
    Committed,
    /// Proof published on L1.
    Proven,
    /// Executed on L1.
    Finalized,
}

macro_rules! metrics {
    ($($(#[doc = $help:literal])+ $name:ident: $type:ty = $make:expr,)+) => {
        /// The metrics of one node.
        pub struct Metrics {
            registry: Registry,
            $($(#[doc = $help])+ pub $name: $type,)+
        }

        impl Metrics {
            /// Registers every metric.
            pub fn new() -> Self {
                let mut registry = Registry::with_prefix("zelkova");
                $(
                    let $name: $type = $make;
                    registry.register(stringify!($name), concat!($($help),+).trim(), $name.clone());
                )+
                Self { registry, $($name,)+ }
            }
        }
    };
}

metrics! {
    /// Number of the newest mini-block
    mini_block_number: Gauge = Gauge::default(),
    /// Time from the start of a mini-block's execution to its being on disk
    mini_block_seconds: Histogram = Histogram::new(exponential_buckets(0.001, 2.0, 14)),
    /// Time of the atomic database write of a mini-block
    database_write_seconds: Histogram = Histogram::new(exponential_buckets(0.000_1, 2.0, 14)),
    /// Transactions by what became of them
    transactions: Family<Outcome, Counter> = Family::default(),
    /// Transactions that wait for a mini-block
    mempool_transactions: Gauge = Gauge::default(),
    /// Priority operations that wait for a mini-block
    waiting_priority_operations: Gauge = Gauge::default(),
    /// Number of the newest block that reached each stage
    block_number: Family<Stage, Gauge> = Family::default(),
    /// Time to gather the witness of a block
    witness_seconds: Histogram = Histogram::new(exponential_buckets(0.01, 2.0, 12)),
    /// Time to prove a block
    proof_seconds: Histogram = Histogram::new(exponential_buckets(0.5, 2.0, 12)),
    /// Newest L1 block that the watcher has read
    l1_watched_block_number: Gauge = Gauge::default(),
    /// Aggregated operations that are not confirmed on L1
    l1_operations_in_flight: Gauge = Gauge::default(),
    /// Gas that confirmed aggregated operations used on L1
    l1_gas_used: Counter = Counter::default(),
    /// Failed calls to the L1 node
    l1_errors: Counter = Counter::default(),
    /// Gas price that fees are computed with
    fee_gas_price_wei: Gauge = Gauge::default(),
    /// Tokens that fees can be paid in, because they have a price
    fee_tokens: Gauge = Gauge::default(),
    /// Prices of gas or tokens that could not be read
    fee_source_errors: Counter = Counter::default(),
    /// Unix time at which the node started
    start_time_seconds: Gauge<f64, AtomicU64> = Gauge::default(),
}

impl Metrics {
    /// The text that Prometheus scrapes.
    pub fn render(&self) -> String {
        let mut buffer = String::new();
        // Encoding into a string cannot fail.
        let _ = text::encode(&mut buffer, &self.registry);
        buffer
    }

    /// Counts a transaction.
    pub fn count(&self, outcome: OutcomeLabel) {
        self.transactions.get_or_create(&Outcome { outcome }).inc();
    }

    /// Records that blocks up to `number` reached a stage.
    pub fn reached(&self, stage: StageLabel, number: u32) {
        self.block_number.get_or_create(&Stage { stage }).set(i64::from(number));
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_comes_from_the_docs_and_values_are_rendered() {
        let metrics = Metrics::new();
        metrics.mini_block_number.set(7);
        metrics.count(OutcomeLabel::Accepted);
        metrics.reached(StageLabel::Proven, 3);
        let text = metrics.render();
        assert!(text.contains("# HELP zelkova_mini_block_number Number of the newest mini-block."), "{text}");
        assert!(text.contains("zelkova_mini_block_number 7"), "{text}");
        assert!(text.contains("zelkova_transactions_total{outcome=\"Accepted\"} 1"), "{text}");
        assert!(text.contains("zelkova_block_number{stage=\"Proven\"} 3"), "{text}");
    }
}
