//! `zelkova bench`: what this machine can do, measured through the real parts.

mod machine;
mod one_prover;
mod process;
mod proofs;
mod prove;
mod transfers;
mod tree;
pub(crate) mod users;

use crate::NodeError;
use clap::{Args, Subcommand};
use machine::Machine;
use proofs::ProofBench;
use serde::Serialize;
use std::path::PathBuf;
use transfers::TransferBench;
use tree::TreeBench;
use zelkova_chain_spec::ChainSpec;
use zelkova_circuits::block::BlockSize;
use zelkova_console::Output;
use zelkova_prover::ProverKeys;
use zelkova_runtime::SealingRules;

/// Arguments of `zelkova bench`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  zelkova bench --json\n  zelkova bench --transfers 20000 --sizes 3,7\n  zelkova bench --no-proofs\n  zelkova bench prove --json --log-rows 16",
    args_conflicts_with_subcommands = true
)]
pub struct BenchArgs {
    #[command(subcommand)]
    only: Option<BenchCommand>,
    /// The chain whose parameters are used.
    #[arg(long, default_value = "dev", value_name = "CHAIN")]
    chain: String,
    /// Transfers to send.
    #[arg(long, default_value_t = 3_200, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    transfers: u32,
    /// Block sizes to prove, in slots; all that there are unless given.
    #[arg(long, value_delimiter = ',', value_name = "SLOTS")]
    sizes: Vec<u32>,
    /// Leave out the proofs.
    #[arg(long)]
    no_proofs: bool,
    /// Directory of proving keys.
    #[arg(long, value_name = "DIR", env = "ZELKOVA_KEYS")]
    keys: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
enum BenchCommand {
    /// Prove a block and say where time and memory go.
    Prove(prove::ProveArgs),
    /// One prover in a process of its own.
    #[command(hide = true)]
    OneProver(one_prover::OneProverArgs),
}

/// Everything that was measured.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Bench {
    machine: Machine,
    transfers: TransferBench,
    tree: TreeBench,
    proofs: Vec<ProofBench>,
}

/// Runs the benchmarks, one after the other.
pub async fn run(args: BenchArgs, output: Output) -> Result<(), NodeError> {
    match args.only {
        None => run_all(args, output).await,
        Some(BenchCommand::Prove(args)) => blocking(move || prove::run(&args, output)).await,
        Some(BenchCommand::OneProver(args)) => blocking(move || one_prover::run(&args)).await,
    }
}

async fn run_all(args: BenchArgs, output: Output) -> Result<(), NodeError> {
    let mut spec = ChainSpec::load(&args.chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    // Every circuit, as a chain under load has them; the development preset keeps to the small ones.
    spec.genesis.parameters.sealing.sizes = SealingRules::default().sizes;
    let directory = ScratchDirectory::new()?;
    let tree_directory = directory.0.join("tree");
    let tree = blocking(move || tree::run(&tree_directory)).await?;
    let transfers = transfers::run(&spec, &directory.0.join("node"), args.transfers).await?;
    let proofs = if args.no_proofs {
        Vec::new()
    } else {
        let keys = ProverKeys::new(&args.keys.clone().map_or_else(zelkova_prover::default_directory, Ok)?, &spec.srs);
        let all = BlockSize::ALL.map(|size| size.slots);
        let sizes = if args.sizes.is_empty() { all.to_vec() } else { args.sizes.clone() };
        blocking(move || proofs::run(&spec, &keys, &sizes)).await?
    };
    let bench = Bench { machine: Machine::describe(), transfers, tree, proofs };
    Ok(output.print(&bench, || text(&bench))?)
}

fn text(bench: &Bench) -> String {
    let Machine { cpu, cores, memory_mib, .. } = &bench.machine;
    let mut lines = vec![
        format!("{cpu}, {cores} cores, {memory_mib} MiB"),
        format!("{:>10.0} transfers/s through RPC and state keeper", bench.transfers.transfers_per_second),
        format!("{:>10.0} account updates/s in the state tree", bench.tree.updates_per_second),
    ];
    for ProofBench { slots, proof_seconds, proof_seconds_per_transfer, .. } in &bench.proofs {
        lines.push(format!(
            "{proof_seconds:>10.2} s to prove {slots} slots, {proof_seconds_per_transfer:.2} s a transfer"
        ));
    }
    lines.join("\n")
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, NodeError> + Send + 'static,
) -> Result<T, NodeError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| NodeError::Other(error.to_string()))?
}

/// A directory that goes away with this value.
struct ScratchDirectory(PathBuf);

impl ScratchDirectory {
    fn new() -> Result<Self, NodeError> {
        let path = std::env::temp_dir().join(format!("zelkova-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|source| NodeError::File { path: path.clone(), source })?;
        Ok(Self(path))
    }
}

impl Drop for ScratchDirectory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
