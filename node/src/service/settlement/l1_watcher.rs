//! The L1 watcher: stores confirmed priority operations and new tokens, with its progress, in one write.

use crate::{
    db::{Column, PriorityRecord},
    service::{pause::pause, Context, ServiceError},
    tasks::Shutdown,
};
use std::{sync::Arc, time::Duration};
use zelkova_l1::{L1Source, Watcher, WatcherBatch, WatcherConfig};
use zelkova_runtime::TokenInfo;

/// Watches until told to stop. Errors of L1 are logged and tried again; only the database can end the task.
pub async fn run(
    context: Arc<Context>,
    source: Box<dyn L1Source>,
    config: WatcherConfig,
    poll_interval: Duration,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    let watcher = Watcher::new(source, config);
    let mut progress = context.progress.watcher()?;
    loop {
        let polled = tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            polled = watcher.poll(&progress) => polled,
        };
        let wait = match polled {
            Ok(Some(batch)) => {
                context.health.l1_answered();
                progress = batch.progress.clone();
                store(&context, batch)?;
                Duration::ZERO
            }
            Ok(None) => {
                context.health.l1_answered();
                poll_interval
            }
            Err(error) => {
                context.metrics.l1_errors.inc();
                let wait = zelkova_l1::back_off(&error).max(poll_interval);
                tracing::warn!(error = %zelkova_console::chain(&error), ?wait, "cannot read L1");
                wait
            }
        };
        if !pause(wait, &shutdown).await {
            return Ok(());
        }
    }
}

fn store(context: &Context, batch: WatcherBatch) -> Result<(), ServiceError> {
    let mut writes = context.db.batch();
    let news = !batch.priority_ops.is_empty() || !batch.new_tokens.is_empty() || !batch.auth_facts.is_empty();
    for op in batch.priority_ops {
        tracing::info!(serial_id = op.serial_id, kind = ?op.kind, l1_block = op.l1_block, "priority operation");
        let key = op.serial_id.to_be_bytes();
        // A range that is read again after a reorganisation brings the same serial ids; what was executed stays so.
        let executed = context.db.get::<PriorityRecord>(Column::PriorityOps, key)?.and_then(|known| known.executed);
        writes.put(Column::PriorityOps, key, &PriorityRecord { op, executed });
    }
    for token in batch.new_tokens {
        tracing::info!(id = token.id.0, symbol = token.symbol, "new token");
        let symbol = if token.symbol.is_empty() { format!("ERC20-{}", token.id.0) } else { token.symbol };
        let token = TokenInfo { id: token.id, address: token.address, symbol, decimals: token.decimals };
        writes.put(Column::NewTokens, token.id.0.to_be_bytes(), &token);
    }
    for fact in batch.auth_facts {
        tracing::info!(address = %fact.address, nonce = fact.nonce, "key authorised on L1");
        let mut key = fact.address.0.to_vec();
        key.extend_from_slice(&fact.nonce.to_be_bytes());
        key.extend_from_slice(&fact.key_hash.to_be_bytes());
        writes.put(Column::AuthFacts, key, &fact);
    }
    context.progress.put_watcher(&mut writes, &batch.progress);
    context.db.commit(writes)?;
    context.progress.show()?;
    if news {
        context.changes.notify();
    }
    Ok(())
}
