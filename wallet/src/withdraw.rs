//! `zelkova wallet withdraw`.

use super::{
    amount::{show, AmountOptions},
    session::Session,
    submit::{submit, TransactionOptions},
    WalletError,
};
use clap::Args;
use zelkova_primitives::L1Address;
use zelkova_rpc::types::TokenSelector;
use zelkova_runtime::{Signed, Transaction, Withdraw};

/// Arguments of `zelkova wallet withdraw`.
#[derive(Args, Debug)]
#[command(after_help = "\
The amount waits in the contract once the block is final; `zelkova wallet claim` pays it out.

Examples:
  zelkova wallet withdraw --amount 0.5
  zelkova wallet withdraw --amount 0.5 --fast
  zelkova wallet withdraw --amount 100 --token DAI --to 0x7099.. --wait finalized")]
pub struct WithdrawArgs {
    /// How much.
    #[arg(long, value_name = "AMOUNT")]
    amount: String,
    /// Which token; the fee is paid in it too.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    token: TokenSelector,
    /// L1 address of the recipient; your own unless given.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<L1Address>,
    /// Ask for the block to be settled soon, for a higher fee.
    #[arg(long)]
    fast: bool,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: WithdrawArgs) -> Result<(), WalletError> {
    let WithdrawArgs { amount, token, to, fast, amounts, options } = args;
    let token = session.token(&token)?;
    let amount = amounts.parse(&amount, token)?;
    let signer = session.signer().await?;
    let to = to.unwrap_or(signer.address);
    let kind = if fast { &Withdraw::FAST_FEE } else { &Withdraw::FEE };
    let fee = options.fee(session, amounts, kind, token, None).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let (account, token_id) = (signer.account, token.id);
    let body = Withdraw { account, to, token: token_id, amount, fee, nonce, fast, valid_from, valid_until };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("withdrawal of {} to {to}", show(amount, token));
    submit(session, Transaction::Withdraw(signed), &options, &what, None).await
}
