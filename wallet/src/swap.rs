//! `zelkova wallet swap`: matches two orders.

use super::{
    amount::{show, AmountOptions},
    order,
    session::Session,
    submit::{submit, TransactionOptions},
    WalletError,
};
use clap::Args;
use std::path::PathBuf;
use zelkova_rpc::types::TokenSelector;
use zelkova_runtime::{Signed, SignedOrder, Swap, Transaction};

/// Arguments of `zelkova wallet swap`.
#[derive(Args, Debug)]
#[command(after_help = "\
Matches two orders of `zelkova wallet order` and pays the fee; neither needs to be your own. What one sells the other must buy.

Examples:
  zelkova wallet swap --orders mine.json theirs.json
  zelkova wallet swap --orders both.json                            a list of two orders
  zelkova wallet swap --orders limit.json theirs.json --amounts 0.5 1250
                                        0.5 of what the first sells for 1250 of what the second sells")]
pub struct SwapArgs {
    /// Files with the two orders: one order each, or one list of both.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..=2)]
    orders: Vec<PathBuf>,
    /// What the first order sells and what the second sells; needed if one of them is a limit order.
    #[arg(long, value_name = "AMOUNT", num_args = 2)]
    amounts: Vec<String>,
    /// The token that the fee is paid in.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    fee_token: TokenSelector,
    #[command(flatten)]
    units: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
    /// What the files hold, once they have been read.
    #[arg(skip)]
    read: Option<Box<[SignedOrder; 2]>>,
}

impl SwapArgs {
    /// Reads the files, so that what is wrong with them is told before there is a connection to a node.
    pub fn read_orders(&mut self) -> Result<(), WalletError> {
        self.read = Some(Box::new(order::read(&self.orders)?));
        Ok(())
    }
}

/// Runs the command.
pub async fn run(session: &Session, args: SwapArgs) -> Result<(), WalletError> {
    let SwapArgs { orders: files, amounts, fee_token, units, options, read } = args;
    let orders = match read {
        Some(orders) => orders,
        None => Box::new(order::read(&files)?),
    };
    check_signatures(session, &orders)?;
    let tokens = orders.each_ref().map(|signed| session.token_by_id(signed.order.token_sell));
    let [first_amount, second_amount] = match amounts.as_slice() {
        [first, second] => [units.parse_packable(first, &tokens[0])?, units.parse_packable(second, &tokens[1])?],
        _ => exact_amounts(&orders)?,
    };
    let fee_token = session.token(&fee_token)?;
    let signer = session.signer().await?;
    let fee = options.fee(session, units, &Swap::FEE, fee_token, None).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let (account, fee_token_id) = (signer.account, fee_token.id);
    let body = Swap {
        account,
        nonce,
        orders,
        first_amount,
        second_amount,
        fee_token: fee_token_id,
        fee,
        valid_from,
        valid_until,
    };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("swap of {} for {}", show(first_amount, &tokens[0]), show(second_amount, &tokens[1]));
    submit(session, Transaction::Swap(signed), &options, &what, None).await
}

/// An order that was signed for another chain, or changed since, is told apart by its number.
fn check_signatures(session: &Session, orders: &[SignedOrder; 2]) -> Result<(), WalletError> {
    for (number, order) in (1u8..).zip(orders) {
        order.check_signature(session.chain.chain_tag).map_err(|source| WalletError::Order { number, source })?;
    }
    Ok(())
}

/// What the orders say that they sell.
fn exact_amounts(orders: &[SignedOrder; 2]) -> Result<[u128; 2], WalletError> {
    for (number, signed) in (1u8..).zip(orders) {
        if signed.order.amount == 0 {
            return Err(WalletError::LimitOrder { number });
        }
    }
    Ok(orders.each_ref().map(|signed| signed.order.amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use zelkova_primitives::{AccountId, Felt, L1Address, PrivateKey, TokenId};
    use zelkova_runtime::Order;

    fn order(amount: u128) -> SignedOrder {
        let order = Order {
            account: AccountId(1),
            recipient: L1Address([1; 20]),
            nonce: 0,
            token_sell: TokenId(0),
            token_buy: TokenId(1),
            ratio_sell: 1,
            ratio_buy: 1,
            amount,
            valid_from: 0,
            valid_until: u64::MAX,
        };
        order.sign(&PrivateKey::from_seed(b"a seller"), Felt::ONE).expect("a good order")
    }

    #[test]
    fn exact_orders_say_their_amounts_and_limit_orders_do_not() {
        assert_eq!(exact_amounts(&[order(5), order(7)]).expect("amounts"), [5, 7]);
        for (orders, limit) in [([order(0), order(7)], 1), ([order(5), order(0)], 2)] {
            let error = exact_amounts(&orders).expect_err("a limit order");
            assert!(matches!(error, WalletError::LimitOrder { number } if number == limit), "{error}");
            assert!(error.to_string().contains("--amounts"), "{error}");
        }
    }
}
