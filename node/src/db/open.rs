//! Opening: finds out whose the database is before anything is written to it, then brings it to this program's layout.

use super::{
    migration::{self, Layout, Plan, PLAN},
    store::Store,
    Column, Database, DbError,
};
use rocksdb::{IteratorMode, Options, DB};
use std::path::Path;

impl Database {
    /// Opens the database in `path`, and makes an empty one if there is none. One of an older layout is migrated, which
    /// can take a while; one of a newer layout is refused and left as it is.
    pub fn open(path: &Path) -> Result<Self, DbError> {
        Self::open_with(path, &PLAN)
    }

    /// The same with other migrations than the program's.
    pub(super) fn open_with(path: &Path, plan: &Plan<'_>) -> Result<Self, DbError> {
        std::fs::create_dir_all(path).map_err(|source| DbError::Directory { path: path.into(), source })?;
        let mut options = Options::default();
        // Logs beyond these are of no use to an operator and would grow without bound.
        options.set_keep_log_file_num(4);
        options.set_max_total_wal_size(256 << 20);
        let rocks = if path.join("CURRENT").exists() {
            let present = DB::list_cf(&options, path)?;
            let mut rocks = open(&options, path, &present)?;
            check(&rocks, path, plan)?;
            match_columns(&mut rocks, path, &present)?;
            rocks
        } else {
            options.create_if_missing(true);
            options.create_missing_column_families(true);
            open(&options, path, &Column::ALL.map(|column| column.name().to_owned()))?
        };
        let database = Self::new(Store::new(rocks, path.into()));
        migration::run(&database, plan)?;
        Ok(database)
    }
}

fn open(options: &Options, path: &Path, columns: &[String]) -> Result<DB, DbError> {
    DB::open_cf(options, path, columns).map_err(|error| {
        let text = error.to_string();
        // RocksDB has no kind of its own for this: an I/O error whose text names the lock.
        if text.contains("lock") || text.contains("LOCK") {
            DbError::Locked { path: path.into() }
        } else {
            DbError::Rocks(error)
        }
    })
}

/// Refuses a database that another version wrote and this one cannot read.
fn check(rocks: &DB, path: &Path, plan: &Plan<'_>) -> Result<(), DbError> {
    let Some(meta) = rocks.cf_handle(Column::Meta.name()) else {
        return Ok(());
    };
    match Layout::read(|key| Ok(rocks.get_cf(meta, key)?))? {
        Some(layout) => plan.check(path, &layout),
        None => Ok(()),
    }
}

/// Makes the columns that are missing, and removes those without entries that the program has no use for any more.
fn match_columns(rocks: &mut DB, path: &Path, present: &[String]) -> Result<(), DbError> {
    let known = Column::ALL.map(Column::name);
    let unknown = |name: &&String| *name != rocksdb::DEFAULT_COLUMN_FAMILY_NAME && !known.contains(&name.as_str());
    for name in present.iter().filter(unknown) {
        let handle = rocks.cf_handle(name);
        let first = handle.and_then(|handle| rocks.iterator_cf(handle, IteratorMode::Start).next());
        match first.transpose()? {
            Some(_) => return Err(DbError::UnknownColumn { path: path.into(), column: name.clone() }),
            None => rocks.drop_cf(name)?,
        }
    }
    for name in known.into_iter().filter(|name| !present.iter().any(|present| present == name)) {
        rocks.create_cf(name, &Options::default())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database as another program has left it.
    fn other_program(columns: &[&str], fill: impl FnOnce(&DB)) -> tempfile::TempDir {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut options = Options::default();
        options.create_if_missing(true);
        options.create_missing_column_families(true);
        fill(&DB::open_cf(&options, directory.path(), columns).expect("opens"));
        directory
    }

    fn put(rocks: &DB, column: &str) {
        rocks.put_cf(rocks.cf_handle(column).expect("is open"), b"key", b"value").expect("writes");
    }

    #[test]
    fn a_second_process_is_told_that_the_database_is_locked() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let _database = Database::open(directory.path()).expect("opens");
        let error = Database::open(directory.path()).map(|_| ()).expect_err("is locked");
        assert!(matches!(error, DbError::Locked { .. }), "{error}");
        assert!(error.to_string().contains("--base-path"));
    }

    #[test]
    fn a_column_that_holds_what_this_program_does_not_know_is_refused() {
        let directory = other_program(&["meta", "from-elsewhere"], |rocks| put(rocks, "from-elsewhere"));
        let error = Database::open(directory.path()).map(|_| ()).expect_err("refused");
        assert!(matches!(error, DbError::UnknownColumn { .. }), "{error}");
        assert!(error.to_string().contains("`from-elsewhere`"), "{error}");
    }

    #[test]
    fn missing_columns_are_made_and_empty_ones_of_no_use_removed() {
        let directory = other_program(&["meta", "retired"], |rocks| put(rocks, "meta"));
        let database = Database::open(directory.path()).expect("opens");
        assert_eq!(database.get_raw(Column::Meta, b"key").expect("reads"), Some(b"value".to_vec()));
        assert_eq!(database.get_raw(Column::Rejections, b"key").expect("reads"), None);
        drop(database);
        let mut columns = DB::list_cf(&Options::default(), directory.path()).expect("reads");
        columns.retain(|name| name != rocksdb::DEFAULT_COLUMN_FAMILY_NAME);
        assert_eq!(columns.len(), Column::ALL.len(), "{columns:?}");
    }
}
