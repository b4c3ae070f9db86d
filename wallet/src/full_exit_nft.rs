//! `zelkova wallet full-exit-nft`.

use super::{deposit::follow, nft::held, nft_name::NftName, session::Session, WalletError};
use clap::Args;
use serde_json::json;
use zelkova_rpc::types::Stage;

/// Arguments of `zelkova wallet full-exit-nft`.
#[derive(Args, Debug)]
#[command(after_help = "\
The request is made on L1, so that the operator cannot refuse it. It needs no L2 key. It names a slot, and takes out whatever
lies there when it is executed: with --nft the node is asked for the slot, with --slot nobody is asked.

Examples:
  zelkova wallet full-exit-nft --nft 3/0 --wait finalized
  zelkova wallet full-exit-nft --slot 0")]
pub struct FullExitNftArgs {
    /// The NFT: its creator's account and its number.
    #[arg(long, value_name = "CREATOR/SERIAL", required_unless_present = "slot", conflicts_with = "slot")]
    nft: Option<NftName>,
    /// The slot of your account that holds it.
    #[arg(long, value_name = "SLOT")]
    slot: Option<u16>,
    /// Wait until this stage: accepted, executed, sealed, committed, proven or finalized.
    #[arg(long, value_name = "STAGE", default_value = "executed")]
    wait: Stage,
}

/// Runs the command.
pub async fn run(session: &Session, args: FullExitNftArgs) -> Result<(), WalletError> {
    let FullExitNftArgs { nft, slot, wait } = args;
    let keys = session.keys()?;
    let (account, _) = session.account_of(keys.address()?).await?;
    let slot = match (nft, slot) {
        (Some(name), _) => held(session, account, name).await?.1,
        // The parser has asked for one of the two.
        (None, slot) => slot.unwrap_or_default(),
    };
    let what = match nft {
        Some(name) => format!("full exit of NFT {name} from slot {slot} of account {account}"),
        None => format!("full exit of slot {slot} of account {account}"),
    };
    let progress = session.progress();
    progress.step(format!("requesting the {what} on L1"));
    let wallet = session.l1_wallet(&keys).await?;
    let receipt = wallet.request_full_exit_nft(session.rollup(), account, slot).await?;
    drop(progress);
    let (serial_id, operation) = follow(session, &receipt, wait, &what).await?;
    let result = json!({
        "nft": nft.map(|name| name.to_string()), "account": account, "slot": slot, "l1Transaction": receipt.tx_hash,
        "l1GasUsed": receipt.gas_used, "serialId": serial_id, "status": operation,
    });
    session.print(&result, || {
        format!(
            "{what}\n  L1 transaction  {}\n  priority op     {serial_id}\n  stage           {}",
            receipt.tx_hash, operation.stage
        )
    })
}
