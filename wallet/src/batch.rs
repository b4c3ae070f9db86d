//! `zelkova wallet batch`.

use super::{
    amount::{show, AmountOptions},
    second_factor,
    session::{Session, Signer},
    submit::TransactionOptions,
    WalletError,
};
use clap::Args;
use serde::Serialize;
use std::str::FromStr;
use zelkova_primitives::{L1Address, Nonce};
use zelkova_rpc::types::{Amount, BatchFeeItem, BatchMember, BatchStatus, Token, TokenSelector};
use zelkova_runtime::{Signed, Transaction, Transfer, Withdraw};

/// Arguments of `zelkova wallet batch`.
#[derive(Args, Debug)]
#[command(after_help = "\
Each item is TYPE:ADDRESS:AMOUNT[:TOKEN] with the type transfer or withdraw; the token is ETH unless given. The items are
executed in this order, all of them or none. The first one in the fee token pays for all.

Examples:
  zelkova wallet batch transfer:0x70997970C51812dc3A010C7d01b50e0d17dc79C8:0.25 transfer:0x3C44..:0.5
  zelkova wallet batch transfer:0x7099..:100:DAI withdraw:0x7099..:0.1 --fee-token ETH --wait finalized")]
pub struct BatchArgs {
    /// What is to be done.
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<Item>,
    /// The token that the fee is paid in; that of the first item unless given.
    #[arg(long, value_name = "TOKEN")]
    fee_token: Option<TokenSelector>,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// One item as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    kind: ItemKind,
    to: L1Address,
    amount: String,
    token: TokenSelector,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ItemKind {
    Transfer,
    Withdraw,
}

impl FromStr for Item {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split(':').collect();
        let (kind, to, amount, token) = match parts[..] {
            [kind, to, amount] => (kind, to, amount, "ETH"),
            [kind, to, amount, token] => (kind, to, amount, token),
            _ => return Err("write TYPE:ADDRESS:AMOUNT[:TOKEN], for example transfer:0x7099..:0.25:ETH".into()),
        };
        let kind = match kind {
            "transfer" => ItemKind::Transfer,
            "withdraw" => ItemKind::Withdraw,
            other => return Err(format!("`{other}` is no type of item: write transfer or withdraw")),
        };
        let to = to.parse().map_err(|error| format!("`{to}` is no address: {error}"))?;
        let token = token.parse().map_err(|error| format!("`{token}` is no token: {error}"))?;
        Ok(Self { kind, to, amount: amount.into(), token })
    }
}

/// What is printed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Submitted<'a> {
    fee: Amount,
    fee_token: &'a Token,
    status: &'a BatchStatus,
}

/// Runs the command.
pub async fn run(session: &Session, args: BatchArgs) -> Result<(), WalletError> {
    let BatchArgs { items, fee_token, amounts, options } = args;
    let tokens = items.iter().map(|item| session.token(&item.token)).collect::<Result<Vec<_>, _>>()?;
    let fee_token = match (&fee_token, tokens.first()) {
        (Some(selector), _) => session.token(selector)?,
        (None, Some(first)) => first,
        (None, None) => return Err(WalletError::NoFeePayer { token: "any token".into() }),
    };
    let payer = tokens.iter().position(|token| token.id == fee_token.id);
    let payer = payer.ok_or_else(|| WalletError::NoFeePayer { token: fee_token.symbol.clone() })?;
    let signer = session.signer().await?;
    let fee = match &options.fee {
        Some(text) => amounts.parse_fee(text, fee_token)?,
        None => session.node.estimate_batch_fee(items.iter().map(fee_item).collect(), fee_token.id).await?.total_fee.0,
    };
    let first = options.nonce(&signer);
    let mut members = Vec::new();
    for (position, ((item, token), nonce)) in items.iter().zip(tokens).zip(first..).enumerate() {
        let own_fee = if position == payer { fee } else { 0 };
        let transaction = sign(session, &signer, item, token, amounts, &options, (own_fee, nonce))?;
        let eth_signature = second_factor::confirm(session, &transaction).await?;
        members.push(BatchMember { transaction, eth_signature });
    }

    let what = format!("batch of {}", members.len());
    let progress = session.progress();
    progress.step(format!("{what}: submitting"));
    let batch = session.node.submit_batch(members).await?;
    let mut transactions = Vec::new();
    for hash in &batch.transactions {
        let followed = session.node.wait_for_transaction(*hash, options.wait, session.timeout(), |status| {
            progress.step(format!("{what}: {}", status.stage));
        });
        transactions.push(followed.await?);
    }
    drop(progress);
    let status = BatchStatus { hash: batch.hash, transactions };
    session.print(&Submitted { fee: Amount(fee), fee_token, status: &status }, || {
        let member = |(item, status): (&Item, &zelkova_rpc::types::TransactionStatus)| {
            format!("\n  {:<11}  {}  {}", item.kind.name(), status.hash, status.stage)
        };
        let members: String = items.iter().zip(&status.transactions).map(member).collect();
        format!("{what}\n  batch        {}\n  fee          {}{members}", status.hash, show(fee, fee_token))
    })
}

impl ItemKind {
    fn name(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Withdraw => "withdraw",
        }
    }
}

fn fee_item(item: &Item) -> BatchFeeItem {
    match item.kind {
        ItemKind::Transfer => BatchFeeItem { kind: (&Transfer::FEE).into(), recipient: Some(item.to) },
        ItemKind::Withdraw => BatchFeeItem { kind: (&Withdraw::FEE).into(), recipient: None },
    }
}

fn sign(
    session: &Session,
    signer: &Signer,
    item: &Item,
    token: &Token,
    amounts: AmountOptions,
    options: &TransactionOptions,
    (fee, nonce): (u128, Nonce),
) -> Result<Transaction, WalletError> {
    let (account, to, chain_tag) = (signer.account, item.to, session.chain.chain_tag);
    let (valid_from, valid_until) = options.validity();
    let (key, token_id) = (&signer.keys.l2, token.id);
    Ok(match item.kind {
        ItemKind::Transfer => {
            let amount = amounts.parse_packable(&item.amount, token)?;
            let body = Transfer { account, to, token: token_id, amount, fee, nonce, valid_from, valid_until };
            Signed::sign(body, key, chain_tag)?.into()
        }
        ItemKind::Withdraw => {
            let amount = amounts.parse(&item.amount, token)?;
            let body =
                Withdraw { account, to, token: token_id, amount, fee, nonce, fast: false, valid_from, valid_until };
            Signed::sign(body, key, chain_tag)?.into()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::TokenId;

    #[test]
    fn items_are_read_and_bad_ones_named() {
        let address = format!("0x{}", "07".repeat(20));
        let item: Item = format!("transfer:{address}:0.25").parse().expect("an item");
        let eth = TokenSelector::Symbol("ETH".into());
        let expected = Item { kind: ItemKind::Transfer, to: L1Address([7; 20]), amount: "0.25".into(), token: eth };
        assert_eq!(item, expected);
        let item: Item = format!("withdraw:{address}:3:1").parse().expect("an item");
        assert_eq!((item.kind, item.token), (ItemKind::Withdraw, TokenSelector::Id(TokenId(1))));
        for (bad, named) in [
            ("transfer:0x07", "TYPE:ADDRESS:AMOUNT"),
            (&format!("swap:{address}:1"), "`swap` is no type"),
            ("transfer:0x07:1", "`0x07` is no address"),
        ] {
            let error = bad.parse::<Item>().expect_err("refused");
            assert!(error.contains(named), "{error}");
        }
    }
}
