//! MintNft: makes a new NFT and gives it to an existing account.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{MintNft, LAYOUT};
pub use restore::restore;
