//! TransferNft: moves an NFT to the account that an L1 address owns; the account is created if there is none.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::TransferNft;
