//! Watches L1's clock: lets blocks be opened again that L1 takes no more, because they are too old.

use crate::{
    service::{
        chain::{reopened, UncommittedAge},
        pause::pause,
        Context, ServiceError,
    },
    tasks::Shutdown,
};
use std::{sync::Arc, time::Duration};
use zelkova_console::unix_time;
use zelkova_l1::L1Client;
use zelkova_primitives::L1Address;

/// How often L1's clock is read.
const INTERVAL: Duration = Duration::from_secs(2);

/// Watches until told to stop. Errors of L1 are logged and tried again; only the database can end the task.
pub async fn run(
    context: Arc<Context>,
    client: L1Client,
    rollup: L1Address,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    loop {
        match late(&context, &client, rollup).await {
            Ok(Some(UncommittedAge { block, since, .. })) => {
                let mut batch = context.db.batch();
                reopened::request(&mut batch, block);
                context.db.commit(batch)?;
                tracing::warn!(block, since, "L1 takes this block no more: it and those after it are opened again");
                context.changes.notify();
            }
            Ok(None) => (),
            Err(ServiceError::L1(error)) => {
                context.metrics.l1_errors.inc();
                tracing::warn!(error = %zelkova_console::chain(&error), "cannot read L1's clock");
            }
            Err(error) => return Err(error),
        }
        if !pause(INTERVAL, &shutdown).await {
            return Ok(());
        }
    }
}

/// The oldest block that is not committed, if by the time of L1's confirmed blocks it is too old and L1 does not have it.
async fn late(context: &Context, client: &L1Client, rollup: L1Address) -> Result<Option<UncommittedAge>, ServiceError> {
    let head = client.block_number().await?;
    let now = unix_time();
    context.chain.clock().observe(head, client.block_time(head).await?, now);
    if reopened::is_under_way(&context.db)? {
        return Ok(None);
    }
    let Some(age) = context.chain.uncommitted_age(now)? else { return Ok(None) };
    if context.progress.sealed()? < age.block {
        return Ok(None);
    }
    // Both clocks have to say so: an L1 node that lies about the time alone has no block opened again.
    let deadline = age.since.saturating_add(age.window);
    if !context.chain.clock().time(now).is_ok_and(|time| time > deadline) {
        return Ok(None);
    }
    let confirmed = client.block_time(head.saturating_sub(context.spec.l1.confirmations)).await?;
    if confirmed <= deadline {
        return Ok(None);
    }
    let committed = client.stored_block_hash(rollup, age.block).await? != [0; 32];
    Ok((!committed).then_some(age))
}
