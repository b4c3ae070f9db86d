//! `zelkova wallet second-factor`, and the Ethereum signature of transactions whose account has it.

use super::{session::Session, WalletError};
use clap::{Args, ValueEnum};
use pallet_mempool::PoolTransaction;
use zelkova_primitives::AccountId;
use zelkova_rpc::types::SecondFactorRequest;
use zelkova_runtime::{L1Signature, Order, Scheme, SecondFactorSetting, TokenTable, Transaction, TransactionMessage};

/// Arguments of `zelkova wallet second-factor`.
#[derive(Args, Debug)]
#[command(after_help = "\
While it is on, the node takes no transaction of the account that the L1 key has not signed too; the wallet does so.

Examples:
  zelkova wallet second-factor            whether it is on
  zelkova wallet second-factor on
  zelkova wallet second-factor off")]
pub struct SecondFactorArgs {
    /// On or off; shown unless given.
    #[arg(value_enum)]
    switch: Option<Switch>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    /// Transactions need a signature of the L1 key too.
    On,
    /// They do not.
    Off,
}

/// Runs the command.
pub async fn run(session: &Session, args: SecondFactorArgs) -> Result<(), WalletError> {
    let keys = session.keys()?;
    let (account, _) = session.account_of(keys.address()?).await?;
    let mut setting = session.node.second_factor(account).await?;
    if let Some(switch) = args.switch {
        // A clock may stand where it stood at the last change.
        let timestamp = setting.timestamp.map_or(0, |last| last.saturating_add(1)).max(zelkova_console::unix_time());
        setting = session.node.set_second_factor(request(session, &keys.l1, account, switch, timestamp)?).await?;
    }
    session.print(&setting, || {
        let state = if setting.enabled { "on" } else { "off" };
        format!("the second factor of account {account} is {state}")
    })
}

fn request(
    session: &Session,
    l1_key: &[u8; 32],
    account: AccountId,
    switch: Switch,
    timestamp: u64,
) -> Result<SecondFactorRequest, WalletError> {
    let enabled = switch == Switch::On;
    let setting = SecondFactorSetting { account, enabled, timestamp, chain_tag: session.chain.chain_tag };
    let signature = L1Signature::sign(l1_key, &setting, Scheme::Eip191).ok_or_else(WalletError::no_l1_key)?;
    Ok(SecondFactorRequest { account, enabled, timestamp, signature })
}

/// The Ethereum signature of a transaction, if its account has a second factor.
pub async fn confirm(session: &Session, transaction: &Transaction) -> Result<Option<L1Signature>, WalletError> {
    if !transaction.needs_second_factor() || !session.node.second_factor(transaction.account()).await?.enabled {
        return Ok(None);
    }
    let message = transaction.l1_message(&names(session), session.chain.chain_tag);
    sign(session, &message).map(Some)
}

/// The Ethereum signature of an order, if its account has a second factor.
pub async fn confirm_order(session: &Session, order: &Order) -> Result<Option<L1Signature>, WalletError> {
    if !session.node.second_factor(order.account).await?.enabled {
        return Ok(None);
    }
    let message = order.l1_message(&names(session), session.chain.chain_tag);
    sign(session, &message).map(Some)
}

fn names(session: &Session) -> TokenTable {
    TokenTable::new(session.tokens().iter().map(|token| (token.id, token.symbol.clone(), token.decimals)))
}

fn sign(session: &Session, message: &TransactionMessage) -> Result<L1Signature, WalletError> {
    L1Signature::sign(&session.keys()?.l1, message, Scheme::Eip191).ok_or_else(WalletError::no_l1_key)
}
