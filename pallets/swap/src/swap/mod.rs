//! Swap: two orders, exchanged by a submitter.

pub mod circuit;
pub mod op;
pub mod order;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{Swap, LAYOUT};
pub use order::{Order, SignedOrder};
pub use restore::restore;
