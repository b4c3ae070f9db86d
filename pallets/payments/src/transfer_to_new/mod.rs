//! TransferToNew: a transfer whose recipient has no account yet. Users sign a Transfer; the state decides.

pub mod circuit;
pub mod op;
pub mod restore;
pub mod rule;

pub use circuit::Circuit;
pub use op::LAYOUT;
pub use restore::restore;
