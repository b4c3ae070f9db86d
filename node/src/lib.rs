//! The Zelkova node: a ZK-rollup appchain node as a library, and the command line around it.
//!
//! * [`cli`] - the commands of the binary `zelkova`.
//! * [`launch`] - starts a node: joins its parts and spawns its tasks; see [`launch::start`].
//! * [`service`] - what runs in a node: chain, pool, settlement.
//! * [`db`] - RocksDB columns and the one atomic write of a mini-block.
//! * [`fees`] - what transactions have to pay: gas price, token prices, quotes.
//! * [`rpc_backend`] - answers RPC requests from the database and the runtime.
//! * [`tasks`] - the task manager: names, graceful stop, a report of which task died.
//! * [`http`], [`metrics`] - `/metrics` and `/health`.
//! * [`error`] - errors and their exit codes.
//!
//! The Ethereum side is in `zelkova_l1`, proving in `zelkova_prover`, the commands of a user in `zelkova_wallet`.

pub mod cli;
pub mod db;
pub mod error;
pub mod fees;
pub mod http;
pub mod launch;
pub mod metrics;
pub mod rpc_backend;
pub mod service;
pub mod tasks;

pub use error::NodeError;
