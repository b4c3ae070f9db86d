//! The mechanism, with made-up migrations.

mod disk_full;
mod killed;
mod madeup;
mod refused;

use crate::db::{Column, Database};
use madeup::{database, Rate, Widen, BOTH, ENTRIES};
use rocksdb::IteratorMode;
use std::{collections::BTreeMap, path::Path};

/// Everything that a database holds, by name of the column.
type Content = BTreeMap<&'static str, Vec<(Box<[u8]>, Box<[u8]>)>>;

fn content(database: &Database) -> Content {
    let entries = |column: Column| {
        let entries = database.store.rocks.iterator_cf(database.store.column(column), IteratorMode::Start);
        (column.name(), entries.map(|entry| entry.expect("reads")).collect())
    };
    Column::ALL.into_iter().map(entries).collect()
}

/// What an uninterrupted run makes of [`database`].
fn uninterrupted() -> Content {
    let directory = database();
    content(&Database::open_with(directory.path(), &BOTH).expect("migrates"))
}

fn schema(path: &Path) -> u32 {
    let database = Database::open_with(path, &BOTH).expect("opens");
    database.identity().expect("reads").expect("is there").schema
}

#[test]
fn each_migration_in_turn_brings_a_database_to_the_newest_layout() {
    let directory = database();
    let database = Database::open_with(directory.path(), &BOTH).expect("migrates");
    for index in 0..ENTRIES {
        let wide: u64 = database.require(Column::Receipts, index.to_be_bytes()).expect("is there");
        assert_eq!(wide, Widen::value(index));
        let rated: u32 = database.require(Column::Origins, Rate::key(index)).expect("is there");
        assert_eq!(rated, index);
    }
    assert_eq!(database.identity().expect("reads").expect("is there").schema, BOTH.newest());
}

#[test]
fn a_database_without_a_chain_and_one_of_the_newest_layout_are_left_alone() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let empty = content(&Database::open_with(directory.path(), &BOTH).expect("opens"));
    assert!(empty.values().all(Vec::is_empty));
    let migrated = database();
    let before = content(&Database::open_with(migrated.path(), &BOTH).expect("migrates"));
    assert_eq!(content(&Database::open_with(migrated.path(), &BOTH).expect("opens")), before);
}
