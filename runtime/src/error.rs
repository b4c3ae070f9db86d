//! What can go wrong outside of single transactions.

use thiserror::Error;
use zelkova_primitives::tree::TreeError;

/// The state could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("reading the state failed: {0}")]
pub struct ReadError(pub String);

/// Why there is no genesis.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GenesisError {
    /// A parameter makes no sense.
    #[error("parameter {name}: {problem}")]
    Parameter {
        /// Where it is.
        name: &'static str,
        /// What is wrong and what would be right.
        problem: String,
    },
    /// The state tree could not be made.
    #[error("the genesis state tree: {0}")]
    Tree(#[from] TreeError),
    /// The state could not be built.
    #[error("the genesis state: {0}")]
    Build(String),
}

/// Why a mini-block could not be executed. Nothing of it takes effect.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExecuteError {
    /// An inherent failed: tokens, facts or priority operations that the chain cannot take.
    #[error("{inherent} failed: {reason}")]
    Inherent {
        /// Which one.
        inherent: &'static str,
        /// Why.
        reason: String,
    },
    /// Code panicked, or the state under it could not be read.
    #[error("execution stopped: {0}; nothing was written, run it again and report the inputs if it happens again")]
    Panicked(String),
    /// The changes could not be collected.
    #[error("collecting the changes failed: {0}; check the database")]
    Changes(String),
}
