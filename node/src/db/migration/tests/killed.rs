//! Processes that are killed in a migration. The test starts itself once more as the process that dies.

use super::{
    content,
    madeup::{database, Rate, Then, Widen, BATCHES, BOTH, OLDEST},
    uninterrupted,
};
use crate::db::{migration::Plan, Database, DbError};
use std::{
    os::unix::process::ExitStatusExt,
    path::Path,
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

const SIGABRT: i32 = 6;

/// Names the database and says how many batches the process may write before it dies.
const DATABASE: &str = "ZELKOVA_TEST_MIGRATION_DATABASE";
const BATCHES_LEFT: &str = "ZELKOVA_TEST_MIGRATION_BATCHES";

/// Migrates `path` in a process that dies when `batches` batches are written and the next one is ready to be.
fn die_after(test: &str, path: &Path, batches: u32) {
    let name = format!("{}::{test}", module_path!().split_once("::").expect("the crate").1);
    let child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", &name, "--nocapture"])
        .env(DATABASE, path)
        .env(BATCHES_LEFT, batches.to_string())
        .output()
        .expect("starts");
    assert_eq!(child.status.signal(), Some(SIGABRT), "{}", String::from_utf8_lossy(&child.stderr));
}

/// What the process that dies does; nothing in the process that runs the tests.
fn die_if_asked() {
    let (Ok(path), Ok(batches)) = (std::env::var(DATABASE), std::env::var(BATCHES_LEFT)) else {
        return;
    };
    let left = AtomicU32::new(batches.parse().expect("a number"));
    let die = |_: &Database| -> Result<(), DbError> {
        if left.load(Ordering::SeqCst) == 0 {
            std::process::abort();
        }
        left.fetch_sub(1, Ordering::SeqCst);
        Ok(())
    };
    let migrations = (Then(&Widen, &die), Then(&Rate, &die));
    let plan = Plan { oldest: OLDEST, migrations: &[&migrations.0, &migrations.1] };
    let opened = Database::open_with(Path::new(&path), &plan).map(|_| ());
    panic!("the migration ended before the process died: {opened:?}");
}

/// Every place where a process can die: before the first write, between two batches, between the last batch and the end of
/// the first migration, between the two migrations.
#[test]
fn a_migration_that_is_killed_anywhere_ends_as_if_it_had_not_been() {
    die_if_asked();
    let expected = uninterrupted();
    for batches in 0..BATCHES {
        let directory = database();
        die_after("a_migration_that_is_killed_anywhere_ends_as_if_it_had_not_been", directory.path(), batches);
        let database = Database::open_with(directory.path(), &BOTH).expect("goes on");
        assert_eq!(content(&database), expected, "killed after {batches} batches");
    }
}

#[test]
fn a_migration_that_is_killed_at_every_start_gets_on_and_ends_the_same() {
    die_if_asked();
    let directory = database();
    for _ in 1..BATCHES {
        die_after("a_migration_that_is_killed_at_every_start_gets_on_and_ends_the_same", directory.path(), 1);
    }
    let database = Database::open_with(directory.path(), &BOTH).expect("goes on");
    assert_eq!(content(&database), uninterrupted());
}

/// A program without the migration could not read the half that is migrated.
#[test]
fn a_database_that_is_half_migrated_is_refused_by_programs_that_cannot_go_on() {
    die_if_asked();
    let directory = database();
    die_after("a_database_that_is_half_migrated_is_refused_by_programs_that_cannot_go_on", directory.path(), 2);
    let open = |plan: Plan<'_>| Database::open_with(directory.path(), &plan).map(|_| ()).expect_err("refused");
    let older = open(Plan { oldest: OLDEST, migrations: &[] });
    assert!(matches!(older, DbError::NewerSchema { found, .. } if found == OLDEST + 1), "{older}");
    let much_newer = open(Plan { oldest: OLDEST + 1, migrations: &[&Rate] });
    assert!(matches!(much_newer, DbError::OlderSchema { found: OLDEST, .. }), "{much_newer}");
    assert_eq!(super::schema(directory.path()), BOTH.newest());
}
