//! `zelkova wallet forced-exit`.

use super::{
    amount::AmountOptions,
    session::Session,
    submit::{submit, TransactionOptions},
    WalletError,
};
use clap::Args;
use zelkova_primitives::L1Address;
use zelkova_rpc::types::TokenSelector;
use zelkova_runtime::{ForcedExit, Signed, Transaction};

/// Arguments of `zelkova wallet forced-exit`.
#[derive(Args, Debug)]
#[command(after_help = "\
For an account that has no key, so that its owner cannot withdraw. Everything that it has of the token goes to its own L1
address, and can be claimed once the block is final; you pay the fee.

Examples:
  zelkova wallet forced-exit --target 0x7099..
  zelkova wallet forced-exit --target 0x7099.. --token DAI --wait finalized
  zelkova wallet claim --owner 0x7099..                    pays out to the owner")]
pub struct ForcedExitArgs {
    /// L1 address of the account that is emptied.
    #[arg(long, value_name = "ADDRESS")]
    target: L1Address,
    /// Which token; the fee is paid in it too.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    token: TokenSelector,
    #[command(flatten)]
    amounts: AmountOptions,
    #[command(flatten)]
    options: TransactionOptions,
}

/// Runs the command.
pub async fn run(session: &Session, args: ForcedExitArgs) -> Result<(), WalletError> {
    let ForcedExitArgs { target, token, amounts, options } = args;
    let token = session.token(&token)?;
    let signer = session.signer().await?;
    let fee = options.fee(session, amounts, &ForcedExit::FEE, token, None).await?;
    let nonce = options.nonce(&signer);
    let (valid_from, valid_until) = options.validity();
    let body = ForcedExit { account: signer.account, target, token: token.id, fee, nonce, valid_from, valid_until };
    let signed = Signed::sign(body, &signer.keys.l2, session.chain.chain_tag)?;
    let what = format!("forced exit of the {} of {target}", token.symbol);
    submit(session, Transaction::ForcedExit(signed), &options, &what, None).await
}
