//! FullExitNft: takes the NFT in a slot of an account to L1, as requested there.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{FullExitNft, LAYOUT};
pub use restore::restore;
