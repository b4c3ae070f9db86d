//! ChangePubKey: gives an account the key that signs for it from then on.

pub mod authorization;
pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use authorization::L1Authorization;
pub use circuit::Circuit;
pub use op::{ChangePubKey, LAYOUT};
pub use restore::restore;
