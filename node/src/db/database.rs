//! Opening and reading.

use super::{Batch, Column, DbError, Identity, Snapshot, SCHEMA_VERSION};
use codec::{Decode, DecodeAll};
use rocksdb::{ColumnFamily, ColumnFamilyDescriptor, Direction, IteratorMode, Options, WriteOptions, DB};
use std::{
    future::Future,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::watch;

/// A key and its value.
type Entry = (Vec<u8>, Vec<u8>);

const IDENTITY_KEY: &[u8] = b"identity";

/// An open database; cheap to clone.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    rocks: DB,
    path: PathBuf,
    /// Dropped after `rocks`, which tells those who wait for it.
    closed: watch::Sender<()>,
}

impl Database {
    /// Opens the database in `path` and makes an empty one if there is none.
    pub fn open(path: &Path) -> Result<Self, DbError> {
        std::fs::create_dir_all(path).map_err(|source| DbError::Directory { path: path.into(), source })?;
        let mut options = Options::default();
        options.create_if_missing(true);
        options.create_missing_column_families(true);
        // Logs beyond these are of no use to an operator and would grow without bound.
        options.set_keep_log_file_num(4);
        options.set_max_total_wal_size(256 << 20);
        Self::check_columns(&options, path)?;
        let columns = Column::ALL.map(|column| ColumnFamilyDescriptor::new(column.name(), Options::default()));
        let rocks = DB::open_cf_descriptors(&options, path, columns).map_err(|error| {
            let text = error.to_string();
            // RocksDB has no kind of its own for this: an I/O error whose text names the lock.
            if text.contains("lock") || text.contains("LOCK") {
                DbError::Locked { path: path.into() }
            } else {
                DbError::Rocks(error)
            }
        })?;
        let (closed, _) = watch::channel(());
        Ok(Self { inner: Arc::new(Inner { rocks, path: path.into(), closed }) })
    }

    /// Refuses a database with columns that this program does not know, which another version wrote.
    fn check_columns(options: &Options, path: &Path) -> Result<(), DbError> {
        if !path.join("CURRENT").exists() {
            return Ok(());
        }
        let known = Column::ALL.map(Column::name);
        let unknown = DB::list_cf(options, path)?
            .into_iter()
            .find(|name| name != rocksdb::DEFAULT_COLUMN_FAMILY_NAME && !known.contains(&name.as_str()));
        match unknown {
            Some(name) => Err(DbError::OtherSchema {
                path: path.into(),
                found: format!("unknown (column `{name}`)"),
                expected: SCHEMA_VERSION,
            }),
            None => Ok(()),
        }
    }

    /// Tells when the last clone is gone and the database can be opened again. Holds no clone itself.
    pub fn closed(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut closed = self.inner.closed.subscribe();
        // Nothing is ever sent: it resolves because the sender is gone.
        async move { drop(closed.changed().await) }
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    pub(super) fn rocks(&self) -> &DB {
        &self.inner.rocks
    }

    pub(super) fn column(&self, column: Column) -> &ColumnFamily {
        // `open` creates every column of `Column::ALL`, and there is no other value of `Column`.
        self.inner.rocks.cf_handle(column.name()).expect("every column is opened")
    }

    /// What the database says about itself; `None` for an empty one.
    pub fn identity(&self) -> Result<Option<Identity>, DbError> {
        self.get(Column::Meta, IDENTITY_KEY)
    }

    /// Whether the database holds a chain; an error if it is another chain or another layout than `expected`.
    pub fn check_identity(&self, expected: &Identity) -> Result<bool, DbError> {
        let Some(found) = self.identity()? else {
            return Ok(false);
        };
        if found.schema != expected.schema {
            let found = found.schema.to_string();
            return Err(DbError::OtherSchema { path: self.path().into(), found, expected: expected.schema });
        }
        if found != *expected {
            return Err(DbError::OtherGenesis {
                path: self.path().into(),
                found: Box::new(found),
                expected: Box::new(expected.clone()),
            });
        }
        Ok(true)
    }

    /// Adds the identity to the batch that writes genesis.
    pub fn put_identity(batch: &mut Batch<'_>, identity: &Identity) {
        batch.put(Column::Meta, IDENTITY_KEY, identity);
    }

    /// An empty batch.
    pub fn batch(&self) -> Batch<'_> {
        Batch::new(self)
    }

    /// Writes the whole batch atomically and returns when it is on disk.
    pub fn commit(&self, batch: Batch<'_>) -> Result<(), DbError> {
        let mut options = WriteOptions::default();
        options.set_sync(true);
        Ok(self.inner.rocks.write_opt(batch.writes, &options)?)
    }

    /// A consistent view of the present.
    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot::new(self)
    }

    /// The bytes under `key`.
    pub fn get_raw(&self, column: Column, key: impl AsRef<[u8]>) -> Result<Option<Vec<u8>>, DbError> {
        Ok(self.inner.rocks.get_cf(self.column(column), key)?)
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
        let entries = self.inner.rocks.iterator_cf(self.column(column), mode);
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
        let entries = self.inner.rocks.iterator_cf(self.column(column), IteratorMode::From(end, Direction::Reverse));
        let end = end.to_vec();
        entries
            .map(|entry| Ok(entry?.0.into_vec()))
            // RocksDB begins at `end` itself if there is such a key.
            .skip_while(move |key: &Result<Vec<u8>, DbError>| key.as_ref().is_ok_and(|key| *key == end))
            .take_while(move |key| key.as_ref().map_or(true, |key| key.starts_with(prefix)))
    }

    /// The greatest key of a column, with its bytes.
    pub fn last(&self, column: Column) -> Result<Option<Entry>, DbError> {
        let mut entries = self.inner.rocks.iterator_cf(self.column(column), IteratorMode::End);
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

pub(super) fn decode<T: Decode>(column: Column, key: &[u8], bytes: &[u8]) -> Result<T, DbError> {
    T::decode_all(&mut &bytes[..]).map_err(|error| DbError::damaged(column, key, error))
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
    fn a_second_process_is_told_that_the_database_is_locked() {
        let (directory, _database) = database();
        let error = Database::open(directory.path()).map(|_| ()).expect_err("is locked");
        assert!(matches!(error, DbError::Locked { .. }), "{error}");
        assert!(error.to_string().contains("--base-path"));
    }

    #[test]
    fn another_genesis_and_another_layout_are_refused() {
        let (_directory, database) = database();
        let ours = Identity::new([1; 32], 9);
        assert!(!database.check_identity(&ours).expect("an empty database fits every chain"));
        let mut batch = database.batch();
        Database::put_identity(&mut batch, &ours);
        database.commit(batch).expect("commits");
        assert!(database.check_identity(&ours).expect("fits"));
        let other = database.check_identity(&Identity::new([2; 32], 9)).expect_err("another genesis");
        assert!(matches!(other, DbError::OtherGenesis { .. }), "{other}");
        let later = Identity { schema: SCHEMA_VERSION + 1, ..ours };
        let other = database.check_identity(&later).expect_err("another layout");
        assert!(matches!(other, DbError::OtherSchema { .. }), "{other}");
    }

    #[test]
    fn a_column_of_another_version_is_refused() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut options = Options::default();
        options.create_if_missing(true);
        options.create_missing_column_families(true);
        drop(DB::open_cf(&options, directory.path(), ["meta", "from-the-future"]).expect("opens"));
        let error = Database::open(directory.path()).map(|_| ()).expect_err("refused");
        assert!(matches!(error, DbError::OtherSchema { .. }), "{error}");
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
