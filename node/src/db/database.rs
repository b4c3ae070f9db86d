//! Reading, and committing batches.

use super::{
    store::{decode, Store},
    Batch, Column, DbError, Snapshot,
};
use codec::Decode;
use rocksdb::{Direction, IteratorMode, WriteOptions};
use std::{future::Future, path::Path, sync::Arc};

/// A key and its value.
type Entry = (Vec<u8>, Vec<u8>);

/// An open database; cheap to clone.
#[derive(Clone)]
pub struct Database {
    pub(super) store: Arc<Store>,
}

impl Database {
    pub(super) fn new(store: Store) -> Self {
        Self { store: Arc::new(store) }
    }

    /// Tells when the last clone is gone and the database can be opened again. Holds no clone itself.
    pub fn closed(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut closed = self.store.closed.subscribe();
        // Nothing is ever sent: it resolves because the sender is gone.
        async move { drop(closed.changed().await) }
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        &self.store.path
    }

    /// An empty batch.
    pub fn batch(&self) -> Batch<'_> {
        Batch::new(&self.store)
    }

    /// Writes the whole batch atomically and returns when it is on disk.
    pub fn commit(&self, batch: Batch<'_>) -> Result<(), DbError> {
        let mut options = WriteOptions::default();
        options.set_sync(true);
        #[cfg(test)]
        super::failpoint::before_commit();
        Ok(self.store.rocks.write_opt(batch.writes, &options)?)
    }

    /// A consistent view of the present.
    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot::new(&self.store)
    }

    /// The bytes under `key`.
    pub fn get_raw(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, DbError> {
        Ok(self.store.rocks.get_cf(self.store.column(column), key)?)
    }

    /// The value under `key`.
    pub fn get<T: Decode>(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<T>, DbError> {
        let key = key.as_ref();
        self.get_raw(column, key)?.map(|bytes| decode(column, key, &bytes)).transpose()
    }

    /// The value under `key`, which must be there.
    pub fn require<T: Decode>(&self, column: Column, key: impl AsRef<[u8]>) -> Result<T, DbError> {
        let key = key.as_ref();
        self.get(column, key)?.ok_or_else(|| DbError::damaged(column, key, "missing"))
    }

    /// Entries from `start` upwards in key order.
    pub fn iter_from<'a, T: Decode + 'a>(
        &'a self,
        column: Column,
        start: impl AsRef<[u8]>,
    ) -> impl Iterator<Item = Result<(Vec<u8>, T), DbError>> + 'a {
        let mode = IteratorMode::From(start.as_ref(), Direction::Forward);
        let entries = self.store.rocks.iterator_cf(self.store.column(column), mode);
        entries.map(move |entry| {
            let (key, value) = entry?;
            let value = decode(column, &key, &value)?;
            Ok((key.into_vec(), value))
        })
    }

    /// Keys that begin with `prefix` and are below `end`, downwards in key order.
    pub fn keys_below<'a>(
        &'a self,
        column: Column,
        prefix: &'a [u8],
        end: &[u8],
    ) -> impl Iterator<Item = Result<Vec<u8>, DbError>> + 'a {
        let entries =
            self.store.rocks.iterator_cf(self.store.column(column), IteratorMode::From(end, Direction::Reverse));
        let end = end.to_vec();
        entries
            .map(|entry| Ok(entry?.0.into_vec()))
            // RocksDB begins at `end` itself if there is such a key.
            .skip_while(move |key: &Result<Vec<u8>, DbError>| key.as_ref().is_ok_and(|key| *key == end))
            .take_while(move |key| key.as_ref().map_or(true, |key| key.starts_with(prefix)))
    }

    /// The greatest key of a column, with its bytes.
    pub fn last(&self, column: Column) -> Result<Option<Entry>, DbError> {
        let mut entries = self.store.rocks.iterator_cf(self.store.column(column), IteratorMode::End);
        let last = entries.next().transpose()?;
        Ok(last.map(|(key, value)| (key.into_vec(), value.into_vec())))
    }

    /// The greatest key of a column whose keys are 8-byte integers.
    pub fn last_number(&self, column: Column) -> Result<Option<u64>, DbError> {
        let Some((key, _)) = self.last(column)? else {
            return Ok(None);
        };
        let bytes: [u8; 8] =
            key.as_slice().try_into().map_err(|_| DbError::damaged(column, &key, "the key is not a number"))?;
        Ok(Some(u64::from_be_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> (tempfile::TempDir, Database) {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = Database::open(directory.path()).expect("opens");
        (directory, database)
    }

    #[test]
    fn a_batch_is_there_after_reopening() {
        let (directory, database) = database();
        let mut batch = database.batch();
        batch.put(Column::Receipts, b"a", &7u32);
        batch.put(Column::Mempool, 1u64.to_be_bytes(), &8u32);
        batch.apply(Column::Trie, [(b"x".to_vec(), Some(b"y".to_vec())), (b"z".to_vec(), None)]);
        database.commit(batch).expect("commits");
        drop(database);
        let database = Database::open(directory.path()).expect("opens again");
        assert_eq!(database.get(Column::Receipts, b"a").expect("reads"), Some(7u32));
        assert_eq!(database.get_raw(Column::Trie, b"x").expect("reads"), Some(b"y".to_vec()));
        assert_eq!(database.last_number(Column::Mempool).expect("reads"), Some(1));
    }

    #[test]
    fn a_batch_that_is_not_committed_leaves_nothing() {
        let (_directory, database) = database();
        let mut batch = database.batch();
        batch.put(Column::Receipts, b"a", &7u32);
        drop(batch);
        assert_eq!(database.get::<u32>(Column::Receipts, b"a").expect("reads"), None);
    }

    #[test]
    fn a_damaged_value_is_named() {
        let (_directory, database) = database();
        let mut batch = database.batch();
        batch.put_raw(Column::Receipts, b"k", b"\x01");
        database.commit(batch).expect("commits");
        let error = database.get::<u64>(Column::Receipts, b"k").expect_err("too short for a u64");
        assert!(error.to_string().contains("column `receipts`, key 0x6b"), "{error}");
    }

    #[test]
    fn a_snapshot_does_not_see_later_writes() {
        let (_directory, database) = database();
        let snapshot = database.snapshot();
        let mut batch = database.batch();
        batch.put(Column::Meta, b"k", &1u32);
        database.commit(batch).expect("commits");
        assert_eq!(snapshot.get::<u32>(Column::Meta, b"k").expect("reads"), None);
        assert_eq!(database.snapshot().get(Column::Meta, b"k").expect("reads"), Some(1u32));
    }

    #[test]
    fn iteration_starts_where_it_is_told_and_goes_upwards() {
        let (_directory, database) = database();
        let mut batch = database.batch();
        for number in [300u64, 2, 1, 256] {
            batch.put(Column::PriorityOps, number.to_be_bytes(), &number);
        }
        database.commit(batch).expect("commits");
        let found: Result<Vec<_>, _> =
            database.iter_from::<u64>(Column::PriorityOps, 2u64.to_be_bytes()).map(|e| e.map(|(_, v)| v)).collect();
        assert_eq!(found.expect("reads"), [2, 256, 300]);
    }

    #[tokio::test]
    async fn it_tells_when_it_is_closed() {
        let (directory, database) = database();
        let (clone, closed) = (database.clone(), database.closed());
        drop(database);
        let closed = tokio::spawn(closed);
        tokio::task::yield_now().await;
        assert!(!closed.is_finished());
        drop(clone);
        closed.await.expect("resolves");
        Database::open(directory.path()).expect("opens again");
    }

    #[test]
    fn keys_go_downwards_from_below_their_end_and_stay_within_their_prefix() {
        let (_directory, database) = database();
        let mut batch = database.batch();
        for key in ["a9", "b1", "b2", "b3", "c0"] {
            batch.put(Column::Meta, key, &());
        }
        database.commit(batch).expect("commits");
        let below = |end: &str| {
            let keys = database.keys_below(Column::Meta, b"b", end.as_bytes());
            keys.map(|key| String::from_utf8(key.expect("reads")).expect("text")).collect::<Vec<_>>()
        };
        assert_eq!(below("b9"), ["b3", "b2", "b1"]);
        assert_eq!(below("b3"), ["b2", "b1"]);
        assert!(below("b1").is_empty());
    }
}
