//! WithdrawNft: takes an NFT out of the chain; its factory on L1 mints it for an L1 address.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{WithdrawNft, LAYOUT};
pub use restore::restore;
