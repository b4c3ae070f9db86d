//! MintNft: makes a new NFT and gives it to an existing account.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::MintNft;
