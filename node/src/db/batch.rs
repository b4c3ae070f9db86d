//! Writes that happen together or not at all.

use super::{store::Store, Column};
use codec::Encode;
use rocksdb::WriteBatch;

/// Collects writes for [`Database::commit`](super::Database::commit).
pub struct Batch<'db> {
    pub(super) store: &'db Store,
    pub(super) writes: WriteBatch,
}

impl<'db> Batch<'db> {
    pub(super) fn new(store: &'db Store) -> Self {
        Self { store, writes: WriteBatch::default() }
    }

    /// Stores the encoding of `value`.
    pub fn put(&mut self, column: Column, key: impl AsRef<[u8]>, value: &impl Encode) {
        self.put_raw(column, key, value.encode());
    }

    /// Stores bytes.
    pub fn put_raw(&mut self, column: Column, key: impl AsRef<[u8]>, value: impl AsRef<[u8]>) {
        self.writes.put_cf(self.store.column(column), key, value);
    }

    /// Removes a key; nothing happens if it is not there.
    pub fn delete(&mut self, column: Column, key: impl AsRef<[u8]>) {
        self.writes.delete_cf(self.store.column(column), key);
    }

    /// Applies a list of changes as the executor and the tree give them: a value to store or nothing to remove.
    pub fn apply(&mut self, column: Column, changes: impl IntoIterator<Item = (Vec<u8>, Option<Vec<u8>>)>) {
        for (key, value) in changes {
            match value {
                Some(value) => self.put_raw(column, key, value),
                None => self.delete(column, key),
            }
        }
    }

    /// Number of writes so far.
    pub fn len(&self) -> usize {
        self.writes.len()
    }

    /// Whether nothing was written so far.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}
