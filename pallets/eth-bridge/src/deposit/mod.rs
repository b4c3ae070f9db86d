//! Deposit: credits the account of an L1 address; creates it if need be.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{Deposit, LAYOUT};
pub use restore::restore;
