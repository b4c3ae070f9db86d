//! Lock: takes an amount from an account until a time.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;

pub use circuit::Circuit;
pub use op::{Lock, LAYOUT};
pub use restore::restore;
