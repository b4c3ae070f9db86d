//! Errors of the database.

use super::Identity;
use std::path::PathBuf;

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// Another process has it open.
    #[error("the database in {path} is in use by another process; stop that node or choose another --base-path", path = path.display())]
    Locked {
        /// Its directory.
        path: PathBuf,
    },
    /// It belongs to another chain.
    #[error(
        "the database in {path} belongs to another chain (genesis {found}, chain id {found_chain}) than the chain spec \
         (genesis {expected}, chain id {expected_chain}); use the spec it was made with or another --base-path",
        path = path.display(), found = hex::encode(found.genesis_hash), found_chain = found.l2_chain_id,
        expected = hex::encode(expected.genesis_hash), expected_chain = expected.l2_chain_id,
    )]
    OtherGenesis {
        /// Its directory.
        path: PathBuf,
        /// What it says about itself.
        found: Box<Identity>,
        /// What the chain spec says.
        expected: Box<Identity>,
    },
    /// It has the layout of another version of this program.
    #[error(
        "the database in {path} has layout {found}, this program uses layout {expected}; \
         use the program version that made it, or start again with another --base-path", path = path.display(),
    )]
    OtherSchema {
        /// Its directory.
        path: PathBuf,
        /// What was found.
        found: String,
        /// What this program writes.
        expected: u32,
    },
    /// A stored value does not decode, or something that must be there is missing.
    #[error("the database is damaged: column `{column}`, key 0x{key}: {detail}; restore a backup or start again with another --base-path")]
    Damaged {
        /// Which column.
        column: &'static str,
        /// Which key, in hex.
        key: String,
        /// What is wrong.
        detail: String,
    },
    /// RocksDB's own error.
    #[error("the database failed: {0}; check that the disk is neither full nor read-only")]
    Rocks(#[from] rocksdb::Error),
    /// A directory cannot be made.
    #[error("cannot use {path}: {source}; choose another --base-path or correct its permissions", path = path.display())]
    Directory {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl DbError {
    /// A value that does not decode or is missing.
    pub(crate) fn damaged(column: super::Column, key: &[u8], detail: impl ToString) -> Self {
        Self::Damaged { column: column.name(), key: hex::encode(key), detail: detail.to_string() }
    }
}
