//! A running node: named tasks around one state keeper.
//!
//! ```text
//!            RPC server ──> mempool-writer ──┐
//! L1 ──> l1-watcher ───────────────────────> database queues ──> proposer ──> state-keeper ──> committer
//!         ^                                      ^                                                 │
//!         │                                      │ pipeline events                    one synced batch, then
//!     l1-sender <── aggregator <──────────────────────────────────────────────── the others look at what changed
//!         └──────────────────────────────────────┤                                                 │
//!                                              prover <── witness-generator <──────────────────────┘
//! ```
//!
//! Apart from that, the fee-oracle keeps the fees up to date that the mempool-writer asks for, and the history-pruner
//! forgets rejected transactions that were kept long enough.
//!
//! Tasks hand each other work through the database and a counter of changes, not through memory, so a node that was
//! killed goes on where it was. Only the short ways (proposer to committer, witness to prover, aggregator to sender) are
//! channels, and what is in them is made again from the database.

mod aggregator;
pub mod chain;
pub mod committer;
mod config;
mod context;
mod error;
mod events;
mod handle;
pub mod history;
pub mod l1_sender;
mod l1_setup;
pub mod l1_watcher;
pub mod mempool;
mod mempool_writer;
mod proposer;
mod prover;
pub mod second_factor;
mod start;
mod state_keeper;
#[cfg(test)]
mod tests;
mod util;
pub mod witness;

pub use config::{L1Config, NodeConfig};
pub use context::Context;
pub use error::ServiceError;
pub use handle::NodeHandle;
pub use mempool_writer::Submission;
pub use prover::ProverKeys;
pub use start::{start, start_until, DATABASE_DIRECTORY};
pub use util::unix_time;
