//! Following an operation to a stage, over either transport.

use super::{error::priority, Client, ClientError};
use crate::types::{PriorityOperation, Stage, TransactionStatus};
use std::{future::Future, time::Duration};
use tokio::time::Instant;
use zelkova_primitives::{SerialId, TxHash};

/// How often the node is asked.
const INTERVAL: Duration = Duration::from_millis(250);

impl Client {
    /// Waits until a transaction reaches `stage`, calling `progress` with each new status.
    pub async fn wait_for_transaction(
        &self,
        hash: TxHash,
        stage: Stage,
        timeout: Duration,
        mut progress: impl FnMut(&TransactionStatus),
    ) -> Result<TransactionStatus, ClientError> {
        let mut seen = None;
        let poll = || self.transaction_status(hash);
        let what = || format!("transaction 0x{}", hex::encode(hash.0));
        repeat(timeout, stage, what, poll, |answer| {
            let status = answer.ok_or(ClientError::Vanished { hash })?;
            if seen != Some(status.stage) {
                seen = Some(status.stage);
                progress(&status);
            }
            if status.stage.is_failure() && status.stage != stage {
                let reason = status.reason.map_or_else(|| "no reason was given".into(), |reason| reason.message);
                return Err(ClientError::Rejected { hash, reason });
            }
            Ok((status.stage >= stage).then_some(status))
        })
        .await
    }

    /// Waits until a priority operation reaches `stage`, calling `progress` with each new status. An operation that the
    /// node has not seen yet is waited for too: L1 has to confirm it first.
    pub async fn wait_for_priority_operation(
        &self,
        serial_id: SerialId,
        stage: Stage,
        timeout: Duration,
        mut progress: impl FnMut(&PriorityOperation),
    ) -> Result<PriorityOperation, ClientError> {
        let mut seen = None;
        let poll = || self.priority_operation(serial_id);
        repeat(
            timeout,
            stage,
            || priority(serial_id),
            poll,
            |answer| {
                let Some(operation) = answer else { return Ok(None) };
                if seen != Some(operation.stage) {
                    seen = Some(operation.stage);
                    progress(&operation);
                }
                Ok((operation.stage >= stage).then_some(operation))
            },
        )
        .await
    }
}

/// Asks until `check` yields something or time is up.
async fn repeat<A, T, F: Future<Output = Result<A, ClientError>>>(
    timeout: Duration,
    stage: Stage,
    what: impl Fn() -> String,
    poll: impl Fn() -> F,
    mut check: impl FnMut(A) -> Result<Option<T>, ClientError>,
) -> Result<T, ClientError> {
    let deadline = Instant::now().checked_add(timeout);
    loop {
        if let Some(found) = check(poll().await?)? {
            return Ok(found);
        }
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(ClientError::Timeout { what: what(), stage, seconds: timeout.as_secs() });
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
