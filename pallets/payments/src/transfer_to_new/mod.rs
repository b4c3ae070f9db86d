//! TransferToNew: a transfer whose recipient has no account yet. Users sign a Transfer; the state decides.

pub mod circuit;
pub mod dispatch;
pub mod op;
