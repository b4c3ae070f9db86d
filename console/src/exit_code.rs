//! Exit codes of the binary; `zelkova --help` lists them.

/// Everything went well.
pub const OK: u8 = 0;
/// A failure without a code of its own.
pub const FAILURE: u8 = 1;
/// Wrong usage of the command line (clap's own code).
pub const USAGE: u8 = 2;
/// A configuration or chain spec that cannot be used.
pub const CONFIG: u8 = 3;
/// The database.
pub const DATABASE: u8 = 4;
/// The L1 node or an L1 contract.
pub const L1: u8 = 5;
/// A port that is already in use.
pub const PORT_IN_USE: u8 = 6;
/// The SRS, proving keys or the prover.
pub const PROVER: u8 = 7;
/// A task of a running node died.
pub const TASK: u8 = 8;
/// The RPC server of another node refused or cannot be reached.
pub const RPC: u8 = 9;
