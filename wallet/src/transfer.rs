//! `zelkova wallet transfer`.

use super::{
    amount::{show, AmountOptions},
    session::Session,
    submit::{submit, TransactionOptions},
    WalletError,
};
use clap::Args;
use zelkova_primitives::L1Address;
use zelkova_rpc::types::TokenSelector;
use zelkova_runtime::{Signed, Transaction, Transfer};

/// Arguments of `zelkova wallet transfer`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet transfer --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --amount 0.25
  zelkova wallet transfer --to 0x7099.. --amount 100 --token DAI --wait finalized
  zelkova wallet transfer --to 0x7099.. --amount 1234567890123 --wei --round --json")]
pub struct TransferArgs {
    /// L1 address of the recipient; it gets an account if it has none.
    #[arg(long, value_name = "ADDRESS")]
    to: L1Address,
    /// How much.
    #[arg(long, value_name = "AMOUNT")]
    amount: String,
    /// Which token; the fee is paid in it too.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    token: TokenSelector,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: TransferArgs) -> Result<(), WalletError> {
    let TransferArgs { to, amount, token, amounts, options } = args;
    let token = session.token(&token)?;
    let amount = amounts.parse_packable(&amount, token)?;
    let signer = session.signer().await?;
    let fee = options.fee(session, amounts, &Transfer::FEE, token, Some(to)).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let body = Transfer { account: signer.account, to, token: token.id, amount, fee, nonce, valid_from, valid_until };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("transfer of {} to {to}", show(amount, token));
    submit(session, Transaction::Transfer(signed), &options, &what, None).await
}
