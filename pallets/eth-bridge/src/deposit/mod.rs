//! Deposit: credits the account of an L1 address; creates it if need be.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::Deposit;
