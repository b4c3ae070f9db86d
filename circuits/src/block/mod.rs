//! The block circuit: N slots and a few fee touches, over any operation set.
//!
//! | module | constrains |
//! |---|---|
//! | `circuit` | public inputs and the order of everything |
//! | `slot` | one slot: touches, signature, one step of one operation |
//! | `selectors` | which step a slot holds, repeated steps |
//! | `touch` | account and storage leaves under the running root |
//! | `args` | ranges of the arguments, the signed message |
//! | `pubdata` | the published chunks: chain, evaluation, count |
//! | `fees` | fees per token and the fee account's touches |
//!
//! [`BlockWitness`] is what it is filled with, [`BlockSize`] its sizes, [`BlockProof`] its proof; [`stats`] counts rows.

mod args;
mod circuit;
mod fees;
mod prover;
mod pubdata;
mod selectors;
mod slot;
mod touch;
mod witness;

pub mod stats;

pub use circuit::{synthesize, BlockCircuit};
pub use prover::{keys, prove, prove_attended, verify, BlockProof, BlockProofError, ProofWord};
pub use witness::{BlockWitness, SlotWitness, TouchWitness, WitnessError};
pub use zelkova_operation::BlockSize;
