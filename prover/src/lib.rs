//! Proves the blocks of a chain.
//!
//! | part | does |
//! |---|---|
//! | [`ProofSource`] | whoever proves blocks: takes a [`Job`], gives a [`Proven`] |
//! | [`LocalProver`] | proves in this process, one block at a time |
//! | [`ProverKeys`] | proving keys, made when first needed and kept in a directory; [`default_directory`] is the usual one |
//! | [`KeyDigests`] | which circuit of which keys proves blocks of a size; [`KnownDigests`] has been told |
//! | [`ProverError`] | what can go wrong |

mod digests;
mod directory;
mod error;
mod job;
mod keys;
mod local;
mod source;
mod srs;
mod thread;

pub use digests::{KeyDigests, KnownDigests};
pub use directory::default_directory;
pub use error::ProverError;
pub use job::{Job, Proven};
pub use keys::ProverKeys;
pub use local::LocalProver;
pub use source::ProofSource;
pub use thread::{detached, Panicked};
