//! The node's database: RocksDB with one column a kind of data and one synced, atomic batch a mini-block.
//!
//! * `columns` names every column and what its keys are.
//! * `database` opens, checks and reads; `batch` collects writes; `snapshot` is a consistent view for queries.
//! * `identity` keeps a database from being used with another chain or another layout.
//! * `records` are the types that only the node stores.

mod batch;
mod columns;
mod database;
mod error;
mod identity;
mod records;
mod snapshot;

pub use batch::Batch;
pub use columns::Column;
pub use database::Database;
pub use error::DbError;
pub use identity::{Identity, SCHEMA_VERSION};
pub use records::{
    BlockRecord, BlockStages, L1Heights, L1Stage, MempoolEntry, MiniBlock, Origin, PriorityRecord, ProofRecord,
    Receipt, ReceiptOutcome, SecondFactorRecord,
};
pub use snapshot::Snapshot;
