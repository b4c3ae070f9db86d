//! What runs in a node, by purpose.
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
//! * [`chain`] - makes mini-blocks and remembers what was executed: proposer, state-keeper, committer, history-pruner.
//! * [`pool`] - transactions that wait, and who may send them: mempool-writer, second factor.
//! * [`settlement`] - brings sealed blocks to L1: aggregator, witness-generator, prover, l1-sender, l1-watcher.
//! * [`Progress`] - how far all of it is, for RPC and metrics alike.
//!
//! Apart from that, the fee-oracle keeps the fees up to date that the mempool-writer asks for.
//!
//! Tasks hand each other work through the database and a counter of changes, not through memory, so a node that was
//! killed goes on where it was. Only the short ways (proposer to committer, witness to prover, aggregator to sender) are
//! channels, and what is in them is made again from the database.

pub mod chain;
mod changes;
mod context;
mod error;
mod pause;
pub mod pool;
mod progress;
pub mod settlement;

pub use changes::Changes;
pub use context::Context;
pub use error::ServiceError;
pub use progress::{Backlog, Heights, Progress};
