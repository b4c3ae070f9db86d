//! Unlock: gives a lock that has ended back.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;

pub use circuit::Circuit;
pub use op::{Unlock, LAYOUT};
pub use restore::restore;
