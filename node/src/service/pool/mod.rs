//! Transactions that wait for a mini-block, and who may send them.
//!
//! | part | does |
//! |---|---|
//! | [`TransactionPool`] | what the chain and the RPC server ask of a pool |
//! | [`Mempool`] | the pool of `pallet-mempool` in memory, the same transactions in the database |
//! | [`writer`] | the task that admits: what arrives together shares one synced write |
//! | [`SecondFactors`] | accounts whose transactions need an Ethereum signature too |

mod admit;
mod interface;
mod mempool;
mod reasons;
mod second_factor;
mod stored;
pub mod writer;

pub use interface::{Finished, TransactionPool, Unit};
pub use mempool::Mempool;
pub use reasons::evicted;
pub use second_factor::{SecondFactorError, SecondFactors, TIMESTAMP_WINDOW};
pub use writer::Submission;
