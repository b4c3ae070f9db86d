//! WithdrawNft: takes an NFT out of the chain; its factory on L1 mints it for an L1 address.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::WithdrawNft;
