//! What can be wrong with a chain spec.

use crate::ChainType;
use std::{io, path::PathBuf};
use zelkova_runtime::GenesisError;

/// Why a chain spec cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SpecError {
    /// Neither a preset nor a file.
    #[error(
        "there is no chain `{name}`: it is neither a preset ({presets}) nor a file; check the spelling or the path"
    )]
    NotFound {
        /// What was given.
        name: String,
        /// The presets.
        presets: String,
    },
    /// The file cannot be read.
    #[error("cannot read the chain spec {path}: {source}; check the path and its permissions", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file is too long to be a spec.
    #[error("the chain spec {path} has {bytes} bytes, at most {limit} are read; check that it is the right file", path = path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// The file is not a spec: bad JSON, a missing or unknown field, a value out of range.
    #[error("the chain spec {origin} cannot be used: {cause}; compare it with the output of `zelkova export-chain-spec --chain dev`")]
    Format {
        /// The file.
        origin: String,
        /// What is wrong, with line and column.
        cause: String,
    },
    /// A field has a value that makes no sense.
    #[error("the chain spec's field `{field}` cannot be used: {problem}; {remedy}")]
    Field {
        /// The field.
        field: &'static str,
        /// What is wrong.
        problem: String,
        /// What would be right.
        remedy: &'static str,
    },
    /// Genesis is not possible.
    #[error("the chain spec's field `genesis` cannot be used: {0}")]
    Genesis(#[from] GenesisError),
    /// The SRS whose secret is known.
    #[error(
        "chain `{id}` is of type {chain_type} but uses the development SRS, with which anybody can forge proofs; \
         set `srs` to a ceremony's file (`{{\"type\": \"ceremony\", \"path\": .., \"digest\": ..}}`) or `chainType` to `development`"
    )]
    DevelopmentSrs {
        /// The chain.
        id: String,
        /// Its type.
        chain_type: ChainType,
    },
    /// The spec cannot be written.
    #[error("the chain spec cannot be written as JSON: {0}; report this as a fault of the program")]
    Write(#[from] serde_json::Error),
}

/// The error of a field.
pub(crate) fn refuse(field: &'static str, problem: impl Into<String>, remedy: &'static str) -> Result<(), SpecError> {
    Err(SpecError::Field { field, problem: problem.into(), remedy })
}
