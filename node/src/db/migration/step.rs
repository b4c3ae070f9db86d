//! What a migration is.

use crate::db::{Batch, Database, DbError};

/// Takes a database from one layout to the next.
///
/// The types that the older layout stored belong to the migration: it must not use those of the program, which go on
/// changing.
pub trait Migration: Sync {
    /// What it does, for the operator, such as "receipts by account".
    fn title(&self) -> &'static str;

    /// How many units of work there are, for the progress. They may be entries, blocks or whatever is easily counted.
    fn total(&self, db: &Database) -> Result<u64, DbError>;

    /// Adds the next writes to `batch`, from `cursor` on; `None` is the beginning.
    ///
    /// Some 10,000 writes or a few MiB make a good batch. What was written by earlier calls is visible in `db`. Must depend
    /// on nothing but `db` and `cursor`.
    fn advance(&self, db: &Database, cursor: Option<&[u8]>, batch: &mut Batch<'_>) -> Result<Advance, DbError>;
}

/// How far a migration is after a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advance {
    /// There is more to do.
    More {
        /// Where to go on, stored with the batch.
        cursor: Vec<u8>,
        /// Units of work that the batch did.
        units: u64,
    },
    /// This was the last batch, or the only one. It may be empty.
    Finished,
}
