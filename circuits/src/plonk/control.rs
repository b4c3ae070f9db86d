//! What a caller sees of a running prover, and how it stops one.

use super::progress::{NoProgress, Progress};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// Asks a prover to stop; clones ask the same prover. It does so within a second, at the next piece of its work.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

/// The prover was asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the proof was cancelled")]
pub struct Cancelled;

impl Cancel {
    /// Nobody has asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Fails once somebody has asked.
    pub fn check(&self) -> Result<(), Cancelled> {
        match self.is_cancelled() {
            true => Err(Cancelled),
            false => Ok(()),
        }
    }
}

/// Who is told about a proof's phases and who may stop it.
pub struct Control<'a> {
    /// Told about the phases of [`PHASES`].
    pub progress: &'a dyn Progress,
    /// Stops the prover.
    pub cancel: &'a Cancel,
}

impl Control<'_> {
    /// Runs `prove` without anybody who watches or stops it.
    pub fn unattended<T>(prove: impl FnOnce(&Control<'_>) -> T) -> T {
        prove(&Control { progress: &NoProgress, cancel: &Cancel::new() })
    }

    /// Phase number `index` begins, unless the prover has to stop.
    pub(super) fn phase(&self, index: usize) -> Result<(), Cancelled> {
        self.cancel.check()?;
        self.progress.step(index, PHASES.len(), PHASES.get(index).copied().unwrap_or("done"));
        Ok(())
    }
}

/// The phases of a proof, in order, as [`Progress`] is told of them.
pub const PHASES: [&str; 7] = [
    "synthesizing the witness",
    "checking the witness",
    "committing to the columns",
    "multiplying up the copy permutation",
    "dividing out the quotient",
    "opening the commitments",
    "verifying the proof",
];

/// Where the time of a proof went, in wall-clock time. Transforms and sums of points occur in several phases; what a phase
/// does besides them is listed under its own name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timings {
    /// Synthesis of the witness.
    pub synthesis: Duration,
    /// The check that the witness satisfies the circuit.
    pub check: Duration,
    /// Multi-scalar multiplications: all commitments.
    pub msm: Duration,
    /// Fast Fourier transforms.
    pub fft: Duration,
    /// The copy permutation's grand product.
    pub product: Duration,
    /// Evaluation of all identities on the cosets.
    pub quotient: Duration,
    /// Values at the challenge and division by the opening points.
    pub openings: Duration,
    /// Verification of the finished proof.
    pub verification: Duration,
}
