//! What the chain and the RPC server ask of a pool.

use crate::{
    db::{Batch, DbError},
    service::ServiceError,
};
use pallet_mempool::{AdmissionError, Checked};
use zelkova_primitives::TxHash;
use zelkova_runtime::{Transaction, TransactionInput};

/// A transaction, or the members of a batch in their order.
pub type Unit = Vec<Checked<Transaction>>;

/// A transaction that a mini-block is done with, and whether it was executed.
pub type Finished = (TxHash, bool);

/// Transactions that wait for a mini-block. What was admitted is durable.
pub trait TransactionPool: Send + Sync {
    /// Number of waiting transactions.
    fn len(&self) -> usize;

    /// Whether none waits.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a transaction waits.
    fn contains(&self, hash: &TxHash) -> bool;

    /// Admits transactions and batches at the unix time `now` and stores the admitted ones in one synced write; one outcome
    /// each, in order.
    fn admit(&self, units: Vec<Unit>, now: u64) -> Result<Vec<Result<(), AdmissionError>>, ServiceError>;

    /// The best transactions and batches that can run now, until there are `limit` transactions or more; they count as
    /// being executed until `settle`.
    fn ready(&self, now: u64, limit: usize) -> Vec<TransactionInput>;

    /// Adds the removal of finished transactions to the batch of their mini-block.
    fn forget(&self, batch: &mut Batch<'_>, finished: &[Finished]);

    /// Reads all of it from the database again, after blocks were opened again and their operations executed anew.
    fn reload(&self) -> Result<(), ServiceError>;

    /// Removes finished transactions after their mini-block was written.
    fn settle(&self, finished: &[Finished]);

    /// Rejects what can never run any more, if it is time to look for it. Called by the proposer, when nothing is being
    /// executed.
    fn sweep(&self, now: u64) -> Result<(), DbError>;
}
