//! Transfer: moves an amount to the account that an L1 address owns.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{Transfer, LAYOUT};
pub use restore::restore;
