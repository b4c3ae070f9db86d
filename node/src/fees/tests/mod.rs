//! Prices over HTTP, outages, garbage and age, against a real local server.

mod http;
mod oracle;
mod server;

use zelkova_chain_spec::HttpPrices;
use zelkova_primitives::{L1Address, TokenId};
use zelkova_runtime::{Price, TokenInfo};

fn dai() -> TokenInfo {
    TokenInfo { id: TokenId(1), address: L1Address([0xda; 20]), symbol: "DAI".into(), decimals: 18 }
}

fn tokens() -> Vec<TokenInfo> {
    vec![TokenInfo::eth(), dai()]
}

/// The prices of a server at `url`, as CoinGecko answers them.
fn prices(url: &str) -> HttpPrices {
    HttpPrices {
        url: format!("{url}/price?contract={{address}}&id={{id}}"),
        pointer: "/{address}/eth".into(),
        refresh_seconds: 60,
        timeout_milliseconds: 2_000,
        max_age_seconds: 600,
    }
}

fn price(text: &str) -> Price {
    Price::from_eth_per_token(text, 18).expect("a price")
}

/// What the server answers if a DAI costs `price`, a JSON value.
fn answer(price: &str) -> String {
    format!(r#"{{"{}":{{"eth":{price}}}}}"#, dai().address.to_string().to_lowercase())
}
