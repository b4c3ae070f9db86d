//! The L1 sender: keeps its records in the database and turns confirmations into pipeline events.

use super::aggregator;
use crate::{
    db::{BlockStages, Column, Database, DbError, L1Stage},
    http::Health,
    metrics::Metrics,
    service::{
        chain::{Chain, EventQueue},
        pause::pause,
        Changes, Progress,
    },
    tasks::Shutdown,
};
use codec::Encode;
use std::{sync::Arc, time::Duration};
use tokio::sync::mpsc;
use zelkova_l1::{
    L1Error, L1OpKind, L1Operation, OperationSender, SenderEvent, SenderRecord, SenderState, SenderStore,
};
use zelkova_runtime::PipelineEvent;

/// Prefix of the keys under which the newest confirmed operation of each kind is remembered.
const NEWEST_KEY: &[u8] = b"newest-confirmed-";

/// Sends until told to stop. Whatever L1 answers, it is tried again, and only the database can end the task: sequencing goes on,
/// and what has to be put right may be put right at any time.
pub async fn run(
    metrics: Arc<Metrics>,
    health: Arc<Health>,
    mut sender: Box<dyn OperationSender>,
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
                health.set_settlement_problem(None);
                events.iter().for_each(|event| report(&metrics, event));
                // Something moved: the next operation may be ready at once.
                if events.is_empty() {
                    poll_interval
                } else {
                    Duration::ZERO
                }
            }
            Err(error @ L1Error::Store(_)) => return Err(error),
            Err(error) => {
                metrics.l1_errors.inc();
                let wait = zelkova_l1::back_off(&error).max(poll_interval);
                let text = zelkova_console::chain(&error);
                if error.is_fatal() {
                    tracing::error!(error = %text, ?wait, "settlement is paused until this is put right");
                } else {
                    tracing::warn!(error = %text, ?wait, "cannot send to L1");
                }
                health.set_settlement_problem(Some(text));
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

fn report(metrics: &Metrics, event: &SenderEvent) {
    match event {
        SenderEvent::Sent { id, tx_hash } => {
            tracing::info!(operation = id, l1_tx = %hex::encode(tx_hash), "sent to L1");
        }
        SenderEvent::Confirmed { id, kind, first_block, last_block, tx_hash, gas_used, .. } => {
            metrics.l1_gas_used.inc_by(*gas_used);
            tracing::info!(
                operation = id, ?kind, first_block, last_block, l1_tx = %hex::encode(tx_hash), gas_used, "confirmed on L1"
            );
        }
    }
}

/// The sender's records in the node's database.
pub struct DatabaseStore {
    db: Database,
    chain: Arc<Chain>,
    events: Arc<EventQueue>,
    progress: Arc<Progress>,
    changes: Changes,
}

impl DatabaseStore {
    /// The records in a chain's database, whose confirmations become `events`.
    pub fn new(chain: Arc<Chain>, events: Arc<EventQueue>, progress: Arc<Progress>, changes: Changes) -> Self {
        Self { db: chain.database().clone(), chain, events, progress, changes }
    }

    /// Writes a record. Whether it is a new confirmation.
    fn write(&self, record: &SenderRecord) -> Result<bool, DbError> {
        let key = record.operation.id.to_be_bytes();
        let mut batch = self.db.batch();
        let SenderState::Confirmed { tx_hash, l1_block, gas_used } = record.state else {
            batch.put(Column::L1Sender, key, record);
            self.db.commit(batch)?;
            return Ok(false);
        };
        let before: Option<SenderRecord> = self.db.get(Column::L1Sender, key)?;
        if before.is_some_and(|before| matches!(before.state, SenderState::Confirmed { .. })) {
            // The event of this confirmation was written with it the first time.
            return Ok(false);
        }
        let operation = &record.operation;
        let (first, last) = (operation.first_block, operation.last_block);
        let stage = L1Stage { tx_hash, l1_block, gas_used, blocks: last.saturating_sub(first).saturating_add(1) };
        for block in first..=last {
            let key = block.to_be_bytes();
            let mut stages: BlockStages = self.db.get(Column::BlockStages, key)?.unwrap_or_default();
            match operation.kind {
                L1OpKind::Commit => stages.commit = Some(stage),
                L1OpKind::PublishProof => stages.prove = Some(stage),
                L1OpKind::Execute => stages.execute = Some(stage),
            }
            batch.put(Column::BlockStages, key, &stages);
        }
        self.progress.put_l1(&mut batch, operation.kind, last)?;
        // The sender needs the newest confirmed operation of each kind; what it replaces would only make the column grow.
        let newest_key = [NEWEST_KEY, &operation.kind.encode()].concat();
        if let Some(older) = self.db.get::<u64>(Column::Meta, &newest_key)? {
            batch.delete(Column::L1Sender, older.to_be_bytes());
        }
        batch.put(Column::Meta, &newest_key, &operation.id);
        // The call data can be megabytes and is on L1 now.
        let kept = L1Operation { calldata: Vec::new(), ..operation.clone() };
        batch.put(Column::L1Sender, key, &SenderRecord { operation: kept, state: record.state.clone() });
        self.events.commit_with(batch, PipelineEvent::L1Confirmed { operation: operation.id })?;
        Ok(true)
    }
}

impl SenderStore for DatabaseStore {
    fn load(&self) -> Result<Vec<SenderRecord>, L1Error> {
        let records = self.db.iter_from::<SenderRecord>(Column::L1Sender, []);
        records.map(|entry| entry.map(|(_, record)| record)).collect::<Result<_, _>>().map_err(store_error)
    }

    fn save(&self, record: &SenderRecord) -> Result<(), L1Error> {
        let unchanged = self.chain.hold_head();
        if self.is_void(record.operation.id)? {
            return Ok(());
        }
        let confirmed = self.write(record).map_err(store_error)?;
        drop(unchanged);
        if confirmed {
            self.progress.show_l1_operations().map_err(store_error)?;
            self.changes.notify();
        }
        Ok(())
    }

    fn is_void(&self, id: u64) -> Result<bool, L1Error> {
        Ok(!aggregator::is_planned(&self.db, id).map_err(store_error)?)
    }
}

fn store_error(error: impl ToString) -> L1Error {
    L1Error::Store(error.to_string())
}
