//! Processes that are killed in a migration. The test starts itself once more as the process that dies.

use super::{
    content,
    madeup::{database, Rate, BATCHES, BOTH, OLDEST},
    uninterrupted,
};
use crate::db::{failpoint, migration::Plan, Database, DbError};
use std::{os::unix::process::ExitStatusExt, path::Path, process::Command};

const SIGABRT: i32 = 6;

/// Names the database and says how many batches the process may write before it dies.
const DATABASE: &str = "ZELKOVA_TEST_MIGRATION_DATABASE";
const BATCHES_LEFT: &str = "ZELKOVA_TEST_MIGRATION_BATCHES";

/// Migrates `path` in a process that dies instead of writing one batch more than `batches`; false if it got to the end.
fn dies_after(test: &str, path: &Path, batches: u32) -> bool {
    let name = format!("{}::{test}", module_path!().split_once("::").expect("the crate").1);
    let child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", &name, "--nocapture"])
        .env(DATABASE, path)
        .env(BATCHES_LEFT, batches.to_string())
        .output()
        .expect("starts");
    let died = child.status.signal() == Some(SIGABRT);
    assert!(died || child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    died
}

/// What the process that dies does; false in the process that runs the tests.
fn died_as_asked() -> bool {
    let (Ok(path), Ok(batches)) = (std::env::var(DATABASE), std::env::var(BATCHES_LEFT)) else {
        return false;
    };
    failpoint::die_after(batches.parse().expect("a number"));
    Database::open_with(Path::new(&path), &BOTH).expect("migrates");
    true
}

/// Every place where a process can die: before the first write, between two batches, between the last batch and the end of
/// the first migration, between the two migrations.
#[test]
fn a_migration_that_is_killed_anywhere_ends_as_if_it_had_not_been() {
    if died_as_asked() {
        return;
    }
    let test = "a_migration_that_is_killed_anywhere_ends_as_if_it_had_not_been";
    let expected = uninterrupted();
    let mut kills = 0;
    loop {
        let directory = database();
        let died = dies_after(test, directory.path(), kills);
        let database = Database::open_with(directory.path(), &BOTH).expect("goes on");
        assert_eq!(content(&database), expected, "killed after {kills} batches");
        if !died {
            break;
        }
        kills += 1;
    }
    assert_eq!(kills, BATCHES);
}

#[test]
fn a_migration_that_is_killed_at_every_start_gets_on_and_ends_the_same() {
    if died_as_asked() {
        return;
    }
    let test = "a_migration_that_is_killed_at_every_start_gets_on_and_ends_the_same";
    let directory = database();
    let mut kills = 0;
    while dies_after(test, directory.path(), 1) {
        kills += 1;
    }
    assert_eq!(kills, BATCHES - 1);
    let database = Database::open_with(directory.path(), &BOTH).expect("opens");
    assert_eq!(content(&database), uninterrupted());
}

/// A program without the migration could not read the half that is migrated.
#[test]
fn a_database_that_is_half_migrated_is_refused_by_programs_that_cannot_go_on() {
    if died_as_asked() {
        return;
    }
    let test = "a_database_that_is_half_migrated_is_refused_by_programs_that_cannot_go_on";
    let directory = database();
    assert!(dies_after(test, directory.path(), 2));
    let open = |plan: Plan<'_>| Database::open_with(directory.path(), &plan).map(|_| ()).expect_err("refused");
    let older = open(Plan { oldest: OLDEST, migrations: &[] });
    assert!(matches!(older, DbError::NewerSchema { found, .. } if found == OLDEST + 1), "{older}");
    let much_newer = open(Plan { oldest: OLDEST + 1, migrations: &[&Rate] });
    assert!(matches!(much_newer, DbError::OlderSchema { found: OLDEST, .. }), "{much_newer}");
    assert_eq!(super::schema(directory.path()), BOTH.newest());
}
