//! `zelkova circuit`: figures of the circuits, proving keys, the verifier contract.

use super::bar::Bar;
use crate::NodeError;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use zelkova_chain_spec::ChainSpec;
use zelkova_circuits::{
    block::{stats::BlockStats, BlockSize},
    exit::EXIT_CAPACITY,
    plonk::CircuitKeys,
    solidity::{verifier_contract, VERIFIER},
};
use zelkova_console::Output;
use zelkova_prover::ProverKeys;
use zelkova_runtime::BlockOps;

/// Arguments of `zelkova circuit`.
#[derive(Args, Debug)]
pub struct CircuitArgs {
    #[command(subcommand)]
    command: CircuitCommand,
}

#[derive(Subcommand, Debug)]
enum CircuitCommand {
    /// Rows, sizes and key digests.
    Stats(StatsArgs),
    /// Generate proving keys and the verifier contract.
    Setup(SetupArgs),
}

/// Arguments of `zelkova circuit stats`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  zelkova circuit stats\n  zelkova circuit stats --json --sizes 3")]
struct StatsArgs {
    #[command(flatten)]
    keys: KeyArgs,
    /// Leave out the key digests, which need proving keys.
    #[arg(long)]
    no_keys: bool,
}

/// Arguments of `zelkova circuit setup`.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  zelkova circuit setup\n  zelkova circuit setup --verifier contracts/src/generated/Verifier.sol\n  zelkova circuit setup --verifier contracts/src/generated/Verifier.sol --check"
)]
struct SetupArgs {
    #[command(flatten)]
    keys: KeyArgs,
    /// Solidity file of the verifier to write.
    #[arg(long, value_name = "FILE")]
    verifier: Option<PathBuf>,
    /// Compare with the file instead of writing it; a difference is a failure.
    #[arg(long, requires = "verifier")]
    check: bool,
}

#[derive(Args, Debug)]
struct KeyArgs {
    /// The chain whose SRS is used.
    #[arg(long, default_value = "dev", value_name = "CHAIN")]
    chain: String,
    /// Block sizes in slots; all that there are unless given.
    #[arg(long, value_delimiter = ',', value_name = "SLOTS")]
    sizes: Vec<u32>,
    /// Directory of proving keys.
    #[arg(long, value_name = "DIR", env = "ZELKOVA_KEYS")]
    keys: Option<PathBuf>,
}

