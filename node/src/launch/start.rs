//! Starts a node: opens the parts in order, then spawns the tasks.

use super::{
    components::{Base, Components},
    l1::{self, L1},
    tasks, NodeConfig, NodeHandle,
};
use crate::{
    db::Database,
    fees::{FeeOracle, SharedFees},
    http::{bind_error, Health, HttpServer},
    metrics::Metrics,
    rpc_backend::NodeBackend,
    service::{chain::Chain, pool::SecondFactors, Changes, Context, ServiceError},
    tasks::{Kind, TaskManager},
    NodeError,
};
use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{sync::mpsc, time::Instant};
use zelkova_console::unix_time;
use zelkova_rpc::{RpcConfig, ServeError};

/// Directory of the database in the base path.
pub const DATABASE_DIRECTORY: &str = "db";
/// How long tasks may take to stop.
const GRACE: Duration = Duration::from_secs(10);
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
    // A database of another chain is refused before anything is deployed for it.
    db.check_chain(&config.spec.genesis)?;
    let mut l1 = l1::prepare(&config).await?;
    let chain = Arc::new(open_chain(&db, &config, l1.as_ref()).await?);
    let mut oracle = FeeOracle::of_spec(&config.spec.fees, l1.as_ref().map(|l1| l1.client.clone()))?;
    let fees = Arc::new(first_fees(&mut oracle, &chain, &metrics).await?);
    let base = Base { chain, fees, changes: Changes::default(), metrics };

    // Everything that can fail comes before the first task: a start that fails leaves nothing running.
    let Components { pool, proposer, events, progress, l1: settlement } =
        Components::new(&base, &config, l1.as_ref()).await?;
    let Base { chain, fees, changes, metrics } = base;
    let spec = config.spec.clone();
    let second_factors = SecondFactors::new(db.clone());
    let deployment = l1.as_ref().map(|l1| l1.deployment.clone());
    let context = Context {
        spec,
        db,
        chain,
        pool,
        fees,
        second_factors,
        events,
        deployment: deployment.clone(),
        progress,
        changes,
        metrics,
        health,
    };
    let context = Arc::new(context);
    // A restarted node shows at once where it is.
    context.metrics.start_time_seconds.set(unix_time() as f64);
    context.progress.show_l1_operations().map_err(runtime_error)?;

    let (submissions, submitted) = mpsc::channel(SUBMISSION_QUEUE);
    let backend = Arc::new(NodeBackend::new(context.clone(), submissions));
    let metrics_url = format!("http://{}", http.address().map_err(|error| NodeError::Other(error.to_string()))?);
    let rpc = zelkova_rpc::serve(RpcConfig::at(config.rpc), backend).await.map_err(serve_error)?;
    let (rpc_url, ws_url) = (rpc.http_url(), rpc.ws_url());

    let manager = TaskManager::new(GRACE);
    let spawner = manager.spawner();
    tasks::spawn_pool(&spawner, &context, submitted);
    tasks::spawn_fees(&spawner, &context, oracle);
    tasks::spawn_pruner(&spawner, &context, config.rejected_retention);
    tasks::spawn_chain(&spawner, &context, proposer, config.mini_block_interval);
    if let Some(parts) = settlement {
        tasks::spawn_settlement(&spawner, &context, parts);
    }
    spawner.spawn("metrics-server", Kind::Auxiliary, |stop| http.serve(stop));
    tasks::spawn_rpc(&spawner, rpc);

    let (l1_url, anvil) = (l1.as_ref().map(|l1| l1.url.clone()), l1.as_mut().and_then(|l1| l1.anvil.take()));
    let shutdown = spawner.shutdown();
    let supervisor = tokio::spawn(manager.supervise(signal));
    let contracts = deployment;
    Ok(NodeHandle { rpc_url, ws_url, metrics_url, l1_url, contracts, shutdown, supervisor, closed, anvil })
}

/// Opens the chain, or makes it. Its tag binds the Rollup, so the Rollup has to have the same tag; it is asked before a
/// genesis is written, which would stay.
async fn open_chain(db: &Database, config: &NodeConfig, l1: Option<&L1>) -> Result<Chain, NodeError> {
    let genesis = &config.spec.genesis;
    let settled = db.settlement()?;
    let settlement = match l1 {
        Some(l1) => l1.deployment.settlement(),
        // Without an L1 it may settle wherever it did.
        None => settled.unwrap_or_else(|| config.spec.settlement()),
    };
    if let (Some(l1), None) = (l1, settled) {
        let tag = genesis.chain_tag(settlement);
        l1.check_chain_tag(tag.map_err(|error| NodeError::Config(format!("chain spec: {error}")))?).await?;
    }
    let chain = Chain::open(db.clone(), genesis, settlement)?;
    if let Some(l1) = l1 {
        l1.check_chain_tag(chain.chain_tag()).await?;
    }
    Ok(chain)
}

/// The fees that count until the oracle's task refreshes them.
async fn first_fees(oracle: &mut FeeOracle, chain: &Chain, metrics: &Metrics) -> Result<SharedFees, NodeError> {
    let tokens = chain.query(|query| query.tokens()).map_err(runtime_error)?;
    Ok(SharedFees::new(oracle.refresh(&tokens, Instant::now(), metrics).await))
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

fn runtime_error(error: ServiceError) -> NodeError {
    NodeError::Runtime(error.to_string())
}
