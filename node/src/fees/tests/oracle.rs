//! What the oracle makes of its sources over time. Time is given to it, so that no test waits.

use super::{
    answer, price, prices,
    server::{Reply, Server},
    tokens,
};
use crate::{
    fees::{FeeOracle, GasSource, HttpPriceSource, PriceBook, PriceError, StaticTable},
    metrics::Metrics,
};
use async_trait::async_trait;
use parking_lot::Mutex;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;
use zelkova_chain_spec::{GasPriceSpec, StaticPrice};
use zelkova_l1::L1Error;
use zelkova_primitives::TokenId;
use zelkova_runtime::FeeModel;

const DAI: TokenId = TokenId(1);
const STATIC_GAS: GasPriceSpec = GasPriceSpec::Static { wei: 7 };

/// A gas price that a test sets; without one L1 does not answer.
#[derive(Clone, Default)]
struct TestGas(Arc<Mutex<Option<u128>>>);

#[async_trait]
impl GasSource for TestGas {
    async fn gas_price(&self) -> Result<u128, L1Error> {
        let failed = || L1Error::Transport { what: "read the L1 base fee".into(), detail: "it is down".into() };
        self.0.lock().ok_or_else(failed)
    }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn over_http(url: &str) -> FeeOracle {
    let source = HttpPriceSource::new(prices(url)).expect("a client");
    FeeOracle::new(FeeModel::default(), STATIC_GAS, None, Box::new(source))
}

#[tokio::test]
async fn the_last_price_counts_through_an_outage_until_it_is_too_old() {
    let server = Server::start(Reply::Body(200, answer("0.0004"))).await;
    let (mut oracle, metrics, start) = (over_http(&server.url), Metrics::new(), Instant::now());
    let quote = oracle.refresh(&tokens(), start, &metrics).await;
    let worth = quote.value_wei(DAI, 10_000).expect("a price");
    assert_eq!((worth, metrics.fee_tokens.get()), (4, 2));

    server.set(Reply::Body(500, String::new()));
    let quote = oracle.refresh(&tokens(), start + seconds(60), &metrics).await;
    assert_eq!(quote.value_wei(DAI, 10_000), Ok(4));
    assert_eq!(metrics.fee_source_errors.get(), 1);
    server.stop().await;
    let quote = oracle.refresh(&tokens(), start + seconds(600), &metrics).await;
    assert!(quote.accepts(DAI), "600 s is the greatest age");
    let quote = oracle.refresh(&tokens(), start + seconds(601), &metrics).await;
    assert!(!quote.accepts(DAI) && quote.accepts(TokenId::ETH));
    assert_eq!(metrics.fee_tokens.get(), 1);

    // A price that comes back counts, however far it has moved.
    let mut book = PriceBook::new(Some(seconds(600)));
    book.note(vec![(DAI, Ok(Some(price("0.0004"))))], start);
    assert!(book.note(vec![(DAI, Ok(Some(price("4"))))], start + seconds(601)).is_empty());
    assert_eq!(book.price(DAI, start + seconds(601)), Some(price("4")));
}

#[tokio::test]
async fn prices_are_read_when_they_are_due() {
    let server = Server::start(Reply::Body(200, answer("0.0004"))).await;
    let (mut oracle, metrics, start) = (over_http(&server.url), Metrics::new(), Instant::now());
    for (after, readings) in [(0, 1), (59, 1), (60, 2), (61, 2), (121, 3)] {
        oracle.refresh(&tokens(), start + seconds(after), &metrics).await;
        assert_eq!(server.asked().len(), readings, "after {after} s");
    }
    assert_eq!(oracle.interval(), Some(seconds(60)));
}

#[test]
fn a_jump_is_not_believed_while_the_last_price_counts() {
    let start = Instant::now();
    let mut book = PriceBook::new(Some(seconds(600)));
    let mut note = |text: &str, after| {
        let failures = book.note(vec![(DAI, Ok(Some(price(text))))], start + seconds(after));
        (failures, book.price(DAI, start + seconds(after)))
    };
    assert_eq!(note("0.0004", 0).1, Some(price("0.0004")));
    for wild in ["0.0041", "0.000039"] {
        let (failures, counts) = note(wild, 60);
        assert!(matches!(failures[..], [(DAI, PriceError::Jump { .. })]), "{failures:?}");
        assert_eq!(counts, Some(price("0.0004")));
    }
    assert_eq!(note("0.004", 60).1, Some(price("0.004")));
}

#[test]
fn a_token_without_a_new_price_keeps_the_last_one() {
    let start = Instant::now();
    let mut book = PriceBook::new(Some(seconds(600)));
    book.note(vec![(DAI, Ok(Some(price("0.0004"))))], start);
    assert!(book.note(vec![(DAI, Ok(None)), (TokenId(2), Ok(None))], start + seconds(60)).is_empty());
    assert_eq!(book.prices(start + seconds(60)).into_keys().collect::<Vec<_>>(), [DAI]);
    assert!(book.prices(start + seconds(601)).is_empty());
}

#[tokio::test]
async fn a_table_counts_for_ever_and_before_its_tokens_are_registered() {
    let table = vec![StaticPrice { token: DAI, price: price("0.0004") }];
    let source = Box::new(StaticTable::new(table));
    let mut oracle = FeeOracle::new(FeeModel::default(), STATIC_GAS, None, source);
    let (metrics, start) = (Metrics::new(), Instant::now());
    assert!(oracle.refresh(&[], start, &metrics).await.accepts(DAI));
    let quote = oracle.refresh(&[], start + seconds(1_000_000), &metrics).await;
    assert!(quote.accepts(DAI));
    assert_eq!((quote.gas_price(), oracle.interval()), (7, None));
}

#[tokio::test]
async fn the_gas_price_stays_within_bounds_and_outlives_an_outage() {
    let gas = TestGas::default();
    let spec = GasPriceSpec::L1 { min_wei: 10, max_wei: 1_000 };
    let table = Box::new(StaticTable::new(Vec::new()));
    let mut oracle = FeeOracle::new(FeeModel::default(), spec, Some(Box::new(gas.clone())), table);
    let (metrics, start) = (Metrics::new(), Instant::now());
    // What is not known yet is taken to be expensive.
    for (after, read, charged) in [
        (0, None, 1_000),
        (15, Some(50), 50),
        (30, Some(5), 10),
        (45, Some(5_000), 1_000),
        (60, Some(70), 70),
        (75, None, 70),
        (660, None, 70),
        (661, None, 1_000),
        (676, Some(80), 80),
    ] {
        *gas.0.lock() = read;
        let quote = oracle.refresh(&[], start + seconds(after), &metrics).await;
        assert_eq!(quote.gas_price(), charged, "after {after} s");
    }
    assert_eq!((metrics.fee_source_errors.get(), metrics.fee_gas_price_wei.get()), (4, 80));
    assert_eq!(oracle.interval(), Some(seconds(15)));
}
