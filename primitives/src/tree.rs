//! The versioned sparse Merkle state tree that L1 sees (protocol, section 2).
//!
//! # Storage
//!
//! Nodes have four children. Two levels of them make a *page* of 16 bottom nodes, the unit that is read and written: a path
//! of 14 levels is seven reads. The bottom nodes carry the version at which the page below them was last written, so a page is found by one point read from
//! its parent, at any kept version, and pages never change. A node that equals the default of its height (an empty
//! subtree) is not stored and has no page below it.
//!
//! | key | value |
//! |---|---|
//! | `a`, page depth:1, path:4, version:4 | a page of the account tree |
//! | `s`, account:4, page depth:1, path:4, version:4 | a page of an account's storage tree |
//! | `r`, account:4, version:4 | an account's fields, storage root and the version of its storage tree's top page |
//! | `v`, version:4 | root of a version and the version of its top page |
//! | `d`, version:4 | keys that the version wrote, and keys that it made stale: what reverting and pruning delete |
//! | `l` | the latest version |
//! | `o` | the oldest kept version |
//!
//! # Commits
//!
//! A block is committed at once: the touched pages are loaded level by level, then hashed from the leaves up. Each node
//! above the touched leaves is hashed once, and all hashes of a level run in parallel and in lockstep.

mod error;
mod forest;
mod page;
mod record;
mod shape;
mod state;
mod store;
mod working;

pub use error::TreeError;
pub use shape::{empty_account_root, empty_storage_root};
pub use state::{fold_path, AccountChange, Membership, StateTree, TreeUpdate};
pub use store::{MemoryStore, NodeReader, OverlayReader, RocksStore, Writes};
pub use working::{TouchPaths, WorkingTree};

#[cfg(test)]
mod tests;
