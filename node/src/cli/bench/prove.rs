//! `zelkova bench prove`: the same block through our prover and through bellman's.

use super::{
    machine::Machine,
    one_prover::{OneProver, PhaseSeconds, ProverFigures, RunFigures, Which},
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
    /// Proofs of each prover; the first one prepares what the others find prepared.
    #[arg(long, default_value_t = 2, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=100))]
    runs: u32,
    /// Memory that our prover may keep between proofs.
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

/// Both provers on one circuit.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Circuit {
    slots: u32,
    log_rows: u32,
    /// Rows that are in use.
    rows: usize,
    zelkova: ProverFigures,
    /// None in a build without bellman's prover.
    bellman: Option<Comparison>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Comparison {
    #[serde(flatten)]
    figures: ProverFigures,
    /// Whether both provers made the same bytes.
    equal_proofs: bool,
    /// bellman's best time by our best time.
    speedup: f64,
    /// bellman's first time by our first time.
    first_speedup: f64,
}

/// Runs the comparison.
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
        // The provers' processes only read them.
        keys.load(slots, &NoProgress)?;
        circuits.push(compare(args, &directory, slots, stats)?);
    }
    let bench = Bench { machine: Machine::describe(), circuits };
    Ok(output.print(&bench, || text(&bench))?)
}

fn compare(args: &ProveArgs, keys: &Path, slots: u32, stats: &BlockStats) -> Result<Circuit, NodeError> {
    let timestamp = zelkova_console::unix_time();
    let prove = |which| one_prover(args, keys, slots, timestamp, which);
    let ours = prove(Which::Zelkova)?;
    let bellman = match cfg!(feature = "bellman-prover") {
        true => Some(prove(Which::Bellman)?),
        false => None,
    };
    let best = |figures: &ProverFigures| figures.runs.iter().map(|run| run.seconds).fold(f64::INFINITY, f64::min);
    let first = |figures: &ProverFigures| figures.runs.first().map_or(f64::NAN, |run| run.seconds);
    let compared = |bellman: OneProver| Comparison {
        equal_proofs: bellman.proof == ours.proof,
        speedup: best(&bellman.figures) / best(&ours.figures),
        first_speedup: first(&bellman.figures) / first(&ours.figures),
        figures: bellman.figures,
    };
    let bellman = bellman.map(compared);
    if bellman.as_ref().is_some_and(|bellman| !bellman.equal_proofs) {
        return Err(NodeError::Prover("the two provers made different proofs; this is a fault of ours".into()));
    }
    Ok(Circuit { slots, log_rows: stats.rows_log2, rows: stats.circuit.rows_used, zelkova: ours.figures, bellman })
}

/// Runs one prover in a process of its own.
fn one_prover(args: &ProveArgs, keys: &Path, slots: u32, timestamp: u64, which: Which) -> Result<OneProver, NodeError> {
    let program = std::env::current_exe().map_err(|error| NodeError::Other(error.to_string()))?;
    let mut command = Command::new(&program);
    command.args(["bench", "one-prover", "--prover", which.argument(), "--chain", &args.chain]).arg("--keys").arg(keys);
    for (name, value) in [
        ("--slots", u64::from(slots)),
        ("--timestamp", timestamp),
        ("--runs", u64::from(args.runs)),
        ("--cache-mib", args.cache_mib as u64),
    ] {
        command.args([name, &value.to_string()]);
    }
    let finished = command.stderr(Stdio::inherit()).output();
    let finished = finished.map_err(|source| NodeError::File { path: program, source })?;
    if !finished.status.success() {
        return Err(NodeError::Prover(format!(
            "the process of prover `{}` failed: {}",
            which.argument(),
            finished.status
        )));
    }
    serde_json::from_slice(&finished.stdout).map_err(|error| NodeError::Other(error.to_string()))
}

fn text(bench: &Bench) -> String {
    let mut lines = vec![format!("{}, {} cores", bench.machine.cpu, bench.machine.cores)];
    for circuit in &bench.circuits {
        lines.push(format!("2^{} rows ({} used), {} slots", circuit.log_rows, circuit.rows, circuit.slots));
        lines.extend(prover_lines("zelkova", &circuit.zelkova));
        if let Some(bellman) = &circuit.bellman {
            lines.extend(prover_lines("bellman", &bellman.figures));
            lines.push(format!(
                "  the same proofs, {:.2} times as fast (first proofs: {:.2} times)",
                bellman.speedup, bellman.first_speedup
            ));
        }
    }
    lines.join("\n")
}

fn prover_lines(name: &str, figures: &ProverFigures) -> Vec<String> {
    let ProverFigures { runs, memory_before_mib, peak_memory_mib } = figures;
    let mut lines = vec![format!("  {name}: at most {peak_memory_mib} MiB, keys {memory_before_mib} MiB")];
    for RunFigures { seconds, cpu_seconds, phases } in runs {
        lines.push(format!("{seconds:>10.2} s, {cpu_seconds:.2} s of processor time"));
        if let Some(PhaseSeconds { synthesis, check, msm, fft, product, quotient, openings, verification }) = phases {
            lines.push(format!(
                "             synthesis {synthesis:.2}, check {check:.2}, MSM {msm:.2}, FFT {fft:.2}, product {product:.2}, \
                 quotient {quotient:.2}, openings {openings:.2}, verification {verification:.2}"
            ));
        }
    }
    lines
}
