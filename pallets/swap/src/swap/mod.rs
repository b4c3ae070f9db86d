//! Swap: two orders, exchanged by a submitter.

pub mod circuit;
pub mod dispatch;
pub mod op;
pub mod order;
#[cfg(test)]
mod tests;

pub use op::Swap;
pub use order::{Order, SignedOrder};
