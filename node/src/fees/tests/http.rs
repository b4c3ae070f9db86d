//! One reading of the HTTP source.

use super::{
    answer, dai, price, prices,
    server::{Reply, Server},
    tokens,
};
use crate::fees::{HttpPriceSource, PriceError, PriceSource};
use zelkova_chain_spec::HttpPrices;
use zelkova_primitives::TokenId;
use zelkova_runtime::{Price, TokenInfo};

async fn read_with(config: HttpPrices, token: TokenInfo) -> Result<Option<Price>, PriceError> {
    let source = HttpPriceSource::new(config).expect("a client");
    let mut readings = source.prices(&[TokenInfo::eth(), token.clone()]).await;
    // ETH is not asked for: it is what prices are in.
    assert_eq!(readings.len(), 1);
    let (id, reading) = readings.remove(0);
    assert_eq!(id, token.id);
    reading
}

/// What is read from a server that answers so.
async fn read(status: u16, body: String) -> Result<Option<Price>, PriceError> {
    let server = Server::start(Reply::Body(status, body)).await;
    read_with(prices(&server.url), dai()).await
}

#[tokio::test]
async fn a_price_is_read_where_the_pointer_leads() {
    for text in ["0.00041", "4.1e-4", "\"0.00041\""] {
        assert_eq!(read(200, answer(text)).await.expect("a price"), Some(price("0.00041")), "{text}");
    }
    let server = Server::start(Reply::Body(200, answer("0.5"))).await;
    let usdc = TokenInfo { decimals: 6, ..dai() };
    let read = read_with(prices(&server.url), usdc).await.expect("a price");
    assert_eq!(read, Price::new(500_000_000_000, 1));
    let address = "da".repeat(20);
    assert_eq!(server.asked(), [format!("/price?contract=0x{address}&id=1")]);
}

#[tokio::test]
async fn a_token_that_the_server_does_not_know_has_no_price() {
    for body in ["{}".to_string(), "[]".to_string(), answer("null")] {
        assert_eq!(read(200, body.clone()).await.expect("an answer"), None, "{body}");
    }
}

#[tokio::test]
async fn garbage_is_no_price() {
    for text in ["0", "-0.0004", "\"a lot\"", "true", "{}", "1e400", "\"\"", "[0.0004]"] {
        let error = read(200, answer(text)).await.map(drop).expect_err(text);
        let unreadable = matches!(error, PriceError::NotAPrice { .. } | PriceError::NotJson { .. });
        assert!(unreadable && error.to_string().contains("; check the "), "{text}: {error}");
    }
    let error = read(200, "<html>busy</html>".into()).await.expect_err("no JSON");
    assert!(matches!(error, PriceError::NotJson { .. }), "{error}");
    let error = read(429, answer("0.0004")).await.expect_err("refused");
    assert!(matches!(error, PriceError::Status { status: 429, .. }), "{error}");
    let error = read(200, " ".repeat((1 << 20) + 1)).await.expect_err("too long");
    assert!(matches!(error, PriceError::TooLong { .. }), "{error}");
}

#[tokio::test]
async fn a_server_that_is_gone_or_silent_is_an_error_in_time() {
    let server = Server::start(Reply::Silence).await;
    let config = HttpPrices { timeout_milliseconds: 100, ..prices(&server.url) };
    let error = read_with(config.clone(), dai()).await.expect_err("silent");
    assert!(matches!(error, PriceError::Unreachable { .. }), "{error}");
    assert_eq!(server.asked().len(), 1);
    server.stop().await;
    let error = read_with(config, dai()).await.expect_err("gone");
    assert!(matches!(error, PriceError::Unreachable { .. }), "{error}");
}

#[tokio::test]
async fn every_token_is_asked_for() {
    let server = Server::start(Reply::Body(200, answer("0.0004"))).await;
    let source = HttpPriceSource::new(prices(&server.url)).expect("a client");
    let other = TokenInfo { id: TokenId(2), address: zelkova_primitives::L1Address([7; 20]), ..dai() };
    let mut readings = source.prices(&[tokens(), vec![other]].concat()).await;
    readings.sort_by_key(|(token, _)| *token);
    let prices: Vec<_> = readings.into_iter().map(|(_, reading)| reading.expect("an answer")).collect();
    assert_eq!(prices, [Some(price("0.0004")), None]);
}
