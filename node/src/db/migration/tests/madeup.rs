//! Two migrations that no program has: one in batches, which must not see an entry twice, and one in a single step.

use crate::db::{
    migration::{Advance, Migration, Plan},
    Batch, Column, Database, DbError, Identity,
};
use std::sync::atomic::{AtomicU32, Ordering};

/// Entries of the made-up database.
pub const ENTRIES: u32 = 10;
/// Entries that a batch of [`Widen`] takes.
const BATCH: u32 = 3;
/// Batches of [`Widen`], the one included that only ends it, and the only one of [`Rate`].
pub const BATCHES: u32 = ENTRIES.div_ceil(BATCH) + 2;

/// Layout that the made-up database has.
pub const OLDEST: u32 = 40;
/// A program with both migrations.
pub const BOTH: Plan<'static> = Plan { oldest: OLDEST, migrations: &[&Widen, &Rate] };

/// A database in layout [`OLDEST`] that is closed.
pub fn database() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = Database::open_with(directory.path(), &Plan { oldest: OLDEST, migrations: &[] }).expect("opens");
    let mut batch = database.batch();
    let identity = Identity { schema: OLDEST, genesis_hash: [1; 32], l2_chain_id: 2 };
    batch.put(Column::Meta, Identity::KEY, &identity);
    for index in 0..ENTRIES {
        batch.put(Column::Receipts, index.to_be_bytes(), &Widen::narrow(index));
    }
    database.commit(batch).expect("commits");
    directory
}

/// Receipts become 64 bits wide. An entry that is widened twice, or not at all, does not decode.
pub struct Widen;

impl Widen {
    fn narrow(index: u32) -> u32 {
        1_000 - index
    }

    /// The value after the migration.
    pub fn value(index: u32) -> u64 {
        u64::from(Self::narrow(index)) << 32
    }
}

impl Migration for Widen {
    fn title(&self) -> &'static str {
        "wide receipts"
    }

    fn total(&self, _: &Database) -> Result<u64, DbError> {
        Ok(u64::from(ENTRIES))
    }

    fn advance(&self, db: &Database, cursor: Option<&[u8]>, batch: &mut Batch<'_>) -> Result<Advance, DbError> {
        let start = cursor.unwrap_or_default();
        let mut last = None;
        let mut units = 0;
        for entry in db.iter_from::<u32>(Column::Receipts, start).take(BATCH as usize) {
            let (key, narrow) = entry?;
            batch.put(Column::Receipts, &key, &(u64::from(narrow) << 32));
            units += 1;
            last = Some(key);
        }
        Ok(match last {
            Some(mut cursor) => {
                // The first key after the last one.
                cursor.push(0);
                Advance::More { cursor, units }
            }
            None => Advance::Finished,
        })
    }
}

/// An index of the wide receipts by value, in one step.
pub struct Rate;

impl Rate {
    /// Where the index has an entry.
    pub fn key(index: u32) -> [u8; 8] {
        Widen::value(index).to_be_bytes()
    }
}

impl Migration for Rate {
    fn title(&self) -> &'static str {
        "receipts by value"
    }

    fn total(&self, _: &Database) -> Result<u64, DbError> {
        Ok(1)
    }

    fn advance(&self, db: &Database, _: Option<&[u8]>, batch: &mut Batch<'_>) -> Result<Advance, DbError> {
        for entry in db.iter_from::<u64>(Column::Receipts, []) {
            let (key, value) = entry?;
            batch.put_raw(Column::Origins, value.to_be_bytes(), key.iter().rev().copied().collect::<Vec<_>>());
        }
        Ok(Advance::Finished)
    }
}

/// [`Widen`], but its second batch fails.
#[derive(Default)]
pub struct FailsSecond {
    batches: AtomicU32,
}

impl Migration for FailsSecond {
    fn title(&self) -> &'static str {
        Widen.title()
    }

    fn total(&self, db: &Database) -> Result<u64, DbError> {
        Widen.total(db)
    }

    fn advance(&self, db: &Database, cursor: Option<&[u8]>, batch: &mut Batch<'_>) -> Result<Advance, DbError> {
        match self.batches.fetch_add(1, Ordering::SeqCst) {
            1 => Err(DbError::damaged(Column::Receipts, b"k", "no receipt")),
            _ => Widen.advance(db, cursor, batch),
        }
    }
}
