//! Admits and stores transactions. Submissions that arrive together share one synced write, which is what lets a disk
//! that syncs a few hundred times a second take thousands of transactions.

use super::{mempool::Unit, util::unix_time, Context, ServiceError};
use crate::{metrics::OutcomeLabel, tasks::Shutdown};
use pallet_mempool::AdmissionError;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// Admits at most this many transactions at once.
const BATCH_LIMIT: usize = 1024;

/// A transaction, or a batch, whose signatures are good.
pub struct Submission {
    /// What is submitted.
    pub unit: Unit,
    /// Answered when it is on disk, or refused.
    pub answer: oneshot::Sender<Result<(), AdmissionError>>,
}

/// Admits and stores until told to stop. Submissions that are not answered by then get no answer but an error, so
/// nobody takes them for accepted.
pub async fn run(
    context: Arc<Context>,
    mut submissions: mpsc::Receiver<Submission>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    loop {
        let mut batch = Vec::new();
        tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            count = submissions.recv_many(&mut batch, BATCH_LIMIT) => if count == 0 {
                shutdown.cancelled().await;
                return Ok(());
            },
        }
        let writer = context.clone();
        let work = tokio::task::spawn_blocking(move || admit(&writer, batch));
        work.await.map_err(|_| ServiceError::Thread("mempool-writer"))??;
        context.changed();
    }
}

fn admit(context: &Context, submissions: Vec<Submission>) -> Result<(), ServiceError> {
    let sizes: Vec<usize> = submissions.iter().map(|submission| submission.unit.len()).collect();
    let (units, answers): (Vec<_>, Vec<_>) =
        submissions.into_iter().map(|submission| (submission.unit, submission.answer)).unzip();
    let outcomes = context.mempool.admit(context, units, unix_time())?;
    for ((answer, outcome), size) in answers.into_iter().zip(outcomes).zip(sizes) {
        if outcome.is_ok() {
            (0..size).for_each(|_| context.metrics.count(OutcomeLabel::Accepted));
        }
        // A client that went away does not change what was stored.
        let _ = answer.send(outcome);
    }
    context.metrics.mempool_transactions.set(i64::try_from(context.mempool.len()).unwrap_or(i64::MAX));
    Ok(())
}
