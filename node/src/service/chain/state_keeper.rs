//! The state keeper: executes one proposal after the other.

use super::{committer::Executed, proposer::Proposal, Context, ServiceError};
use crate::tasks::Shutdown;
use std::{sync::Arc, time::Instant};
use tokio::sync::mpsc;

/// Executes until the proposer is gone. A mini-block that was started is finished and handed to the committer.
pub async fn run(
    context: Arc<Context>,
    mut proposals: mpsc::Receiver<Proposal>,
    executed: mpsc::Sender<Executed>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    context.health.set_producing();
    while let Some(Proposal { inputs, consumed, done }) = proposals.recv().await {
        let executor = context.clone();
        let started = Instant::now();
        let work = tokio::task::spawn_blocking(move || executor.chain.execute(inputs));
        let output = work.await.map_err(|_| ServiceError::Thread("state-keeper"))??;
        if executed.send(Executed { output, consumed, started, done }).await.is_err() {
            break;
        }
    }
    // Whichever neighbour ended says itself why; this task must not be blamed for it.
    shutdown.cancelled().await;
    Ok(())
}
