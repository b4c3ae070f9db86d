//! RocksDB with the columns of this program, and what both present and snapshot reads need.

use super::{Column, DbError};
use codec::{Decode, DecodeAll};
use rocksdb::{ColumnFamily, DB};
use std::path::PathBuf;
use tokio::sync::watch;

/// An open RocksDB that has every column.
pub(super) struct Store {
    pub rocks: DB,
    pub path: PathBuf,
    /// Dropped after `rocks`, which tells those who wait for it.
    pub closed: watch::Sender<()>,
}

impl Store {
    pub fn new(rocks: DB, path: PathBuf) -> Self {
        Self { rocks, path, closed: watch::channel(()).0 }
    }

    pub fn column(&self, column: Column) -> &ColumnFamily {
        // Opening creates every column of `Column::ALL`, and there is no other value of `Column`.
        self.rocks.cf_handle(column.name()).expect("every column is opened")
    }
}

/// A stored value.
pub(super) fn decode<T: Decode>(column: Column, key: &[u8], bytes: &[u8]) -> Result<T, DbError> {
    T::decode_all(&mut &bytes[..]).map_err(|error| DbError::damaged(column, key, error))
}
