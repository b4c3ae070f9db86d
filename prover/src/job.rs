//! What goes to a prover, and what comes back.

use std::time::Duration;
use zelkova_circuits::block::{BlockProof, BlockWitness};
use zelkova_primitives::BlockNumber;

/// A block with its witness.
pub struct Job {
    /// Block number.
    pub number: BlockNumber,
    /// Slots of its circuit.
    pub capacity: u32,
    /// The witness.
    pub witness: BlockWitness,
}

/// A proof, which was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The proof.
    pub proof: BlockProof,
    /// How long making it took.
    pub elapsed: Duration,
}
