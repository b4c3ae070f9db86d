//! One prover in a process of its own, so that its peak memory is its own.

use super::{process, proofs::full_block};
use crate::NodeError;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::{path::PathBuf, time::Instant};
use zelkova_chain_spec::ChainSpec;
use zelkova_circuits::{
    block::{self, BlockProof, BlockWitness},
    plonk::{Cancel, Control, NoProgress, Timings},
};
use zelkova_primitives::{tree::StateTree, NOBODY};
use zelkova_prover::ProverKeys;
use zelkova_runtime::{state::TreeNodes, BlockOps};

/// Arguments of the process; `zelkova bench prove` gives them.
#[derive(Args, Debug)]
pub struct OneProverArgs {
    #[arg(long)]
    chain: String,
    #[arg(long)]
    keys: PathBuf,
    #[arg(long)]
    slots: u32,
    #[arg(long)]
    timestamp: u64,
    #[arg(long)]
    runs: u32,
    #[arg(long)]
    cache_mib: usize,
}

/// Figures of a prover, which the process prints.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProverFigures {
    /// One after the other; the first one finds nothing of the key's polynomials prepared.
    pub runs: Vec<RunFigures>,
    /// Memory in use before the first run: keys and SRS.
    pub memory_before_mib: u64,
    /// The most memory in use during the runs.
    pub peak_memory_mib: u64,
}

/// Figures of one proof, from the witness to the verified proof.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunFigures {
    /// Wall-clock time.
    pub seconds: f64,
    /// Processor time, all cores together.
    pub cpu_seconds: f64,
    /// Where the wall-clock time went.
    pub phases: PhaseSeconds,
}

/// Wall-clock time by phase, as [`Timings`] describes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields of `Timings`")]
pub struct PhaseSeconds {
    pub synthesis: f64,
    pub check: f64,
    pub msm: f64,
    pub fft: f64,
    pub product: f64,
    pub quotient: f64,
    pub openings: f64,
    pub verification: f64,
}

impl From<Timings> for PhaseSeconds {
    fn from(timings: Timings) -> Self {
        let Timings { synthesis, check, msm, fft, product, quotient, openings, verification } = timings;
        Self {
            synthesis: synthesis.as_secs_f64(),
            check: check.as_secs_f64(),
            msm: msm.as_secs_f64(),
            fft: fft.as_secs_f64(),
            product: product.as_secs_f64(),
            quotient: quotient.as_secs_f64(),
            openings: openings.as_secs_f64(),
            verification: verification.as_secs_f64(),
        }
    }
}

/// Proves and prints the figures as JSON.
pub fn run(args: &OneProverArgs) -> Result<(), NodeError> {
    let failed = |error: &dyn std::error::Error| NodeError::Prover(zelkova_console::chain(error));
    let spec = ChainSpec::load(&args.chain).map_err(|error| NodeError::Config(zelkova_console::chain(&error)))?;
    let keys = ProverKeys::new(&args.keys, &spec.srs).with_cache(args.cache_mib.saturating_mul(1 << 20));
    let keys = keys.load(args.slots, &NoProgress)?;
    let witness = {
        let (block, state) = full_block(&spec, args.slots, args.timestamp)?;
        let tree = StateTree::new(TreeNodes(state));
        BlockWitness::new(&block, &tree, keys.key_digest(), NOBODY).map_err(|error| failed(&error))?
    };
    let memory_before_mib = process::memory_mib();
    process::forget_peak();
    let control = Control { progress: &NoProgress, cancel: &Cancel::new() };
    let (mut runs, mut proof): (_, Option<BlockProof>) = (Vec::new(), None);
    for _ in 0..args.runs.max(1) {
        let (cpu, started) = (process::cpu_seconds(), Instant::now());
        let (made, timings) = block::prove_attended::<BlockOps>(&keys, &witness, &control).map_err(|e| failed(&e))?;
        let seconds = started.elapsed().as_secs_f64();
        runs.push(RunFigures { seconds, cpu_seconds: process::cpu_seconds() - cpu, phases: timings.into() });
        if proof.as_ref().is_some_and(|proof| *proof != made) {
            return Err(NodeError::Prover("two proofs of the same block differ; this is a fault of the prover".into()));
        }
        proof = Some(made);
    }
    let figures = ProverFigures { runs, memory_before_mib, peak_memory_mib: process::peak_memory_mib() };
    let printed = serde_json::to_string(&figures);
    println!("{}", printed.map_err(|error| NodeError::Other(error.to_string()))?);
    Ok(())
}
