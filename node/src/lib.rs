//! The Zelkova node: a ZK-rollup appchain node as a library, and the command line around it.
//!
//! * [`cli`] - the commands of the binary `zelkova`.
//! * [`service`] - starts a node: named tasks around one state keeper; see [`service::start`].
//! * [`db`] - RocksDB columns and the one atomic write of a mini-block.
//! * [`l1`] - the Ethereum side: contracts, watcher, sender.
//! * [`fees`] - what transactions have to pay: gas price, token prices, quotes.
//! * [`rpc_backend`] - answers RPC requests from the database and the runtime.
//! * [`tasks`] - the task manager: names, graceful stop, a report of which task died.
//! * [`http`], [`metrics`] - `/metrics` and `/health`.
//! * [`error`] - errors and exit codes.

pub mod cli;
pub mod db;
pub mod error;
pub mod fees;
pub mod http;
pub mod l1;
pub mod metrics;
pub mod rpc_backend;
pub mod service;
pub mod tasks;

pub use error::NodeError;
