//! FullExit: pays the whole balance of a token out to the owner, as requested on L1.

pub mod circuit;
pub mod dispatch;
pub mod op;
#[cfg(test)]
mod tests;

pub use op::FullExit;
