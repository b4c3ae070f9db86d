//! The commands of the binary `zelkova`. One module a command; each has its arguments and a `run`.

mod bar;
pub(crate) mod bench;
mod circuit;
mod completions;
mod data_restore;
mod exit_proof;
mod logging;
mod run;
mod spec;

pub use logging::LogFormat;

use crate::error::NodeError;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use zelkova_console::{Failure, Output};
use zelkova_wallet::{KeyArgs, WalletArgs};

const EXIT_CODES: &str = "\
Exit codes:
  0  success                     5  L1 node or contract
  1  other failure               6  port in use
  2  wrong usage                 7  SRS, keys or prover
  3  configuration, chain spec   8  a task of the node died
  4  database                    9  RPC server of a node

Examples:
  zelkova run --dev                       a fresh development chain with its own L1
  zelkova wallet --help                   deposit, transfer, withdraw
  zelkova circuit stats --json            sizes and rows of the circuits
  zelkova data-restore --rollup 0x5FbD..  the chain's state from L1 alone, also without its operator";

/// A ZK-rollup appchain node.
#[derive(Parser, Debug)]
#[command(name = "zelkova", version, about, after_help = EXIT_CODES, propagate_version = true)]
pub struct Cli {
    /// Print results and errors as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// How log lines look; `RUST_LOG` filters them.
    #[arg(long, global = true, value_enum, default_value = "full", value_name = "FORMAT")]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Run a node.
    Run(run::RunArgs),
    /// Print the chain spec of a preset or file with everything filled in.
    #[command(alias = "build-spec")]
    ExportChainSpec(spec::SpecArgs),
    /// Look at the circuits, make proving keys.
    Circuit(circuit::CircuitArgs),
    /// Measure this machine: transfers, tree updates, proofs.
    Bench(bench::BenchArgs),
    /// Make and show keys.
    Key(KeyArgs),
    /// Deposit, activate, transfer, withdraw, claim.
    Wallet(WalletArgs),
    /// Rebuild the chain's state from L1 alone.
    DataRestore(data_restore::DataRestoreArgs),
    /// Prove what L1 owes an owner if the chain stops.
    ExitProof(exit_proof::ExitProofArgs),
    /// Print a completion script for a shell.
    Completions(completions::CompletionsArgs),
}

/// Parses the command line, runs the command and returns the process's exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let output = Output::new(cli.json);
    // A node tells what it does; other commands only speak up when something is wrong.
    let default_filter = if matches!(cli.command, Command::Run(_)) { "info" } else { "warn" };
    logging::init(cli.log_format, default_filter);
    match execute(cli.command, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn execute(command: Command, output: Output) -> Result<(), NodeError> {
    match command {
        Command::Run(args) => block_on(run::run(args, output)),
        Command::ExportChainSpec(args) => spec::run(&args, output),
        Command::Circuit(args) => circuit::run(args, output),
        Command::Bench(args) => block_on(bench::run(args, output)),
        Command::Key(args) => Ok(zelkova_wallet::run_key(args, output)?),
        Command::Wallet(args) => block_on(async move { Ok(zelkova_wallet::run(args, output).await?) }),
        Command::DataRestore(args) => block_on(data_restore::run(args, output)),
        Command::ExitProof(args) => exit_proof::run(&args, output),
        Command::Completions(args) => completions::run(&args, output),
    }
}

fn block_on(future: impl std::future::Future<Output = Result<(), NodeError>>) -> Result<(), NodeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| NodeError::Other(format!("cannot start the asynchronous runtime: {error}")))?;
    let result = runtime.block_on(future);
    // A read that still waits for the disk must not keep the process from ending.
    runtime.shutdown_background();
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_help_lists_the_exit_codes() {
        let help = Cli::command().render_long_help().to_string();
        assert!(help.contains("6  port in use"));
    }
}
