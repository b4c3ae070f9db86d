//! What the tasks of one node share.

use super::{
    chain::{Chain, EventQueue},
    pool::{SecondFactors, TransactionPool},
    Changes, Progress,
};
use crate::{db::Database, fees::SharedFees, http::Health, metrics::Metrics};
use std::sync::Arc;
use zelkova_chain_spec::{ChainSpec, Deployment};
use zelkova_primitives::Felt;

/// Shared by the tasks and by the RPC server; everything durable is in the database. The parts do not know it: each was
/// given what it needs when it was made.
pub struct Context {
    /// The chain's specification.
    pub spec: ChainSpec,
    /// The database.
    pub db: Database,
    /// Execution and queries.
    pub chain: Arc<Chain>,
    /// Transactions that wait.
    pub pool: Arc<dyn TransactionPool>,
    /// What transactions have to pay.
    pub fees: Arc<SharedFees>,
    /// Accounts whose transactions need an Ethereum signature.
    pub second_factors: SecondFactors,
    /// Pipeline events on their way into a mini-block.
    pub events: Arc<EventQueue>,
    /// Contracts on L1; none for an isolated chain (bench).
    pub deployment: Option<Deployment>,
    /// How far everything is.
    pub progress: Arc<Progress>,
    /// Tells who waits that something durable changed.
    pub changes: Changes,
    /// Metrics.
    pub metrics: Arc<Metrics>,
    /// Readiness.
    pub health: Arc<Health>,
}

impl Context {
    /// The tag that ties signatures to this chain.
    pub fn chain_tag(&self) -> Felt {
        self.chain.chain_tag()
    }
}
