//! Where the tree's nodes are read from. A node never changes once written, so a reader needs no more than a point
//! read; writes are handed to the caller, who applies them together with everything else that belongs to the block.

use super::TreeError;
use parking_lot::RwLock;
use std::{collections::BTreeMap, sync::Arc};

/// Changes of a key-value store: a value to put, or `None` to delete.
pub type Writes = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// Point reads of nodes.
pub trait NodeReader: Send + Sync {
    /// The value of `key`.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError>;
}

impl<R: NodeReader + ?Sized> NodeReader for &R {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        (**self).get(key)
    }
}

impl<R: NodeReader + ?Sized> NodeReader for Arc<R> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        (**self).get(key)
    }
}

impl<R: NodeReader + ?Sized> NodeReader for Box<R> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        (**self).get(key)
    }
}

/// Nodes in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    nodes: RwLock<BTreeMap<Vec<u8>, Vec<u8>>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies the writes of an update.
    pub fn apply(&self, writes: &Writes) {
        let mut nodes = self.nodes.write();
        for (key, value) in writes {
            match value {
                Some(value) => nodes.insert(key.clone(), value.clone()),
                None => nodes.remove(key),
            };
        }
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.nodes.read().len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.nodes.read().is_empty()
    }

    /// Number of bytes in keys and values.
    pub fn bytes(&self) -> usize {
        self.nodes.read().iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    /// A copy of all entries.
    pub fn entries(&self) -> BTreeMap<Vec<u8>, Vec<u8>> {
        self.nodes.read().clone()
    }
}

impl NodeReader for MemoryStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        Ok(self.nodes.read().get(key).cloned())
    }
}

/// Writes that are not in the store yet, over the store.
#[derive(Debug, Clone, Default)]
pub struct OverlayReader<R> {
    base: R,
    writes: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl<R: NodeReader> OverlayReader<R> {
    /// An overlay without writes.
    pub fn new(base: R) -> Self {
        Self { base, writes: BTreeMap::new() }
    }

    /// Adds the writes of an update.
    pub fn apply(&mut self, writes: &Writes) {
        self.writes.extend(writes.iter().cloned());
    }

    /// All writes, in order of key.
    pub fn into_writes(self) -> Writes {
        self.writes.into_iter().collect()
    }
}

impl<R: NodeReader> NodeReader for OverlayReader<R> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        match self.writes.get(key) {
            Some(value) => Ok(value.clone()),
            None => self.base.get(key),
        }
    }
}

/// Nodes in a column family of RocksDB.
#[derive(Clone)]
pub struct RocksStore {
    db: Arc<rocksdb::DB>,
    column: String,
}

impl RocksStore {
    /// Reads from the column family `column` of `db`.
    pub fn new(db: Arc<rocksdb::DB>, column: impl Into<String>) -> Self {
        Self { db, column: column.into() }
    }

    /// The database.
    pub fn database(&self) -> Arc<rocksdb::DB> {
        self.db.clone()
    }

    fn column(&self) -> Result<&rocksdb::ColumnFamily, TreeError> {
        self.db
            .cf_handle(&self.column)
            .ok_or_else(|| TreeError::Store(format!("no column family {:?}: open the database with it", self.column)))
    }

    /// Adds the writes of an update to a batch.
    pub fn add_to_batch(&self, batch: &mut rocksdb::WriteBatch, writes: &Writes) -> Result<(), TreeError> {
        let column = self.column()?;
        for (key, value) in writes {
            match value {
                Some(value) => batch.put_cf(column, key, value),
                None => batch.delete_cf(column, key),
            }
        }
        Ok(())
    }

    /// Applies the writes of an update atomically, for callers that have nothing else to write.
    pub fn apply(&self, writes: &Writes) -> Result<(), TreeError> {
        let mut batch = rocksdb::WriteBatch::default();
        self.add_to_batch(&mut batch, writes)?;
        self.db.write(batch).map_err(|error| TreeError::Store(error.to_string()))
    }
}

impl NodeReader for RocksStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, TreeError> {
        self.db.get_cf(self.column()?, key).map_err(|error| TreeError::Store(error.to_string()))
    }
}
