//! The way out of a chain whose operator is gone, for everybody who has an L1 node and the address of the Rollup.
//!
//! | part | does |
//! |---|---|
//! | [`restore`] | rebuilds the chain's state from L1 alone; goes on where it was interrupted |
//! | [`StateFile`] | the state on disk |
//! | [`holdings`], [`prove`] | what L1 owes for an account, and proofs of it |
//! | [`ExitFile`] | proofs on disk, as `zelkova wallet exodus` takes them to L1 |
//! | [`ExodusError`] | what can go wrong |

mod error;
mod exits;
mod files;
mod restore;
mod state;

pub use error::ExodusError;
pub use exits::{holdings, prove, ExitFile, Holding};
pub use restore::{restore, Target};
pub use state::StateFile;
