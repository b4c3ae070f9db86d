//! `zelkova wallet fee`.

use super::{amount::show, session::Session, WalletError};
use clap::Args;
use zelkova_operation::l1_signature::format_units;
use zelkova_primitives::L1Address;
use zelkova_rpc::types::{BatchFeeItem, FeeName, TokenSelector};

/// Arguments of `zelkova wallet fee`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zelkova wallet fee transfer
  zelkova wallet fee transfer --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --token DAI
  zelkova wallet fee transfer transfer withdraw            a batch of three, rounded once")]
pub struct FeeArgs {
    /// What is to be paid for: transfer, transferToNew, withdraw, changePubKeyEcdsa and so on; several for a batch.
    #[arg(required = true, value_name = "TYPE")]
    types: Vec<FeeName>,
    /// The recipient of the transfers: the fee differs if it has no account.
    #[arg(long, value_name = "ADDRESS")]
    to: Option<L1Address>,
    /// The token that the fee is paid in.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    token: TokenSelector,
}

/// Runs the command.
pub async fn run(session: &Session, args: FeeArgs) -> Result<(), WalletError> {
    let FeeArgs { types, to, token } = args;
    let token = session.token(&token)?;
    let items = types.into_iter().map(|kind| BatchFeeItem { kind, recipient: to }).collect();
    let fee = session.node.estimate_batch_fee(items, token.id).await?;
    session.print(&fee, || {
        let types: Vec<_> = fee.types.iter().map(|kind| kind.name()).collect();
        [
            types.join(", "),
            format!("  fee        {}", show(fee.total_fee.0, token)),
            format!("  L1 gas     {}", show(fee.gas_fee.0, token)),
            format!("  proof      {}", show(fee.proof_fee.0, token)),
            format!("  gas price  {} gwei", format_units(fee.gas_price.0, 9)),
        ]
        .join("\n")
    })
}
