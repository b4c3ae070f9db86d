//! Withdraw: pays an amount out to an L1 address.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{Withdraw, LAYOUT};
pub use restore::restore;
