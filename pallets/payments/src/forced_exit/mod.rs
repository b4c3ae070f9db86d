//! ForcedExit: pays the whole balance of a token of somebody else's account without a key out to the account's owner.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::ForcedExit;
