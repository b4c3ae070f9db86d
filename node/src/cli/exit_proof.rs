//! `zelkova exit-proof`: proofs of what L1 owes once the chain has stopped.

use super::{bar::Bar, circuit, data_restore::STATE};
use crate::NodeError;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use zelkova_chain_spec::ChainSpec;
use zelkova_circuits::exit::{Owed, EXIT_CAPACITY};
use zelkova_console::Output;
use zelkova_exodus::{holdings, prove, StateFile};
use zelkova_primitives::L1Address;
use zelkova_prover::ProverKeys;

/// Arguments of `zelkova exit-proof`.
#[derive(Args, Debug)]
#[command(after_help = "\
Proves every balance and NFT of an owner under the state that `zelkova data-restore` has rebuilt. Anyone may prove for
anyone: L1 pays the owner. `zelkova wallet exodus` takes the proofs to L1.

Examples:
  zelkova exit-proof --owner 0x7099..
  zelkova exit-proof --owner 0x7099.. --state restored-state --out exits.json --json")]
pub struct ExitProofArgs {
    /// L1 address of the account.
    #[arg(long, value_name = "ADDRESS")]
    owner: L1Address,
    /// File of the state.
    #[arg(long, value_name = "FILE", default_value = STATE)]
    state: PathBuf,
    /// File for the proofs.
    #[arg(long, value_name = "FILE", default_value = "exits.json")]
    out: PathBuf,
    /// The chain whose SRS is used.
    #[arg(long, default_value = "dev", value_name = "CHAIN")]
    chain: String,
    /// Directory of proving keys.
    #[arg(long, value_name = "DIR", env = "ZELKOVA_KEYS")]
    keys: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &ExitProofArgs, output: Output) -> Result<(), NodeError> {
    let spec = ChainSpec::load(&args.chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    let state = StateFile::open(&args.state)?;
    let holdings = holdings(&state.restored()?, args.owner)?;
    let directory = args.keys.clone().map_or_else(zelkova_prover::default_directory, Ok)?;
    let keys = circuit::load(&ProverKeys::new(&directory, &spec.srs), EXIT_CAPACITY)?;
    let bar = Bar::new("exits".into());
    let exits = prove(&state, &holdings, &keys, &bar);
    drop(bar);
    let exits = exits?;
    exits.write(&args.out)?;
    let claims: Vec<_> = exits.exits.iter().map(|exit| &exit.claim).collect();
    let result = json!({ "block": state.stored.number, "owner": args.owner, "claims": claims, "file": args.out });
    Ok(output.print(&result, || {
        let lines = claims.iter().map(|claim| match &claim.owed {
            Owed::Amount { token, amount } => format!("  {amount} of token {token}, smallest unit"),
            Owed::Nft { nft, .. } => format!("  NFT {}/{}", nft.creator, nft.serial),
        });
        let head = format!("proofs for {} in {}", args.owner, args.out.display());
        std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
    })?)
}
