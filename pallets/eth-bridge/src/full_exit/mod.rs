//! FullExit: pays the whole balance of a token out to the owner, as requested on L1.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{FullExit, LAYOUT};
pub use restore::restore;
