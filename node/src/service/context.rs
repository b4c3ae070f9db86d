//! What the tasks of one node share.

use crate::{
    db::{Column, Database, DbError},
    fees::SharedFees,
    http::Health,
    l1::Deployment,
    metrics::Metrics,
};
use parking_lot::Mutex;
use std::sync::Arc;
use tokio::sync::watch;
use zelkova_chain_spec::ChainSpec;
use zelkova_primitives::{Felt, SerialId};

use super::{chain::Chain, mempool::Mempool, second_factor::SecondFactors};

/// Shared by the tasks; everything durable is in the database.
pub struct Context {
    /// The chain's specification.
    pub spec: ChainSpec,
    /// The database.
    pub db: Database,
    /// Execution and queries.
    pub chain: Chain,
    /// Transactions that wait.
    pub mempool: Mempool,
    /// What transactions have to pay.
    pub fees: SharedFees,
    /// Accounts whose transactions need an Ethereum signature.
    pub second_factors: SecondFactors,
    /// Contracts on L1; none for an isolated chain (bench).
    pub deployment: Option<Deployment>,
    /// Metrics.
    pub metrics: Arc<Metrics>,
    /// Readiness.
    pub health: Arc<Health>,
    /// Sequence number of the next pipeline event; held while one is written.
    pub(super) next_event: Mutex<u64>,
    changes: watch::Sender<u64>,
}

impl Context {
    /// Puts the parts together. `next_event` comes from the database.
    #[allow(clippy::too_many_arguments, reason = "each part is made in a step of its own, and named here once")]
    pub fn new(
        spec: ChainSpec,
        chain: Chain,
        mempool: Mempool,
        fees: SharedFees,
        deployment: Option<Deployment>,
        metrics: Arc<Metrics>,
        health: Arc<Health>,
        next_event: u64,
    ) -> Self {
        let db = chain.database().clone();
        let (changes, _) = watch::channel(0);
        let second_factors = SecondFactors::new(db.clone());
        let next_event = Mutex::new(next_event);
        Self { spec, db, chain, mempool, fees, second_factors, deployment, metrics, health, next_event, changes }
    }

    /// The tag that ties signatures to this chain.
    pub fn chain_tag(&self) -> Felt {
        self.chain.chain_tag()
    }

    /// Priority operations that were seen on L1 and wait for a mini-block; `next` is the chain's next one.
    pub fn waiting_priority_ops(&self, next: SerialId) -> Result<usize, DbError> {
        let last = self.db.last_number(Column::PriorityOps)?;
        let waiting = last.map_or(0, |last| last.saturating_add(1).saturating_sub(next));
        Ok(usize::try_from(waiting).unwrap_or(usize::MAX))
    }

    /// Brings the metrics of what waits for a mini-block up to date.
    pub fn measure_queues(&self) -> Result<(), DbError> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.metrics.mempool_transactions.set(number(self.mempool.len()));
        // A state that cannot be read stops the state keeper, which says so.
        if let Ok(next) = self.chain.query(|query| query.next_priority_op()) {
            self.metrics.waiting_priority_operations.set(number(self.waiting_priority_ops(next)?));
        }
        Ok(())
    }

    /// Tells everybody that waits that something durable changed.
    pub fn changed(&self) {
        self.changes.send_modify(|counter| *counter = counter.wrapping_add(1));
    }

    /// A counter that changes after every durable change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}
