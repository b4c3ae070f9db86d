//! The node's database: RocksDB with one column a kind of data and one synced, atomic batch a mini-block.
//!
//! * `columns` names every column and what its keys are; `records` are the types that only the node stores.
//! * `open` finds out whose a database is and brings it to this program's layout with the `migration` module.
//! * `database` reads and commits; `batch` collects writes; `snapshot` is a consistent view for queries.
//! * `identity` is what a database says about itself, `checks` compares it with what the node is to run, `runtimes` tells
//!   which versions of the runtime have executed the chain.
//!
//! docs/database.md is the operator's and the migration writer's side of it.

mod batch;
mod checks;
mod columns;
mod database;
mod error;
#[cfg(test)]
mod failpoint;
mod identity;
mod migration;
mod open;
mod records;
mod runtimes;
mod snapshot;
mod store;

pub use batch::Batch;
pub use columns::Column;
pub use database::Database;
pub use error::DbError;
pub use identity::Identity;
pub use migration::{Advance, Migration, OLDEST_SCHEMA, SCHEMA_VERSION};
pub use records::{
    BlockRecord, BlockStages, L1Heights, L1Stage, MempoolEntry, MiniBlock, Origin, PriorityRecord, ProofRecord,
    Receipt, ReceiptOutcome, Reopened, SecondFactorRecord,
};
pub use runtimes::RuntimeSpan;
pub use snapshot::Snapshot;
