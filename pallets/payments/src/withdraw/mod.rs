//! Withdraw: pays an amount out to an L1 address.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::Withdraw;
