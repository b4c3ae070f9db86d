//! How far the chain and its settlement are: one answer for RPC and metrics.
//!
//! A mini-block is *executed*; a block is *sealed*, then *committed*, *proven* and *finalized* on L1.

use super::{chain::Chain, pool::TransactionPool, ServiceError};
use crate::{
    db::{Batch, Column, Database, DbError, L1Heights},
    metrics::{Metrics, StageLabel},
};
use std::sync::Arc;
use zelkova_l1::{L1OpKind, SenderRecord, SenderState, WatcherProgress};
use zelkova_primitives::{BlockNumber, SerialId};
use zelkova_runtime::PendingBlock;

const HEIGHTS_KEY: &[u8] = b"l1-heights";
const WATCHER_KEY: &[u8] = b"progress";

/// The newest of everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heights {
    /// The newest mini-block.
    pub mini_block: u32,
    /// Its timestamp in seconds.
    pub timestamp: u64,
    /// The block that is being filled.
    pub pending: PendingBlock,
    /// The newest sealed block.
    pub sealed: BlockNumber,
    /// The newest blocks on L1.
    pub l1: L1Heights,
    /// The last L1 block that was read.
    pub l1_block: u64,
    /// The next priority operation to execute.
    pub next_priority_operation: SerialId,
}

/// How much waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Transactions that wait for a mini-block.
    pub transactions: usize,
    /// Priority operations that were seen on L1 and wait for a mini-block.
    pub priority_operations: usize,
    /// Sealed blocks that wait for a proof.
    pub proofs: u32,
    /// Aggregated operations that are not confirmed on L1.
    pub l1_operations: usize,
}

/// Reads how far everything is, from durable data alone.
pub struct Progress {
    db: Database,
    chain: Arc<Chain>,
    pool: Arc<dyn TransactionPool>,
    metrics: Arc<Metrics>,
    /// The L1 block from which the watcher reads.
    first_l1_block: u64,
}

impl Progress {
    /// The progress of these parts, shown by these metrics. The L1 watcher begins with block `first_l1_block`.
    pub fn new(chain: Arc<Chain>, pool: Arc<dyn TransactionPool>, metrics: Arc<Metrics>, first_l1_block: u64) -> Self {
        Self { db: chain.database().clone(), chain, pool, metrics, first_l1_block }
    }

    /// The newest of everything.
    pub fn heights(&self) -> Result<Heights, ServiceError> {
        let mini_block = self.chain.head().number;
        let (timestamp, pending, sealed, next_priority_operation) = self.chain.query(|query| {
            (query.time(), query.pending_block(), query.last_sealed().number, query.next_priority_op())
        })?;
        let l1_block = self.watcher()?.next_block.saturating_sub(1);
        Ok(Heights { mini_block, timestamp, pending, sealed, l1: self.l1()?, l1_block, next_priority_operation })
    }

    /// The newest sealed block.
    pub fn sealed(&self) -> Result<BlockNumber, ServiceError> {
        self.chain.query(|query| query.last_sealed().number)
    }

    /// The newest block of each stage on L1.
    pub fn l1(&self) -> Result<L1Heights, DbError> {
        Ok(self.db.get(Column::Meta, HEIGHTS_KEY)?.unwrap_or_default())
    }

    /// Adds to a batch that blocks up to `last` reached the stage on L1 that an operation brings them to.
    pub fn put_l1(&self, batch: &mut Batch<'_>, kind: L1OpKind, last: BlockNumber) -> Result<(), DbError> {
        let mut heights = self.l1()?;
        match kind {
            L1OpKind::Commit => heights.committed = last,
            L1OpKind::PublishProof => heights.proven = last,
            L1OpKind::Execute => heights.finalized = last,
        }
        batch.put(Column::Meta, HEIGHTS_KEY, &heights);
        Ok(())
    }

    /// The newest block with a proof; proofs are made in order.
    pub fn last_proof(&self) -> Result<BlockNumber, DbError> {
        let Some((key, _)) = self.db.last(Column::Proofs)? else { return Ok(0) };
        let number: [u8; 4] =
            key.as_slice().try_into().map_err(|_| DbError::damaged(Column::Proofs, &key, "the key is not a number"))?;
        Ok(BlockNumber::from_be_bytes(number))
    }

    /// Where the L1 watcher goes on.
    pub fn watcher(&self) -> Result<WatcherProgress, DbError> {
        let stored = self.db.get(Column::L1Watcher, WATCHER_KEY)?;
        // Token 0 is ETH and needs no registration.
        let first = || WatcherProgress { next_block: self.first_l1_block, next_serial_id: 0, next_token_id: 1 };
        Ok(stored.unwrap_or_else(first))
    }

    /// Adds to a batch where the L1 watcher goes on.
    pub fn put_watcher(&self, batch: &mut Batch<'_>, progress: &WatcherProgress) {
        batch.put(Column::L1Watcher, WATCHER_KEY, progress);
    }

