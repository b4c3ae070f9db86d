//! FullExitNft: takes the NFT in a slot of an account to L1, as requested there.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::FullExitNft;
