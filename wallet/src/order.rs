//! `zelkova wallet order`: one side of a swap, signed.

use super::{amount::AmountOptions, second_factor, session::Session, submit::valid_until, WalletError};
use clap::Args;
use serde_json::json;
use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};
use zelkova_primitives::{L1Address, Nonce};
use zelkova_rpc::types::TokenSelector;
use zelkova_runtime::{Order, SignedOrder};

/// Arguments of `zelkova wallet order`.
#[derive(Args, Debug)]
#[command(after_help = "\
Whoever has the order and one that fits it can submit both with `zelkova wallet swap`. An order is good for the present nonce
of the account: any other transaction of the account ends it, and nothing else does before --valid-for.

Examples:
  zelkova wallet order --sell 1 --sell-token ETH --buy 2500 --buy-token DAI --out order.json
                                        sells exactly 1 ETH for at least 2500 DAI, once
  zelkova wallet order --sell 1 --sell-token ETH --buy 2500 --buy-token DAI --limit --valid-for 3600
                                        sells any amount of ETH for at least 2500 DAI each, again and again")]
pub struct OrderArgs {
    /// How much is sold.
    #[arg(long, value_name = "AMOUNT")]
    sell: String,
    /// Which token is sold.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    sell_token: TokenSelector,
    /// The least that is bought for it.
    #[arg(long, value_name = "AMOUNT")]
    buy: String,
    /// Which token is bought.
    #[arg(long, value_name = "TOKEN")]
    buy_token: TokenSelector,
    /// A limit order: the two amounts are only a price, and any amount may be taken, up to the whole balance.
    #[arg(long)]
    limit: bool,
    /// L1 address whose account gets what is bought; your own unless given.
    #[arg(long, value_name = "ADDRESS")]
    recipient: Option<L1Address>,
    /// The nonce; the account's next one unless given.
    #[arg(long, value_name = "NONCE")]
    nonce: Option<Nonce>,
    /// How long the order is good; unlimited unless given.
    #[arg(long, value_name = "SECONDS")]
    valid_for: Option<u64>,
    /// File to write the order to; must not exist. Without it the order is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    amounts: AmountOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: OrderArgs) -> Result<(), WalletError> {
    let signer = session.signer().await?;
    let (sold, bought) = (session.token(&args.sell_token)?, session.token(&args.buy_token)?);
    let sell = match args.limit {
        true => args.amounts.parse(&args.sell, sold)?,
        false => args.amounts.parse_packable(&args.sell, sold)?,
    };
    let buy = args.amounts.parse(&args.buy, bought)?;
    let (ratio_sell, ratio_buy) = price(sell, buy).ok_or(WalletError::EmptyOffer)?;
    let order = Order {
        account: signer.account,
        recipient: args.recipient.unwrap_or(signer.address),
        nonce: args.nonce.unwrap_or(signer.state.nonce),
        token_sell: sold.id,
        token_buy: bought.id,
        ratio_sell,
        ratio_buy,
        amount: if args.limit { 0 } else { sell },
        valid_from: 0,
        valid_until: valid_until(args.valid_for),
    };
    let mut signed = order.sign(&signer.keys.l2, session.chain.chain_tag)?;
    signed.eth_signature = second_factor::confirm_order(session, &order).await?;
    // It is JSON for people too: a program reads it in the end.
    let text = serde_json::to_string_pretty(&signed).map_err(|cause| WalletError::OrderText { cause })?;
    let Some(path) = args.out else {
        return session.print(&signed, || text);
    };
    write_new(&path, &text)?;
    let result = json!({ "file": path, "order": signed });
    session.print(&result, || format!("the order is in {}; submit it with `zelkova wallet swap`", path.display()))
}

/// A price in numbers as small as possible; `None` if one of the amounts is zero.
fn price(sell: u128, buy: u128) -> Option<(u128, u128)> {
    let (mut divisor, mut rest) = (sell, buy);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (sell > 0 && buy > 0).then(|| (sell / divisor, buy / divisor))
}

