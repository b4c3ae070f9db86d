//! TransferNft: moves an NFT to the account that an L1 address owns; the account is created if there is none.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;
#[cfg(test)]
mod tests;

pub use circuit::Circuit;
pub use op::{TransferNft, LAYOUT};
pub use restore::restore;
