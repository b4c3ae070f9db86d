//! Databases that are not for this program, and errors of migrations.

use super::{
    content,
    madeup::{database, FailsSecond, Widen, BOTH, OLDEST},
    uninterrupted,
};
use crate::db::{migration::Plan, Column, Database, DbError};
use rocksdb::{Options, DB};

fn refused(path: &std::path::Path, plan: &Plan<'_>) -> DbError {
    Database::open_with(path, plan).map(|_| ()).expect_err("refused")
}

#[test]
fn a_newer_database_is_refused_by_name_and_left_as_it_is() {
    let directory = database();
    let columns = DB::list_cf(&Options::default(), directory.path()).expect("reads");
    let before =
        content(&Database::open_with(directory.path(), &Plan { oldest: OLDEST, migrations: &[] }).expect("opens"));
    // A column that the newer version had no use for any more must not come back.
    let retired = Column::Rejections.name();
    let mut rocks = DB::open_cf(&Options::default(), directory.path(), &columns).expect("opens");
    rocks.drop_cf(retired).expect("drops");
    drop(rocks);
    let error = refused(directory.path(), &Plan { oldest: OLDEST - 2, migrations: &[&Widen] });
    assert!(matches!(error, DbError::NewerSchema { .. }), "{error}");
    let text = error.to_string();
    let parts = ["written by a newer version", "layout 40", "up to 39", "run that version or a later one"];
    assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    let after = DB::list_cf(&Options::default(), directory.path()).expect("reads");
    assert!(!after.iter().any(|name| name == retired), "{after:?}");
    let after = Database::open_with(directory.path(), &Plan { oldest: OLDEST, migrations: &[] }).expect("opens");
    assert_eq!(content(&after), before);
}

#[test]
fn a_database_older_than_every_migration_is_refused_by_name() {
    let directory = database();
    let error = refused(directory.path(), &Plan { oldest: OLDEST + 1, migrations: &[&Widen] });
    assert!(matches!(error, DbError::OlderSchema { .. }), "{error}");
    let text = error.to_string();
    let parts = ["written by an older version", "layout 40", "from 41 on", "the version that wrote it", "--base-path"];
    assert!(parts.iter().all(|part| text.contains(part)), "{text}");
}

#[test]
fn an_error_of_a_migration_says_how_far_it_came_and_the_next_start_goes_on() {
    let directory = database();
    let error = refused(directory.path(), &Plan { oldest: OLDEST, migrations: &[&FailsSecond::default()] });
    assert!(matches!(error, DbError::Migration { units: 3, total: 10, .. }), "{error}");
    let text = error.to_string();
    let parts = ["from layout 40 to 41 (wide receipts)", "after 3 of 10", "column `receipts`", "nothing is lost"];
    assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    let resumed = Database::open_with(directory.path(), &BOTH).expect("goes on");
    assert_eq!(content(&resumed), uninterrupted());
}
