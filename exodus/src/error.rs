//! What can go wrong on the way out.

use std::{io, path::PathBuf};
use thiserror::Error;
use zelkova_circuits::exit::{ExitError, ExitProofError};
use zelkova_console::{exit_code, Failure};
use zelkova_l1::L1Error;
use zelkova_primitives::{BlockNumber, L1Address};
use zelkova_runtime::restore::RestoreError;

/// Why the state cannot be rebuilt, or nothing can be proven.
#[derive(Debug, Error)]
pub enum ExodusError {
    /// L1.
    #[error(transparent)]
    L1(#[from] L1Error),
    /// A file.
    #[error("{path}: {source}; check that it exists and that you may use it", path = path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Not a file that this program wrote.
    #[error("{path} is damaged or is something else ({detail}); {remedy}", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
        /// How to get a good one.
        remedy: &'static str,
    },
    /// The state of another chain.
    #[error("{path} is the state of the rollup {found} on L1 chain {l1_chain_id}; name another file with --state", path = path.display())]
    OtherChain {
        /// The file.
        path: PathBuf,
        /// Its Rollup.
        found: L1Address,
        /// Its L1.
        l1_chain_id: u64,
    },
    /// The accounts that the Rollup told when it was deployed are none, or not those of its first root.
    #[error(
        "the contract {0} does not tell the accounts that its chain began with; the state cannot be rebuilt from L1"
    )]
    Genesis(L1Address),
    /// The pubdata of a block does not lead to the block's root.
    #[error("block {0} does not have the root that its pubdata leads to; use a version of the program that knows this chain's operations")]
    Root(BlockNumber),
    /// The pubdata does not fit.
    #[error("{0}; use a version of the program that knows this chain's operations")]
    Restore(#[from] RestoreError),
    /// L1 has other blocks now than when they were read.
    #[error(
        "L1 has another block {0} than the one that was read; it was reorganised meanwhile: run the command again"
    )]
    Changed(BlockNumber),
    /// Nobody has this address, or nothing.
    #[error("{address} owns nothing in the state after block {block} that could leave")]
    NothingOwed {
        /// The address.
        address: L1Address,
        /// The state's block.
        block: BlockNumber,
    },
    /// There is no such claim.
    #[error(transparent)]
    Exit(#[from] ExitError),
    /// The prover.
    #[error(transparent)]
    Proof(#[from] ExitProofError),
}

impl Failure for ExodusError {
    fn exit_code(&self) -> u8 {
        match self {
            Self::L1(_) | Self::Genesis(_) | Self::Changed(_) => exit_code::L1,
            Self::File { .. } | Self::Damaged { .. } | Self::OtherChain { .. } => exit_code::CONFIG,
            Self::Proof(_) => exit_code::PROVER,
            Self::Root(_) | Self::Restore(_) | Self::NothingOwed { .. } | Self::Exit(_) => exit_code::FAILURE,
        }
    }

    fn kind(&self) -> &'static str {
        match self.exit_code() {
            exit_code::L1 => "l1",
            exit_code::CONFIG => "file",
            exit_code::PROVER => "prover",
            _ => "other",
        }
    }
}
