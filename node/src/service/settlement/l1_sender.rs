//! The L1 sender: keeps its records in the database and turns confirmations into pipeline events.

use super::{events, util::pause, Context};
use crate::{
    db::{BlockStages, Column, DbError, L1Heights, L1Stage},
    l1::{L1Error, L1OpKind, L1Operation, Sender, SenderEvent, SenderRecord, SenderState, SenderStore},
    metrics::StageLabel,
    tasks::Shutdown,
};
use codec::Encode;
use std::{sync::Arc, time::Duration};
use tokio::sync::mpsc;
use zelkova_runtime::PipelineEvent;

const HEIGHTS_KEY: &[u8] = b"l1-heights";
/// Prefix of the keys under which the newest confirmed operation of each kind is remembered.
const NEWEST_KEY: &[u8] = b"newest-confirmed-";

/// The newest block of each stage on L1.
pub fn heights(context: &Context) -> Result<L1Heights, DbError> {
    Ok(context.db.get(Column::Meta, HEIGHTS_KEY)?.unwrap_or_default())
}

/// Operations that are not confirmed on L1.
pub fn in_flight(context: &Context) -> Result<usize, DbError> {
    let records = context.db.iter_from::<SenderRecord>(Column::L1Sender, []);
    let mut open = 0;
    for entry in records {
        let (_, record) = entry?;
        open += usize::from(!matches!(record.state, SenderState::Confirmed { .. }));
    }
    Ok(open)
}

/// Sends until told to stop. A reverted operation ends the task, because every later one builds on it.
pub async fn run(
    context: Arc<Context>,
    mut sender: Sender<DatabaseStore>,
    mut operations: mpsc::UnboundedReceiver<L1Operation>,
    poll_interval: Duration,
    shutdown: Shutdown,
) -> Result<(), L1Error> {
    loop {
        while let Ok(operation) = operations.try_recv() {
            sender.enqueue(operation);
        }
        // What was sent is stored, so a tick may end anywhere.
        let ticked = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            ticked = sender.tick() => ticked,
        };
        let wait = match ticked {
            Ok(events) => {
                events.iter().for_each(|event| report(&context, event));
                // Something moved: the next operation may be ready at once.
                if events.is_empty() {
                    poll_interval
                } else {
                    Duration::ZERO
                }
            }
            Err(error) if error.is_fatal() => return Err(error),
            Err(error) => {
                context.metrics.l1_errors.inc();
                let wait = crate::l1::back_off(&error).max(poll_interval);
                tracing::warn!(error = %crate::error::chain(&error), ?wait, "cannot send to L1");
                wait
            }
        };
        tokio::select! {
            more = operations.recv() => match more {
                Some(operation) => sender.enqueue(operation),
                None => {
                    // The aggregator ended and says itself why.
                    shutdown.cancelled().await;
                    return Ok(());
                }
            },
            goes_on = pause(wait, &shutdown) => if !goes_on { return Ok(()) },
        }
    }
}

fn report(context: &Context, event: &SenderEvent) {
    match event {
        SenderEvent::Sent { id, tx_hash } => {
            tracing::info!(operation = id, l1_tx = %hex::encode(tx_hash), "sent to L1");
        }
        SenderEvent::Confirmed { id, kind, first_block, last_block, tx_hash, gas_used, .. } => {
            context.metrics.l1_gas_used.inc_by(*gas_used);
            tracing::info!(
                operation = id, ?kind, first_block, last_block, l1_tx = %hex::encode(tx_hash), gas_used, "confirmed on L1"
            );
        }
    }
}

/// The sender's records in the node's database.
pub struct DatabaseStore(pub Arc<Context>);

impl SenderStore for DatabaseStore {
    fn load(&self) -> Result<Vec<SenderRecord>, L1Error> {
        let records = self.0.db.iter_from::<SenderRecord>(Column::L1Sender, []);
        records.map(|entry| entry.map(|(_, record)| record)).collect::<Result<_, _>>().map_err(store_error)
    }

    fn save(&self, record: &SenderRecord) -> Result<(), L1Error> {
        save(&self.0, record).map_err(store_error)
    }
}

fn store_error(error: DbError) -> L1Error {
    L1Error::Store(error.to_string())
}

fn save(context: &Context, record: &SenderRecord) -> Result<(), DbError> {
    let key = record.operation.id.to_be_bytes();
    let mut batch = context.db.batch();
    let SenderState::Confirmed { tx_hash, l1_block, gas_used } = record.state else {
        batch.put(Column::L1Sender, key, record);
        return context.db.commit(batch);
    };
    let before: Option<SenderRecord> = context.db.get(Column::L1Sender, key)?;
    if before.is_some_and(|before| matches!(before.state, SenderState::Confirmed { .. })) {
        // The event of this confirmation was written with it the first time.
        return Ok(());
    }
    let operation = &record.operation;
    let (first, last) = (operation.first_block, operation.last_block);
    let stage = L1Stage { tx_hash, l1_block, gas_used, blocks: last.saturating_sub(first).saturating_add(1) };
    for block in first..=last {
        let key = block.to_be_bytes();
        let mut stages: BlockStages = context.db.get(Column::BlockStages, key)?.unwrap_or_default();
        match operation.kind {
            L1OpKind::Commit => stages.commit = Some(stage),
            L1OpKind::PublishProof => stages.prove = Some(stage),
            L1OpKind::Execute => stages.execute = Some(stage),
        }
        batch.put(Column::BlockStages, key, &stages);
    }
    let mut heights = heights(context)?;
    let label = match operation.kind {
        L1OpKind::Commit => {
            heights.committed = last;
            StageLabel::Committed
        }
        L1OpKind::PublishProof => {
            heights.proven = last;
            StageLabel::Proven
        }
        L1OpKind::Execute => {
            heights.executed = last;
            StageLabel::Executed
        }
    };
    batch.put(Column::Meta, HEIGHTS_KEY, &heights);
    // The sender needs the newest confirmed operation of each kind; what it replaces would only make the column grow.
    let newest_key = [NEWEST_KEY, &operation.kind.encode()].concat();
    if let Some(older) = context.db.get::<u64>(Column::Meta, &newest_key)? {
        batch.delete(Column::L1Sender, older.to_be_bytes());
    }
    batch.put(Column::Meta, &newest_key, &operation.id);
    // The call data can be megabytes and is on L1 now.
    let kept = L1Operation { calldata: Vec::new(), ..operation.clone() };
    batch.put(Column::L1Sender, key, &SenderRecord { operation: kept, state: record.state.clone() });
    events::commit_with(context, batch, PipelineEvent::L1Confirmed { operation: operation.id })?;
    context.metrics.reached(label, last);
    context.metrics.l1_operations_in_flight.dec();
    context.changed();
    Ok(())
}