impl KeyArgs {
    fn open(&self) -> Result<(Vec<BlockSize>, ProverKeys), NodeError> {
        let spec = ChainSpec::load(&self.chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
        let all = BlockSize::ALL.map(|size| size.slots);
        let slots = if self.sizes.is_empty() { all.to_vec() } else { self.sizes.clone() };
        let size = |slots: u32| {
            let known = all.map(|slots| slots.to_string()).join(", ");
            BlockSize::of(slots)
                .ok_or_else(|| NodeError::Usage(format!("there is no circuit with {slots} slots; use one of {known}")))
        };
        let sizes = slots.into_iter().map(size).collect::<Result<_, _>>()?;
        let directory = self.keys.clone().map_or_else(zelkova_prover::default_directory, Ok)?;
        Ok((sizes, ProverKeys::new(&directory, &spec.srs)))
    }
}

/// Runs the command.
pub fn run(args: CircuitArgs, output: Output) -> Result<(), NodeError> {
    match args.command {
        CircuitCommand::Stats(args) => stats(&args, output),
        CircuitCommand::Setup(args) => setup(&args, output),
    }
}

/// What `stats` prints.
#[derive(Serialize)]
struct Stats {
    /// Rows of a whole block for each transfer of a full one, in the largest size.
    rows_per_transfer: usize,
    sizes: Vec<BlockStats>,
}

fn stats(args: &StatsArgs, output: Output) -> Result<(), NodeError> {
    let (sizes, keys) = args.keys.open()?;
    let mut all = Vec::new();
    for size in sizes {
        let stats = BlockStats::of::<BlockOps>(size).map_err(|error| NodeError::Prover(error.to_string()))?;
        all.push(if args.no_keys { stats } else { stats.with_keys(&*load(&keys, size.slots)?) });
    }
    let rows_per_transfer = all.iter().map(|stats| stats.rows_per_transfer).min().unwrap_or_default();
    let stats = Stats { rows_per_transfer, sizes: all };
    Ok(output.print(&stats, || table(&stats))?)
}

fn table(stats: &Stats) -> String {
    let mut lines = vec![format!(
        "{:>5} {:>10} {:>10} {:>10} {:>18} {}",
        "slots", "rows_log2", "rows_used", "hashes", "rows_per_transfer", "key_digest"
    )];
    for size in &stats.sizes {
        let digest = size.circuit.key_digest.as_deref().unwrap_or("-");
        let (log2, used, transfer) = (size.rows_log2, size.circuit.rows_used, size.rows_per_transfer);
        let hashes = size.circuit.hashes;
        lines.push(format!("{:>5} {log2:>10} {used:>10} {hashes:>10} {transfer:>18} {digest}", size.slots));
    }
    if let Some(largest) = stats.sizes.last() {
        lines.push(format!("rows by gate in a block of {} slots:", largest.slots));
        lines.extend(largest.circuit.rows_by_gate.iter().map(|(gate, rows)| format!("  {rows:>8}  {gate}")));
    }
    lines.join("\n")
}

/// What `setup` prints.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Setup {
    sizes: Vec<SetupSize>,
    verifier: Option<PathBuf>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SetupSize {
    /// 0 for the circuit of exits.
    slots: u32,
    key_digest: String,
}

fn setup(args: &SetupArgs, output: Output) -> Result<(), NodeError> {
    let (sizes, keys) = args.keys.open()?;
    let mut made: Vec<(u32, Arc<CircuitKeys>)> = Vec::new();
    for size in sizes {
        made.push((size.slots, load(&keys, size.slots)?));
    }
    made.push((EXIT_CAPACITY, load(&keys, EXIT_CAPACITY)?));
    if let Some(path) = &args.verifier {
        write_verifier(path, &made, args.check)?;
    }
    let digest = |(slots, keys): &(u32, Arc<CircuitKeys>)| SetupSize {
        slots: *slots,
        key_digest: format!("0x{}", hex::encode(keys.key_digest())),
    };
    let setup = Setup { sizes: made.iter().map(digest).collect(), verifier: args.verifier.clone() };
    Ok(output.print(&setup, || {
        let lines = setup.sizes.iter().map(|size| match size.slots {
            EXIT_CAPACITY => format!("exits        {}", size.key_digest),
            slots => format!("{slots:>5} slots  {}", size.key_digest),
        });
        lines.collect::<Vec<_>>().join("\n")
    })?)
}

fn write_verifier(path: &Path, keys: &[(u32, Arc<CircuitKeys>)], check: bool) -> Result<(), NodeError> {
    let verification: Vec<_> = keys.iter().map(|(slots, keys)| (*slots, keys.verification_key())).collect();
    let source = verifier_contract(VERIFIER, &verification);
    let source = source.map_err(|error| NodeError::Prover(error.to_string()))?;
    let failed = |source| NodeError::File { path: path.into(), source };
    if !check {
        return std::fs::write(path, source).map_err(failed);
    }
    if std::fs::read_to_string(path).map_err(failed)? == source {
        return Ok(());
    }
    Err(NodeError::Prover(format!(
        "{} is not the verifier of these keys; write it again with `zelkova circuit setup --verifier {}` and commit it",
        path.display(),
        path.display()
    )))
}

/// Loads or generates keys behind a progress bar.
pub(super) fn load(keys: &ProverKeys, capacity: u32) -> Result<Arc<CircuitKeys>, NodeError> {
    let bar = Bar::new(match capacity {
        EXIT_CAPACITY => "keys for exits".to_owned(),
        slots => format!("keys for {slots} slots"),
    });
    Ok(keys.load(capacity, &bar)?)
}
