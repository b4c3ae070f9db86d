//! Starts and stops a node.
//!
//! * [`start`] - opens the parts in order and spawns the tasks; [`NodeConfig`] says what is wanted, [`NodeHandle`] stops it.
//! * [`Components`] - the parts that can be replaced, each behind a trait of its own, joined in one place.

mod components;
mod config;
mod handle;
mod l1;
mod start;
mod tasks;
#[cfg(test)]
mod tests;

pub use components::{Components, L1Components};
pub use config::{L1Config, NodeConfig, ProverConfig};
pub use handle::NodeHandle;
pub use start::{start, start_until, DATABASE_DIRECTORY};
