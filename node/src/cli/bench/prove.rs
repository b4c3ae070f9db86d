//! `zelkova bench prove`: where the time and the memory of a proof go.

use super::{
    machine::Machine,
    one_prover::{PhaseSeconds, ProverFigures, RunFigures},
};
use crate::NodeError;
use clap::Args;
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use zelkova_chain_spec::ChainSpec;
use zelkova_circuits::{
    block::{stats::BlockStats, BlockSize},
    plonk::{CacheBudget, NoProgress},
};
use zelkova_console::Output;
use zelkova_prover::ProverKeys;
use zelkova_runtime::BlockOps;

/// Arguments of `zelkova bench prove`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  zelkova bench prove --json\n  zelkova bench prove --log-rows 16 --cache-mib 0")]
pub struct ProveArgs {
    /// The chain whose SRS and operations are used.
    #[arg(long, default_value = "dev", value_name = "CHAIN")]
    chain: String,
    /// Circuits to prove, by the logarithm of their rows.
    #[arg(long, value_delimiter = ',', default_values_t = [16, 18], value_name = "LOG2")]
    log_rows: Vec<u32>,
    /// Proofs of each circuit; the first one prepares what the others find prepared.
    #[arg(long, default_value_t = 2, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=100))]
    runs: u32,
    /// Memory that the prover may keep between proofs.
    #[arg(long, default_value_t = CacheBudget::DEFAULT >> 20, value_name = "MIB")]
    cache_mib: usize,
    /// Directory of proving keys.
    #[arg(long, value_name = "DIR", env = "ZELKOVA_KEYS")]
    keys: Option<PathBuf>,
}

/// What is printed.
#[derive(Debug, Serialize)]
struct Bench {
    machine: Machine,
    circuits: Vec<Circuit>,
}

/// The prover on one circuit.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Circuit {
    slots: u32,
    log_rows: u32,
    /// Rows that are in use.
    rows: usize,
    /// Hashes, each of them in 16 rows of the hash lane.
    hashes: usize,
    /// Time of the fastest proof for each slot.
    seconds_per_slot: f64,
    #[serde(flatten)]
    figures: ProverFigures,
}

/// Measures.
pub fn run(args: &ProveArgs, output: Output) -> Result<(), NodeError> {
    let spec = ChainSpec::load(&args.chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    let directory = args.keys.clone().map_or_else(zelkova_prover::default_directory, Ok)?;
    let keys = ProverKeys::new(&directory, &spec.srs);
    let all = BlockSize::ALL.map(BlockStats::of::<BlockOps>).into_iter().collect::<Result<Vec<_>, _>>();
    let all = all.map_err(|error| NodeError::Prover(error.to_string()))?;
    let mut circuits = Vec::new();
    for log_rows in &args.log_rows {
        let stats = all.iter().find(|stats| stats.rows_log2 == *log_rows).ok_or_else(|| {
            NodeError::Usage(format!("no circuit has 2^{log_rows} rows; see `zelkova circuit stats`"))
        })?;
        let slots = stats.circuit.capacity;
        // The prover's process only reads them.
        keys.load(slots, &NoProgress)?;
        circuits.push(measure(args, &directory, slots, stats)?);
    }
    let bench = Bench { machine: Machine::describe(), circuits };
    Ok(output.print(&bench, || text(&bench))?)
}

/// Runs the prover in a process of its own.
fn measure(args: &ProveArgs, keys: &Path, slots: u32, stats: &BlockStats) -> Result<Circuit, NodeError> {
    let program = std::env::current_exe().map_err(|error| NodeError::Other(error.to_string()))?;
    let mut command = Command::new(&program);
    command.args(["bench", "one-prover", "--chain", &args.chain]).arg("--keys").arg(keys);
    for (name, value) in [
        ("--slots", u64::from(slots)),
        ("--timestamp", zelkova_console::unix_time()),
        ("--runs", u64::from(args.runs)),
        ("--cache-mib", args.cache_mib as u64),
    ] {
        command.args([name, &value.to_string()]);
    }
    let finished = command.stderr(Stdio::inherit()).output();
    let finished = finished.map_err(|source| NodeError::File { path: program, source })?;
    if !finished.status.success() {
        return Err(NodeError::Prover(format!("the prover's process failed: {}", finished.status)));
    }
    let figures: ProverFigures =
        serde_json::from_slice(&finished.stdout).map_err(|error| NodeError::Other(error.to_string()))?;
    let best = figures.runs.iter().map(|run| run.seconds).fold(f64::INFINITY, f64::min);
    Ok(Circuit {
        slots,
        log_rows: stats.rows_log2,
        rows: stats.circuit.rows_used,
        hashes: stats.circuit.hashes,
        seconds_per_slot: best / f64::from(slots),
        figures,
    })
}

fn text(bench: &Bench) -> String {
    let mut lines = vec![format!("{}, {} cores", bench.machine.cpu, bench.machine.cores)];
    for Circuit { slots, log_rows, rows, hashes, seconds_per_slot, figures } in &bench.circuits {
        let ProverFigures { runs, memory_before_mib, peak_memory_mib } = figures;
        lines.push(format!("2^{log_rows} rows ({rows} used, {hashes} hashes), {slots} slots"));
        lines.push(format!("  at most {peak_memory_mib} MiB, keys {memory_before_mib} MiB"));
        for RunFigures { seconds, cpu_seconds, phases } in runs {
            let PhaseSeconds { synthesis, check, msm, fft, product, quotient, openings, verification } = phases;
            lines.push(format!("{seconds:>10.2} s, {cpu_seconds:.2} s of processor time"));
            lines.push(format!(
                "             synthesis {synthesis:.2}, check {check:.2}, MSM {msm:.2}, FFT {fft:.2}, product {product:.2}, \
                 quotient {quotient:.2}, openings {openings:.2}, verification {verification:.2}"
            ));
        }
        lines.push(format!("  {seconds_per_slot:.3} s a slot"));
    }
    lines.join("\n")
}
