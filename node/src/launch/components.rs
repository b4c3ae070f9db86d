//! The parts of a node that can be replaced.

use super::{l1::L1, NodeConfig, ProverConfig};
use crate::{
    fees::SharedFees,
    metrics::Metrics,
    service::{
        chain::{Chain, EventQueue, Proposer, QueueProposer},
        pool::{Mempool, TransactionPool},
        settlement::l1_sender::DatabaseStore,
        Changes, Progress,
    },
    NodeError,
};
use std::sync::Arc;
use zelkova_chain_spec::ChainType;
use zelkova_l1::{L1Client, L1Error, L1Source, OperationSender, RollupSource, Sender, SenderConfig};
use zelkova_primitives::L1Address;
use zelkova_prover::{KeyDigests, KnownDigests, LocalProver, ProofSource, ProverKeys};

/// How old L1 lets a block become that it commits, in seconds (`TIMESTAMP_NOT_OLDER` of the Rollup).
const COMMIT_WINDOW: u64 = 24 * 3600;

/// The parts, each behind a trait of its own. Another pool, proposer, L1 or prover is put in here and nowhere else.
pub struct Components {
    /// Where transactions wait.
    pub pool: Arc<dyn TransactionPool>,
    /// Decides what is in a mini-block.
    pub proposer: Arc<dyn Proposer>,
    /// Pipeline events on their way into a mini-block.
    pub events: Arc<EventQueue>,
    /// How far everything is.
    pub progress: Arc<Progress>,
    /// Settlement; none for an isolated chain.
    pub l1: Option<L1Components>,
}

/// The parts between the chain and L1.
pub struct L1Components {
    /// The connection.
    pub client: L1Client,
    /// The Rollup.
    pub rollup: L1Address,
    /// What is read of L1.
    pub source: Box<dyn L1Source>,
    /// Sends to L1.
    pub sender: Box<dyn OperationSender>,
    /// Which keys blocks are proven under.
    pub digests: Arc<dyn KeyDigests>,
    /// Proves blocks; none if others do.
    pub proofs: Option<Arc<dyn ProofSource>>,
}

/// What is there before any part: the chain, and what everybody shares.
pub struct Base {
    /// Execution and queries.
    pub chain: Arc<Chain>,
    /// What transactions have to pay.
    pub fees: Arc<SharedFees>,
    /// Tells who waits that something durable changed.
    pub changes: Changes,
    /// Metrics.
    pub metrics: Arc<Metrics>,
}

impl Components {
    /// The parts that a configuration asks for, each made of those before it.
    pub async fn new(base: &Base, config: &NodeConfig, l1: Option<&L1>) -> Result<Self, NodeError> {
        let Base { chain, fees, changes, metrics } = base;
        let first_l1_block = l1.map_or(0, |l1| l1.deployment.from_block);

        let pool = Arc::new(Mempool::open(chain.clone(), fees.clone(), changes.clone())?);
        let events = Arc::new(EventQueue::open(chain.database().clone())?);
        let proposer = Arc::new(QueueProposer::new(chain.clone(), pool.clone(), events.clone()));
        let progress = Arc::new(Progress::new(chain.clone(), pool.clone(), metrics.clone(), first_l1_block));
        let l1 = match l1 {
            Some(l1) => {
                chain.set_commit_window(COMMIT_WINDOW);
                if config.spec.chain_type == ChainType::Development {
                    chain.clock().follow_l1();
                }
                let store = DatabaseStore::new(chain.clone(), events.clone(), progress.clone(), changes.clone());
                Some(L1Components::new(chain, config, l1, store).await?)
            }
            None => None,
        };
        Ok(Self { pool, proposer, events, progress, l1 })
    }
}

impl L1Components {
    async fn new(chain: &Chain, config: &NodeConfig, l1: &L1, store: DatabaseStore) -> Result<Self, NodeError> {
        let sending = SenderConfig { confirmations: config.spec.l1.confirmations, ..SenderConfig::default() };
        let sender = Sender::new(l1.wallet.clone(), l1.deployment.rollup, store, sending).await.map_err(l1_error)?;
        let proofs = config.prover.map(|prover| local_prover(config, prover)).transpose()?;
        Ok(Self {
            client: l1.client.clone(),
            rollup: l1.deployment.rollup,
            source: Box::new(RollupSource::new(l1.client.clone(), &l1.deployment)),
            sender: Box::new(sender),
            digests: Arc::new(verifier_digests(chain, l1).await?),
            proofs,
        })
    }
}

/// The prover in this process. With a limit to its memory that the chain's largest blocks exceed there is none; what is free
/// without a limit can change until the first proof, so that is only said.
fn local_prover(config: &NodeConfig, prover: ProverConfig) -> Result<Arc<dyn ProofSource>, NodeError> {
    let keys = ProverKeys::new(&config.keys_path, &config.spec.srs);
    let keys = keys.with_memory_limit(prover.memory).with_cache(prover.cache);
    match keys.check_memory(config.spec.genesis.parameters.sealing.max_slots()) {
        Err(error) if prover.memory.is_some() => return Err(error.into()),
        Err(error) => tracing::warn!(%error, "too little memory is free for proofs of full blocks"),
        Ok(()) => (),
    }
    Ok(Arc::new(LocalProver::new(Arc::new(keys))))
}

/// The digests that the verifier on L1 has for the sizes that blocks of this chain can have. What it does not know it could
/// not verify, so a node without proving keys knows as much as one with them.
async fn verifier_digests(chain: &Chain, l1: &L1) -> Result<KnownDigests, NodeError> {
    let rules = chain.query(|query| query.sealing_rules()).map_err(|error| NodeError::Runtime(error.to_string()))?;
    let mut digests = Vec::new();
    for size in rules.sizes {
        let digest = l1.client.key_digest(l1.deployment.verifier, size.slots).await.map_err(l1_error)?;
        digests.push((size.slots, digest));
    }
    Ok(digests.into_iter().collect())
}

fn l1_error(error: L1Error) -> NodeError {
    NodeError::L1(zelkova_console::chain(&error))
}
