//! The migrations of this program.

use super::{Migration, Plan};

/// Layout of the oldest databases that this program can migrate. Raise it, and remove the migrations that begin below it,
/// only where older databases are of no use in another way, for example because the genesis changes.
pub const OLDEST_SCHEMA: u32 = 5;

/// The migrations in order: the first one takes a database from layout [`OLDEST_SCHEMA`] to the next one, the second one
/// goes on from there. One that was released is never changed.
const MIGRATIONS: &[&dyn Migration] = &[];

pub const PLAN: Plan<'static> = Plan { oldest: OLDEST_SCHEMA, migrations: MIGRATIONS };

/// The layout that this program reads and writes.
pub const SCHEMA_VERSION: u32 = PLAN.newest();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_operators_says_which_databases_are_refused() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/database.md");
        let page = std::fs::read_to_string(page).expect("the page is there");
        assert!(page.contains(&format!("Databases with layouts up to {} ", OLDEST_SCHEMA - 1)));
    }
}
