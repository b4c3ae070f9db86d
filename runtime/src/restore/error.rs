//! Why the state could not be rebuilt.

use thiserror::Error;
use zelkova_operation::restore::PubdataError;
use zelkova_primitives::{tree::TreeError, BlockNumber};

use crate::GenesisError;

/// Why the state could not be rebuilt.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RestoreError {
    /// The genesis configuration is unusable.
    #[error("genesis: {0}")]
    Genesis(#[from] GenesisError),
    /// An operation does not fit the state.
    #[error("block {number}, operation {index} at byte {offset}: {error}")]
    Operation {
        /// The block.
        number: BlockNumber,
        /// The operation's place in the block.
        index: usize,
        /// Where its bytes begin in the block's pubdata.
        offset: usize,
        /// What is wrong.
        error: PubdataError,
    },
    /// The fees cannot be credited.
    #[error("fees of block {number}: {error}")]
    Fees {
        /// The block.
        number: BlockNumber,
        /// What is wrong.
        error: PubdataError,
    },
    /// The state tree refused the block.
    #[error("the state tree: {0}")]
    Tree(#[from] TreeError),
    /// Block numbers have 32 bits.
    #[error("the number of blocks is used up: no chain has more, check where the blocks come from")]
    NoBlockNumber,
}
