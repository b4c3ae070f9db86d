//! Starts a node: opens the parts in order, then spawns the tasks.

use super::{
    aggregator,
    chain::Chain,
    committer, events, history,
    l1_sender::{self, DatabaseStore},
    l1_setup::{self, L1},
    l1_watcher,
    mempool::Mempool,
    mempool_writer, proposer, prover, state_keeper,
    util::unix_time,
    witness, Context, NodeConfig, NodeHandle, ProverKeys,
};
use crate::{
    db::{Database, Settlement},
    fees::{self, FeeOracle, SharedFees},
    http::{bind_error, Health, HttpServer},
    l1::{Deployment, Sender, SenderConfig, WatcherConfig},
    metrics::{Metrics, StageLabel},
    rpc_backend::NodeBackend,
    tasks::{Kind, Shutdown, TaskManager, TaskSpawner},
    NodeError,
};
use std::{convert::Infallible, future::Future, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{sync::mpsc, time::Instant};
use zelkova_rpc::{RpcConfig, ServeError, ServerHandle};

/// Directory of the database in the base path.
pub const DATABASE_DIRECTORY: &str = "db";
/// How long tasks may take to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How often L1 is looked at.
const L1_POLL_INTERVAL: Duration = Duration::from_millis(500);
/// Blocks of one log query at most.
const L1_BLOCK_RANGE: u64 = 2_000;
/// Submissions that may wait for the mempool writer.
const SUBMISSION_QUEUE: usize = 4_096;

/// Starts a node that runs until its handle stops it or a critical task dies.
pub async fn start(config: NodeConfig) -> Result<NodeHandle, NodeError> {
    start_until(config, std::future::pending()).await
}

/// Starts a node that also stops when `signal` resolves to the name of a signal.
pub async fn start_until(
    config: NodeConfig,
    signal: impl Future<Output = &'static str> + Send + 'static,
) -> Result<NodeHandle, NodeError> {
    // Ports first: a port in use is the most frequent mistake and must leave nothing behind.
    let (metrics, health) = (Arc::new(Metrics::new()), Arc::new(Health::default()));
    let http = HttpServer::bind(config.metrics, metrics.clone(), health.clone()).await?;
    check_port(config.rpc).await?;
    config.spec.validate().map_err(|error| NodeError::Config(error.to_string()))?;

    let db = Database::open(&config.base_path.join(DATABASE_DIRECTORY))?;
    let closed = Box::pin(db.closed());
    let chain = Chain::open(db.clone(), &config.spec.genesis)?;
    let l1 = l1_setup::prepare(&config, chain.genesis_root()).await?;
    if let Some(Deployment { l1_chain_id, rollup, .. }) = l1.as_ref().map(|l1| l1.deployment.clone()) {
        db.check_settlement(Settlement { l1_chain_id, rollup })?;
    }
    let mut oracle = FeeOracle::of_spec(&config.spec.fees, l1.as_ref().map(|l1| l1.client.clone()))?;
    let shared_fees = first_fees(&mut oracle, &chain, &metrics).await?;
    let mempool = Mempool::open(&chain, shared_fees.current())?;
    let deployment = l1.as_ref().map(|l1| l1.deployment.clone());
    let next_event = events::next_sequence(&db)?;
    let spec = config.spec.clone();
    let context = Context::new(spec, chain, mempool, shared_fees, deployment, metrics, health, next_event);
    let context = Arc::new(context);
    set_initial_metrics(&context)?;

    // Everything that can fail comes before the first task: a start that fails leaves nothing running.
    let l1 = match l1 {
        Some(l1) => Some(connect_sender(&context, l1).await?),
        None => None,
    };
    let (submissions, submitted) = mpsc::channel(SUBMISSION_QUEUE);
    let backend = Arc::new(NodeBackend::new(context.clone(), submissions));
    let metrics_url = format!("http://{}", http.address().map_err(|error| NodeError::Other(error.to_string()))?);
    let rpc = zelkova_rpc::serve(RpcConfig::at(config.rpc), backend).await.map_err(serve_error)?;
    let (rpc_url, ws_url) = (rpc.http_url(), rpc.ws_url());

    let manager = TaskManager::new(GRACE);
    let spawner = manager.spawner();
    spawner.spawn("mempool-writer", Kind::Critical, |stop| mempool_writer::run(context.clone(), submitted, stop));
    spawner.spawn("fee-oracle", Kind::Auxiliary, |stop| fees::run(context.clone(), oracle, stop));
    if let Some(retention) = config.rejected_retention {
        spawner.spawn("history-pruner", Kind::Auxiliary, |stop| history::run(context.clone(), retention, stop));
    }
    spawn_chain(&spawner, &context, config.mini_block_interval);
    let (mut l1_url, mut contracts, mut anvil) = (None, None, None);
    if let Some((mut l1, sender)) = l1 {
        anvil = l1.anvil.take();
        (l1_url, contracts) = (Some(l1.url.clone()), Some(l1.deployment.clone()));
        spawn_l1(&spawner, &context, &config, &l1, sender);
    }
    spawner.spawn("metrics-server", Kind::Auxiliary, |stop| http.serve(stop));
    spawner.spawn("rpc-server", Kind::Critical, |stop| serve_rpc(rpc, stop));

    let shutdown = spawner.shutdown();
    let supervisor = tokio::spawn(manager.supervise(signal));
    Ok(NodeHandle { rpc_url, ws_url, metrics_url, l1_url, contracts, shutdown, supervisor, closed, anvil })
}

/// The fees that count until the oracle's task refreshes them.
async fn first_fees(oracle: &mut FeeOracle, chain: &Chain, metrics: &Metrics) -> Result<SharedFees, NodeError> {
    let tokens = chain.query(|query| query.tokens()).map_err(|error| NodeError::Runtime(error.to_string()))?;
    Ok(SharedFees::new(oracle.refresh(&tokens, Instant::now(), metrics).await))
}

/// The L1 sender, with what it had under way.
async fn connect_sender(context: &Arc<Context>, l1: L1) -> Result<(L1, Sender<DatabaseStore>), NodeError> {
    let config = SenderConfig { confirmations: context.spec.l1.confirmations, ..SenderConfig::default() };
    let store = DatabaseStore(context.clone());
    let sender = Sender::new(l1.wallet.clone(), l1.deployment.rollup, store, config).await;
    Ok((l1, sender.map_err(|error| NodeError::L1(crate::error::chain(&error)))?))
}

/// The tasks that make mini-blocks.
fn spawn_chain(spawner: &TaskSpawner, context: &Arc<Context>, interval: Duration) {
    let (proposals, proposed) = mpsc::channel(1);
    let (executed, to_commit) = mpsc::channel(1);
    spawner.spawn("proposer", Kind::Critical, |stop| proposer::run(context.clone(), interval, proposals, stop));
    spawner.spawn("state-keeper", Kind::Critical, |stop| state_keeper::run(context.clone(), proposed, executed, stop));
    spawner.spawn("committer", Kind::Critical, |stop| committer::run(context.clone(), to_commit, stop));
}

/// The tasks between the chain and L1.
fn spawn_l1(
    spawner: &TaskSpawner,
    context: &Arc<Context>,
    config: &NodeConfig,
    l1: &L1,
    sender: Sender<DatabaseStore>,
) {
    let keys = Arc::new(ProverKeys::new(&config.keys_path, &config.spec.srs));
    let source = l1.client.source(&l1.deployment);
    let watcher = WatcherConfig { confirmations: config.spec.l1.confirmations, max_block_range: L1_BLOCK_RANGE };
    spawner.spawn("l1-watcher", Kind::Critical, |stop| {
        l1_watcher::run(context.clone(), source, watcher, L1_POLL_INTERVAL, stop)
    });
    let (operations, to_send) = mpsc::unbounded_channel();
    spawner
        .spawn("aggregator", Kind::Critical, |stop| aggregator::run(context.clone(), keys.clone(), operations, stop));
    spawner.spawn("l1-sender", Kind::Critical, |stop| {
        l1_sender::run(context.clone(), sender, to_send, L1_POLL_INTERVAL, stop)
    });
    if config.prover {
        let (jobs, to_prove) = mpsc::channel(1);
        spawner
            .spawn("witness-generator", Kind::Critical, |stop| witness::run(context.clone(), keys.clone(), jobs, stop));
        spawner.spawn("prover", Kind::Critical, |stop| prover::run(context.clone(), keys.clone(), to_prove, stop));
    }
}

async fn serve_rpc(server: ServerHandle, shutdown: Shutdown) -> Result<(), Infallible> {
    tokio::select! {
        () = shutdown.cancelled() => server.stop().await,
        () = server.clone().stopped() => {}
    }
    Ok(())
}

/// Refuses a port in use before anything else happens. The server binds it for good later.
async fn check_port(address: SocketAddr) -> Result<(), NodeError> {
    let bound = tokio::net::TcpListener::bind(address).await;
    bound.map(drop).map_err(|error| bind_error("the RPC server", address, "--rpc-port", error))
}

fn serve_error(error: ServeError) -> NodeError {
    match error {
        ServeError::AddressInUse { address } => {
            NodeError::PortInUse { what: "the RPC server", address, flag: "--rpc-port" }
        }
        other => NodeError::Config(other.to_string()),
    }
}

/// A restarted node shows at once where it is.
fn set_initial_metrics(context: &Context) -> Result<(), NodeError> {
    let failed = |error: super::ServiceError| NodeError::Runtime(error.to_string());
    let sealed = context.chain.query(|query| query.last_sealed().number).map_err(failed)?;
    let heights = l1_sender::heights(context)?;
    context.measure_queues()?;
    let metrics = &context.metrics;
    metrics.start_time_seconds.set(unix_time() as f64);
    metrics.mini_block_number.set(i64::from(context.chain.head().number));
    metrics.l1_operations_in_flight.set(i64::try_from(l1_sender::in_flight(context)?).unwrap_or(i64::MAX));
    metrics.reached(StageLabel::Sealed, sealed);
    metrics.reached(StageLabel::Committed, heights.committed);
    metrics.reached(StageLabel::Proven, heights.proven);
    metrics.reached(StageLabel::Executed, heights.executed);
    Ok(())
}
