//! The state keeper: executes one proposal after the other.

use super::{committer::Executed, Chain, Proposal};
use crate::{http::Health, service::ServiceError, tasks::Shutdown};
use std::{sync::Arc, time::Instant};
use tokio::sync::mpsc;
use zelkova_prover::Panicked;

/// Executes until the proposer is gone. A mini-block that was started is finished and handed to the committer.
pub async fn run(
    chain: Arc<Chain>,
    health: Arc<Health>,
    mut proposals: mpsc::Receiver<Proposal>,
    executed: mpsc::Sender<Executed>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    health.set_producing();
    while let Some(Proposal { inputs, consumed, done }) = proposals.recv().await {
        let executor = chain.clone();
        let started = Instant::now();
        let work = tokio::task::spawn_blocking(move || executor.execute(inputs));
        let output = work.await.map_err(|_| Panicked("state-keeper"))??;
        if executed.send(Executed { output, consumed, started, done }).await.is_err() {
            break;
        }
    }
    // Whichever neighbour ended says itself why; this task must not be blamed for it.
    shutdown.cancelled().await;
    Ok(())
}
