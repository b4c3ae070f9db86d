//! `zelkova wallet full-exit`.

use super::{amount::show, deposit::follow, session::Session, WalletError};
use clap::Args;
use serde_json::json;
use zelkova_rpc::types::{PriorityKind, Stage, TokenSelector};

/// Arguments of `zelkova wallet full-exit`.
#[derive(Args, Debug)]
#[command(after_help = "\
The request is made on L1, so that the operator cannot refuse it. It needs no L2 key.

Examples:
  zelkova wallet full-exit
  zelkova wallet full-exit --token DAI --wait finalized")]
pub struct FullExitArgs {
    /// Which token.
    #[arg(long, value_name = "TOKEN", default_value = "ETH")]
    token: TokenSelector,
    /// Wait until this stage: accepted, executed, sealed, committed, proven or finalized.
    #[arg(long, value_name = "STAGE", default_value = "executed")]
    wait: Stage,
}

/// Runs the command.
pub async fn run(session: &Session, args: FullExitArgs) -> Result<(), WalletError> {
    let token = session.token(&args.token)?;
    let keys = session.keys()?;
    let (account, _) = session.account_of(keys.address()?).await?;
    let progress = session.progress();
    progress.step(format!("requesting the full exit of {} on L1", token.symbol));
    let wallet = session.l1_wallet(&keys).await?;
    let receipt = wallet.request_full_exit(session.rollup(), account, token.address).await?;
    drop(progress);
    let (serial_id, operation) = follow(session, &receipt, args.wait, "full exit").await?;
    let amount = match operation.kind {
        PriorityKind::FullExit { amount, .. } => amount,
        PriorityKind::Deposit { .. } | PriorityKind::FullExitNft { .. } => None,
    };
    let result = json!({
        "token": token, "account": account, "amount": amount, "l1Transaction": receipt.tx_hash,
        "l1GasUsed": receipt.gas_used, "serialId": serial_id, "status": operation,
    });
    session.print(&result, || {
        let amount = amount.map_or_else(|| token.symbol.clone(), |amount| show(amount.0, token));
        format!(
            "full exit of {amount} from account {account}\n  L1 transaction  {}\n  priority op     {serial_id}\n  stage           {}",
            receipt.tx_hash, operation.stage
        )
    })
}
