//! `zelkova data-restore`: the chain's state from L1 alone.

use super::bar::Bar;
use crate::NodeError;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use zelkova_console::Output;
use zelkova_exodus::{restore, Target};
use zelkova_l1::L1Client;
use zelkova_primitives::L1Address;

/// Where a rebuilt state is unless told otherwise.
pub(super) const STATE: &str = "restored-state";

/// Arguments of `zelkova data-restore`.
#[derive(Args, Debug)]
#[command(after_help = "\
No node of the chain is asked. The state of the last executed block is what L1 pays out if the chain stops; `zelkova
exit-proof` makes the proofs. Run again after an interruption, or later: it goes on where it was.

Examples:
  zelkova data-restore --l1-url https://.. --rollup 0x5FbD..
  zelkova data-restore --l1-url https://.. --rollup 0x5FbD.. --committed --state latest --json")]
pub struct DataRestoreArgs {
    /// URL of an L1 node that has all transactions of the chain.
    #[arg(long, value_name = "URL", env = "ZELKOVA_L1_URL", default_value = "http://127.0.0.1:8545")]
    l1_url: String,
    /// The Rollup contract.
    #[arg(long, value_name = "ADDRESS", env = "ZELKOVA_ROLLUP")]
    rollup: L1Address,
    /// File of the state.
    #[arg(long, value_name = "FILE", default_value = STATE)]
    state: PathBuf,
    /// Go on to the last committed block, beyond the last executed one.
    #[arg(long)]
    committed: bool,
}

/// Runs the command.
pub async fn run(args: DataRestoreArgs, output: Output) -> Result<(), NodeError> {
    let target = if args.committed { Target::Committed } else { Target::Executed };
    let client = L1Client::connect_to_any(&args.l1_url).await.map_err(zelkova_exodus::ExodusError::from)?;
    let bar = Bar::new("restoring".into());
    let state = restore(&client, args.rollup, &args.state, target, &bar).await;
    drop(bar);
    let state = state?;
    let (stored, snapshot) = (&state.stored, &state.snapshot);
    let result = json!({
        "block": stored.number, "stateRoot": stored.state_root, "timestamp": stored.timestamp,
        "accounts": snapshot.accounts.len(), "values": snapshot.values.len(), "l1ChainId": state.l1_chain_id,
        "rollup": state.rollup, "state": args.state,
    });
    Ok(output.print(&result, || {
        [
            format!("state after block {} in {}", stored.number, args.state.display()),
            format!("  root      {}", stored.state_root),
            format!("  accounts  {}", snapshot.accounts.len()),
            format!("  values    {}", snapshot.values.len()),
        ]
        .join("\n")
    })?)
}
