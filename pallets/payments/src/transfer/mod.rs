//! Transfer: moves an amount to the account that an L1 address owns.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::Transfer;
