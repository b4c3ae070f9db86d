//! Runs migrations.

use super::{progress::Progress, Advance, Layout, Migration, Pending, Plan};
use crate::db::{Column, Database, DbError, Identity};

/// Brings the database to the newest layout of `plan`. One that holds no chain is left alone.
pub fn run(db: &Database, plan: &Plan<'_>) -> Result<(), DbError> {
    while let Some(layout) = Layout::read(|key| db.get_raw(Column::Meta, key))? {
        plan.check(db.path(), &layout)?;
        let Some(migration) = plan.from(layout.complete()) else {
            return Ok(());
        };
        migrate(db, migration, layout)?;
    }
    Ok(())
}

/// Runs one migration to its end.
fn migrate(db: &Database, migration: &dyn Migration, layout: Layout) -> Result<(), DbError> {
    let from = layout.complete();
    let to = from.saturating_add(1);
    let identity = Identity { schema: to, ..layout.identity };
    let (mut cursor, mut units) = layout.pending.map_or((None, 0), |pending| (Some(pending.cursor), pending.units));
    let stopped = |units: u64, total: u64, source: DbError| DbError::Migration {
        path: db.path().into(),
        title: migration.title(),
        from,
        to,
        units,
        total,
        source: Box::new(source),
    };
    let total = migration.total(db).map_err(|error| stopped(units, 0, error))?;
    let progress = Progress::begin(migration.title(), from, units, total);
    loop {
        let mut batch = db.batch();
        let advance = migration.advance(db, cursor.as_deref(), &mut batch).map_err(|e| stopped(units, total, e))?;
        // One write with the changes: whatever is on disk, cursor and layout say what it is.
        batch.put(Column::Meta, Identity::KEY, &identity);
        match advance {
            Advance::More { cursor: next, units: more } => {
                let done = units.saturating_add(more);
                batch.put(Column::Meta, Pending::KEY, &Pending { from, cursor: next.clone(), units: done });
                db.commit(batch).map_err(|error| stopped(units, total, error))?;
                (cursor, units) = (Some(next), done);
                progress.moved(units);
            }
            Advance::Finished => {
                batch.delete(Column::Meta, Pending::KEY);
                db.commit(batch).map_err(|error| stopped(units, total, error))?;
                progress.finish();
                return Ok(());
            }
        }
    }
}
