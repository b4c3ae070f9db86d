//! Prices from a server that answers JSON.

use super::{PriceError, PriceSource, Reading, Timing};
use async_trait::async_trait;
use futures::{stream, StreamExt};
use reqwest::{Client, Response};
use serde_json::Value;
use std::time::Duration;
use zelkova_chain_spec::HttpPrices;
use zelkova_primitives::TokenId;
use zelkova_runtime::{Price, TokenInfo};

/// The longest answer that is read.
const MAX_ANSWER_BYTES: usize = 1 << 20;
/// Requests under way at the same time.
const CONCURRENCY: usize = 4;
/// So much of a strange value is repeated in an error.
const MAX_SHOWN: usize = 60;

/// A server with one URL a token.
pub struct HttpPriceSource {
    client: Client,
    config: HttpPrices,
}

impl HttpPriceSource {
    /// A source as a chain spec describes it; an error if this machine cannot make TLS connections.
    pub fn new(config: HttpPrices) -> Result<Self, reqwest::Error> {
        let client = Client::builder().timeout(Duration::from_millis(config.timeout_milliseconds)).build()?;
        Ok(Self { client, config })
    }

    async fn price(&self, token: &TokenInfo) -> Result<Option<Price>, PriceError> {
        let url = fill(&self.config.url, token);
        let pointer = fill(&self.config.pointer, token);
        let body = self.get(&url).await?;
        let answer: Value = serde_json::from_slice(&body)
            .map_err(|error| PriceError::NotJson { url: url.clone(), detail: error.to_string() })?;
        let text = match answer.pointer(&pointer) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        match Price::from_eth_per_token(&text, token.decimals) {
            Some(price) => Ok(Some(price)),
            None => Err(PriceError::NotAPrice { url, pointer, found: text.chars().take(MAX_SHOWN).collect() }),
        }
    }

    /// The body of a good answer.
    async fn get(&self, url: &str) -> Result<Vec<u8>, PriceError> {
        let unreachable =
            |error: reqwest::Error| PriceError::Unreachable { url: url.into(), detail: zelkova_console::chain(&error) };
        let mut response: Response = self.client.get(url).send().await.map_err(unreachable)?;
        let status = response.status();
        if !status.is_success() {
            return Err(PriceError::Status { url: url.into(), status: status.as_u16() });
        }
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await.map_err(unreachable)? {
            if body.len().saturating_add(part.len()) > MAX_ANSWER_BYTES {
                return Err(PriceError::TooLong { url: url.into(), limit: MAX_ANSWER_BYTES });
            }
            body.extend_from_slice(&part);
        }
        Ok(body)
    }
}

/// Puts a token into a template.
fn fill(template: &str, token: &TokenInfo) -> String {
    let address = token.address.to_string().to_lowercase();
    template.replace("{address}", &address).replace("{id}", &token.id.to_string())
}

#[async_trait]
impl PriceSource for HttpPriceSource {
    async fn prices(&self, tokens: &[TokenInfo]) -> Vec<Reading> {
        let asked: Vec<TokenInfo> = tokens.iter().filter(|token| token.id != TokenId::ETH).cloned().collect();
        let readings = asked.into_iter().map(|token| async move { (token.id, self.price(&token).await) });
        stream::iter(readings).buffer_unordered(CONCURRENCY).collect().await
    }

    fn timing(&self) -> Option<Timing> {
        let HttpPrices { refresh_seconds, max_age_seconds, .. } = self.config;
        Some(Timing { refresh: Duration::from_secs(refresh_seconds), max_age: Duration::from_secs(max_age_seconds) })
    }
}
