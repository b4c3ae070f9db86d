//! The versioned sparse Merkle state tree that L1 sees (protocol, section 2).

mod error;
mod state;
mod store;
mod working;

pub use error::TreeError;
pub use state::{AccountChange, Membership, StateTree, TreeUpdate, Writes};
pub use store::{MemoryStore, NodeReader, OverlayReader, RocksStore};
pub use working::{TouchPaths, WorkingTree};
