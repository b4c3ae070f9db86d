//! ForcedExit: pays the whole balance of a token of somebody else's account without a key out to the account's owner.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{ForcedExit, LAYOUT};
pub use restore::restore;