fn write_new(path: &Path, text: &str) -> Result<(), WalletError> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| writeln!(file, "{text}"));
    written.map_err(|source| WalletError::File { path: path.into(), source })
}

/// Reads the orders of a swap from files, each with one order or with a list of orders. There must be two in all.
pub fn read(files: &[PathBuf]) -> Result<[SignedOrder; 2], WalletError> {
    let mut orders = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).map_err(|source| WalletError::File { path: path.clone(), source })?;
        orders.extend(parse(&text).map_err(|cause| WalletError::OrderFormat { path: path.clone(), cause })?);
    }
    let count = orders.len();
    orders.try_into().map_err(|_| WalletError::OrderCount { count })
}

fn parse(text: &str) -> Result<Vec<SignedOrder>, serde_json::Error> {
    match text.trim_start().starts_with('[') {
        true => serde_json::from_str(text),
        false => serde_json::from_str(text).map(|order| vec![order]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use zelkova_primitives::{AccountId, Felt, PrivateKey, TokenId};

    fn order(account: u32) -> SignedOrder {
        let order = Order {
            account: AccountId(account),
            recipient: L1Address([1; 20]),
            nonce: 3,
            token_sell: TokenId(0),
            token_buy: TokenId(1),
            ratio_sell: 1,
            ratio_buy: 2500,
            amount: 10,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        order.sign(&PrivateKey::from_seed(b"a seller"), Felt::ONE).expect("a good order")
    }

    #[test]
    fn orders_are_read_from_one_file_or_two() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = |name: &str| directory.path().join(name);
        for (name, value) in [("one", json!(order(1))), ("two", json!(order(2))), ("both", json!([order(1), order(2)]))]
        {
            write_new(&path(name), &value.to_string()).expect("a new file");
        }
        let expected = [order(1), order(2)];
        assert_eq!(read(&[path("one"), path("two")]).expect("two orders"), expected);
        assert_eq!(read(&[path("both")]).expect("two orders"), expected);
        assert!(matches!(read(&[path("one")]), Err(WalletError::OrderCount { count: 1 })));
        assert!(matches!(read(&[path("one"), path("both")]), Err(WalletError::OrderCount { count: 3 })));
        assert!(matches!(read(&[path("none")]), Err(WalletError::File { .. })));
        assert!(matches!(write_new(&path("one"), ""), Err(WalletError::File { .. })));
    }

    #[test]
    fn a_bad_file_is_named_with_what_is_wrong() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("order.json");
        let good = serde_json::to_string(&order(1)).expect("JSON");
        let cases = [
            (String::new(), "EOF"),
            ("{}".into(), "missing field"),
            (good.replace("ratioBuy", "ratio"), "ratioBuy"),
            (good.replace("\"2500\"", "\"2.5\""), "2.5"),
            (good.replace("\"signature\"", "\"sign\""), "signature"),
        ];
        for (text, wrong) in cases {
            std::fs::write(&path, &text).expect("a file");
            let error = zelkova_console::chain(&read(std::slice::from_ref(&path)).expect_err(&text));
            assert!(error.contains("order.json") && error.contains(wrong), "{error}");
        }
    }

    proptest! {
        #[test]
        fn a_price_is_the_ratio_of_the_amounts(sell in 1..=u64::MAX, buy in 1..=u64::MAX, factor in 1..=u64::MAX) {
            let (sell, buy, factor) = (u128::from(sell), u128::from(buy), u128::from(factor));
            let (ratio_sell, ratio_buy) = price(sell, buy).expect("a price");
            prop_assert!(ratio_sell <= sell && ratio_buy <= buy);
            prop_assert_eq!(sell * ratio_buy, buy * ratio_sell);
            prop_assert_eq!(price(sell * factor, buy * factor), Some((ratio_sell, ratio_buy)));
        }
    }

    #[test]
    fn whole_units_make_small_numbers() {
        let ether = 10u128.pow(18);
        assert_eq!(price(ether, 2500 * ether), Some((1, 2500)));
        assert_eq!(price(0, 1).or(price(1, 0)), None);
        assert_eq!(price(u128::MAX, 1), Some((u128::MAX, 1)));
    }
}
