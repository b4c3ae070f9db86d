//! A disk that takes no more: a process that may write no file beyond a limit, which RocksDB sees as an I/O error.

use super::{content, madeup::OLDEST};
use crate::db::{
    migration::{Advance, Migration, Plan},
    Batch, Column, Database, DbError, Identity,
};
use std::{path::Path, process::Command};

const DATABASE: &str = "ZELKOVA_TEST_DISK_FULL_DATABASE";
/// Entries, and bytes of each after the migration: 16 MiB in all.
const ENTRIES: u32 = 64;
const BYTES: usize = 256 << 10;
/// Blocks of 512 or of 1,024 bytes, as the shell likes: 2 or 4 MiB a file.
const LIMIT: &str = "4096";

/// Entries grow, one a batch.
struct Grow;

impl Migration for Grow {
    fn title(&self) -> &'static str {
        "longer receipts"
    }

    fn total(&self, _: &Database) -> Result<u64, DbError> {
        Ok(u64::from(ENTRIES))
    }

    fn advance(&self, _: &Database, cursor: Option<&[u8]>, batch: &mut Batch<'_>) -> Result<Advance, DbError> {
        let next = cursor.map_or(0, |cursor| u32::from_be_bytes(cursor.try_into().expect("as it was stored")));
        if next == ENTRIES {
            return Ok(Advance::Finished);
        }
        batch.put_raw(Column::Receipts, next.to_be_bytes(), vec![next as u8; BYTES]);
        Ok(Advance::More { cursor: (next + 1).to_be_bytes().to_vec(), units: 1 })
    }
}

const PLAN: Plan<'static> = Plan { oldest: OLDEST, migrations: &[&Grow] };

fn database() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = Database::open_with(directory.path(), &Plan { migrations: &[], ..PLAN }).expect("opens");
    let mut batch = database.batch();
    batch.put(Column::Meta, Identity::KEY, &Identity { schema: OLDEST, genesis_hash: [1; 32], l2_chain_id: 2 });
    database.commit(batch).expect("commits");
    directory
}

/// What the limited process does; nothing in the process that runs the tests.
fn fail_if_asked() {
    let Ok(path) = std::env::var(DATABASE) else {
        return;
    };
    let error = Database::open_with(Path::new(&path), &PLAN).map(|_| ()).expect_err("the disk is full");
    println!("{error}");
    let DbError::Migration { units, total, source, .. } = error else {
        panic!("another error: {error}");
    };
    assert!((1..total).contains(&units), "{units} of {total} units");
    assert!(matches!(*source, DbError::Rocks(_)), "{source}");
    std::process::exit(0);
}

#[test]
fn a_full_disk_is_told_with_its_remedy_and_the_next_start_goes_on() {
    fail_if_asked();
    let test = "a_full_disk_is_told_with_its_remedy_and_the_next_start_goes_on";
    let name = format!("{}::{test}", module_path!().split_once("::").expect("the crate").1);
    let directory = database();
    let limited = Command::new("sh")
        // Without the trap the signal ends the process before it sees the error.
        .args(["-c", r#"trap "" XFSZ; ulimit -f "$0"; exec "$@""#, LIMIT])
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", &name, "--nocapture"])
        .env(DATABASE, directory.path())
        .output()
        .expect("starts");
    let (told, failed) = (String::from_utf8_lossy(&limited.stdout), String::from_utf8_lossy(&limited.stderr));
    assert!(limited.status.success(), "{told}{failed}");
    for part in
        ["from layout 40 to 41 (longer receipts)", "File too large", "neither full nor read-only", "start again"]
    {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    let resumed = Database::open_with(directory.path(), &PLAN).expect("goes on");
    let other = self::database();
    let uninterrupted = Database::open_with(other.path(), &PLAN).expect("migrates");
    assert!(content(&resumed) == content(&uninterrupted));
}
