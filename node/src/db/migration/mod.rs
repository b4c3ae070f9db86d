//! Migrations: how a database that an older version of the program wrote becomes one of this version.
//!
//! `list` holds them; docs/database.md says when and how to add one. A migration goes forward only, in batches: each writes
//! its changes together with the place it has reached, so that a process that is killed in between, or a disk that is full,
//! loses nothing, and the next start goes on where the last one stopped.
//!
//! * `step` is what a migration is
//! * `plan` decides what a database of some layout needs, or that it is refused
//! * `runner` runs migrations
//! * `progress` is what an operator sees meanwhile

mod list;
mod plan;
mod progress;
mod runner;
mod step;
#[cfg(test)]
mod tests;

pub(super) use list::PLAN;
pub use list::{OLDEST_SCHEMA, SCHEMA_VERSION};
pub(super) use plan::{Layout, Pending, Plan};
pub(super) use runner::run;
pub use step::{Advance, Migration};
