//! Withdraw: pays an amount out to an L1 address.

pub mod circuit;
pub mod dispatch;
pub mod op;

pub use op::Withdraw;
