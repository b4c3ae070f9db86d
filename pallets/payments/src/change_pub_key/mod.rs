//! ChangePubKey: gives an account the key that signs for it from then on.

pub mod authorization;
pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use authorization::L1Authorization;
pub use op::ChangePubKey;
