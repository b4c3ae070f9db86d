//! The tasks of a node.

use super::L1Components;
use crate::{
    fees::{self, FeeOracle},
    service::{
        chain::{committer, history, proposer, state_keeper, Proposer},
        pool::{writer, Submission},
        settlement::{aggregator, expiry, l1_sender, l1_watcher, prover, witness},
        Context,
    },
    tasks::{Kind, Shutdown, TaskSpawner},
};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::mpsc;
use zelkova_l1::WatcherConfig;
use zelkova_rpc::ServerHandle;

/// How often L1 is looked at.
const L1_POLL_INTERVAL: Duration = Duration::from_millis(500);
/// Blocks of one log query at most.
const L1_BLOCK_RANGE: u64 = 2_000;

/// The task that admits what the RPC server was given.
pub fn spawn_pool(spawner: &TaskSpawner, context: &Context, submitted: mpsc::Receiver<Submission>) {
    let (pool, changes, metrics) = (context.pool.clone(), context.changes.clone(), context.metrics.clone());
    spawner.spawn("mempool-writer", Kind::Critical, |stop| writer::run(pool, changes, metrics, submitted, stop));
}

/// The task that keeps the fees up to date.
pub fn spawn_fees(spawner: &TaskSpawner, context: &Context, oracle: FeeOracle) {
    let (chain, fees, metrics) = (context.chain.clone(), context.fees.clone(), context.metrics.clone());
    let tokens = move || chain.query(|query| query.tokens());
    spawner.spawn("fee-oracle", Kind::Auxiliary, |stop| fees::run(oracle, tokens, fees, metrics, stop));
}

/// The task that forgets old rejected transactions, if they are not kept for ever.
pub fn spawn_pruner(spawner: &TaskSpawner, context: &Context, retention: Option<Duration>) {
    let Some(retention) = retention else { return };
    let (db, pool) = (context.db.clone(), context.pool.clone());
    spawner.spawn("history-pruner", Kind::Auxiliary, |stop| history::run(db, pool, retention, stop));
}

/// The tasks that make mini-blocks.
pub fn spawn_chain(spawner: &TaskSpawner, context: &Arc<Context>, proposer: Arc<dyn Proposer>, interval: Duration) {
    let (proposals, proposed) = mpsc::channel(1);
    let (executed, to_commit) = mpsc::channel(1);
    let (chain, health) = (context.chain.clone(), context.health.clone());
    spawner.spawn("proposer", Kind::Critical, |stop| proposer::run(proposer, interval, proposals, stop));
    spawner.spawn("state-keeper", Kind::Critical, |stop| state_keeper::run(chain, health, proposed, executed, stop));
    spawner.spawn("committer", Kind::Critical, |stop| committer::run(context.clone(), to_commit, stop));
}

/// The tasks between the chain and L1.
pub fn spawn_settlement(spawner: &TaskSpawner, context: &Arc<Context>, parts: L1Components) {
    let L1Components { client, rollup, source, sender, digests, proofs } = parts;
    let watcher = WatcherConfig { confirmations: context.spec.l1.confirmations, max_block_range: L1_BLOCK_RANGE };
    spawner.spawn("l1-watcher", Kind::Critical, |stop| {
        l1_watcher::run(context.clone(), source, watcher, L1_POLL_INTERVAL, stop)
    });
    spawner.spawn("l1-clock", Kind::Critical, |stop| expiry::run(context.clone(), client, rollup, stop));
    let (operations, to_send) = mpsc::unbounded_channel();
    spawner.spawn("aggregator", Kind::Critical, |stop| {
        aggregator::run(context.clone(), digests.clone(), operations, stop)
    });
    spawner.spawn("l1-sender", Kind::Critical, |stop| {
        l1_sender::run(context.metrics.clone(), context.health.clone(), sender, to_send, L1_POLL_INTERVAL, stop)
    });
    if let Some(proofs) = proofs {
        let (jobs, to_prove) = mpsc::channel(1);
        spawner.spawn("witness-generator", Kind::Critical, |stop| witness::run(context.clone(), digests, jobs, stop));
        spawner.spawn("prover", Kind::Critical, |stop| prover::run(context.clone(), proofs, to_prove, stop));
    }
}

/// The RPC server, as a task.
pub fn spawn_rpc(spawner: &TaskSpawner, server: ServerHandle) {
    spawner.spawn("rpc-server", Kind::Critical, |stop| serve_rpc(server, stop));
}

async fn serve_rpc(server: ServerHandle, shutdown: Shutdown) -> Result<(), Infallible> {
    tokio::select! {
        () = shutdown.cancelled() => server.stop().await,
        () = server.clone().stopped() => {}
    }
    Ok(())
}
