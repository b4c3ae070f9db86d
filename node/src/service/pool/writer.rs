//! Admits and stores transactions. Submissions that arrive together share one synced write, which is what lets a disk
//! that syncs a few hundred times a second take thousands of transactions.

use super::{TransactionPool, Unit};
use crate::{
    metrics::{Metrics, OutcomeLabel},
    service::{Changes, ServiceError},
    tasks::Shutdown,
};
use pallet_mempool::AdmissionError;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use zelkova_console::unix_time;
use zelkova_prover::Panicked;

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
    pool: Arc<dyn TransactionPool>,
    changes: Changes,
    metrics: Arc<Metrics>,
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
        let (pool, metrics) = (pool.clone(), metrics.clone());
        let work = tokio::task::spawn_blocking(move || admit(&*pool, &metrics, batch));
        work.await.map_err(|_| Panicked("mempool-writer"))??;
        changes.notify();
    }
}

fn admit(pool: &dyn TransactionPool, metrics: &Metrics, submissions: Vec<Submission>) -> Result<(), ServiceError> {
    let sizes: Vec<usize> = submissions.iter().map(|submission| submission.unit.len()).collect();
    let (units, answers): (Vec<_>, Vec<_>) =
        submissions.into_iter().map(|submission| (submission.unit, submission.answer)).unzip();
    let outcomes = pool.admit(units, unix_time())?;
    for ((answer, outcome), size) in answers.into_iter().zip(outcomes).zip(sizes) {
        if outcome.is_ok() {
            (0..size).for_each(|_| metrics.count(OutcomeLabel::Accepted));
        }
        // A client that went away does not change what was stored.
        let _ = answer.send(outcome);
    }
    metrics.mempool_transactions.set(i64::try_from(pool.len()).unwrap_or(i64::MAX));
    Ok(())
}