    /// How much waits, if the chain is at these heights.
    pub fn backlog(&self, heights: &Heights) -> Result<Backlog, DbError> {
        Ok(Backlog {
            transactions: self.pool.len(),
            priority_operations: self.priority_operations(heights)?,
            proofs: heights.sealed.saturating_sub(self.last_proof()?),
            l1_operations: self.l1_operations()?,
        })
    }

    fn priority_operations(&self, heights: &Heights) -> Result<usize, DbError> {
        let last = self.db.last_number(Column::PriorityOps)?;
        let waiting = last.map_or(0, |last| last.saturating_add(1).saturating_sub(heights.next_priority_operation));
        Ok(usize::try_from(waiting).unwrap_or(usize::MAX))
    }

    fn l1_operations(&self) -> Result<usize, DbError> {
        let records = self.db.iter_from::<SenderRecord>(Column::L1Sender, []);
        let mut open = 0;
        for entry in records {
            let (_, record) = entry?;
            open += usize::from(!matches!(record.state, SenderState::Confirmed { .. }));
        }
        Ok(open)
    }

    /// Brings the metrics of heights and of what waits for a mini-block up to date; everybody who changed one calls it.
    pub fn show(&self) -> Result<(), ServiceError> {
        let heights = self.heights()?;
        let Heights { mini_block, sealed, l1, l1_block, .. } = heights;
        let metrics = &self.metrics;
        metrics.mini_block_number.set(i64::from(mini_block));
        metrics.l1_watched_block_number.set(i64::try_from(l1_block).unwrap_or(i64::MAX));
        metrics.mempool_transactions.set(gauge(self.pool.len()));
        metrics.waiting_priority_operations.set(gauge(self.priority_operations(&heights)?));
        metrics.reached(StageLabel::Sealed, sealed);
        metrics.reached(StageLabel::Committed, l1.committed);
        metrics.reached(StageLabel::Proven, l1.proven);
        metrics.reached(StageLabel::Finalized, l1.finalized);
        Ok(())
    }

    /// The same for what waits on L1. It reads the sender's records, so only who changes them calls it.
    pub fn show_l1_operations(&self) -> Result<(), ServiceError> {
        self.metrics.l1_operations_in_flight.set(gauge(self.l1_operations()?));
        self.show()
    }
}

fn gauge(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::pool::{Finished, Unit};
    use pallet_mempool::AdmissionError;
    use zelkova_chain_spec::preset;
    use zelkova_primitives::{Settlement, TxHash};
    use zelkova_runtime::TransactionInput;

    /// Three transactions that never run.
    struct ThreeWait;

    impl TransactionPool for ThreeWait {
        fn len(&self) -> usize {
            3
        }

        fn contains(&self, _: &TxHash) -> bool {
            false
        }

        fn admit(&self, _: Vec<Unit>, _: u64) -> Result<Vec<Result<(), AdmissionError>>, ServiceError> {
            Ok(Vec::new())
        }

        fn reload(&self) -> Result<(), ServiceError> {
            Ok(())
        }

        fn ready(&self, _: u64, _: usize) -> Vec<TransactionInput> {
            Vec::new()
        }

        fn forget(&self, _: &mut Batch<'_>, _: &[Finished]) {}

        fn settle(&self, _: &[Finished]) {}

        fn sweep(&self, _: u64) -> Result<(), DbError> {
            Ok(())
        }
    }

    #[test]
    fn metrics_show_what_is_answered() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let db = Database::open(directory.path()).expect("opens");
        let chain = Arc::new(Chain::open(db.clone(), &preset::dev().genesis, Settlement::NONE).expect("genesis"));
        let metrics = Arc::new(Metrics::new());
        let progress = Progress::new(chain, Arc::new(ThreeWait), metrics.clone(), 10);
        let first = progress.heights().expect("answers");
        assert_eq!((first.mini_block, first.sealed, first.l1, first.l1_block), (0, 0, L1Heights::default(), 9));

        for (kind, last) in [(L1OpKind::Commit, 4), (L1OpKind::PublishProof, 3), (L1OpKind::Execute, 2)] {
            let mut batch = db.batch();
            progress.put_l1(&mut batch, kind, last).expect("reads");
            let watcher = WatcherProgress { next_block: 21, next_serial_id: 0, next_token_id: 1 };
            progress.put_watcher(&mut batch, &watcher);
            db.commit(batch).expect("commits");
        }
        let heights = progress.heights().expect("answers");
        assert_eq!((heights.l1, heights.l1_block), (L1Heights { committed: 4, proven: 3, finalized: 2 }, 20));
        let backlog = Backlog { transactions: 3, priority_operations: 0, proofs: 0, l1_operations: 0 };
        assert_eq!(progress.backlog(&heights).expect("answers"), backlog);
        progress.show_l1_operations().expect("shows");
        let text = metrics.render();
        for line in [
            "zelkova_block_number{stage=\"Committed\"} 4",
            "zelkova_block_number{stage=\"Proven\"} 3",
            "zelkova_block_number{stage=\"Finalized\"} 2",
            "zelkova_l1_watched_block_number 20",
            "zelkova_mempool_transactions 3",
        ] {
            assert!(text.contains(line), "{line} is missing in:\n{text}");
        }
    }
}
