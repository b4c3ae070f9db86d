//! The tasks behind the subscriptions.
//!
//! A task asks the backend again whenever the change counter moves and sends what is new. So a burst of changes or a slow
//! reader can neither lose nor repeat a notification, and nothing has to be kept for readers that went away.

use crate::{
    types::{BlockHeights, BlockTag, Stage, TransactionStatus},
    Backend, Fault,
};
use jsonrpsee::{server::SubscriptionMessage, SubscriptionSink};
use serde::Serialize;
use std::sync::Arc;
use tokio::sync::watch;
use zelkova_primitives::{BlockNumber, TxHash};

/// Reads the height of one stage.
pub(crate) type Height = fn(&BlockHeights) -> BlockNumber;

/// The height that belongs to a stage of blocks.
pub(crate) fn height_of(stage: Stage) -> Option<Height> {
    match stage {
        Stage::Sealed => Some(|heights| heights.sealed),
        Stage::Committed => Some(|heights| heights.committed),
        Stage::Proven => Some(|heights| heights.proven),
        Stage::Finalized => Some(|heights| heights.finalized),
        Stage::Accepted | Stage::Executed | Stage::Rejected | Stage::Reverted => None,
    }
}

/// Sends a transaction's status at each stage until the last.
pub(crate) async fn transaction<B: Backend>(
    sink: SubscriptionSink,
    backend: Arc<B>,
    mut changes: watch::Receiver<u64>,
    hash: TxHash,
) {
    let mut reported: Option<Stage> = None;
    loop {
        let status = match backend.transaction_status(hash).await {
            Ok(Some(status)) => status,
            // Evicted before it was executed: nothing will follow.
            Ok(None) => return,
            Err(fault) => return log(fault),
        };
        for stage in status.stage.since(reported) {
            if !send::<TransactionStatus>(&sink, &status.at(stage)).await {
                return;
            }
            reported = Some(stage);
        }
        if status.stage.is_last() || !changed(&sink, &mut changes).await {
            return;
        }
    }
}

/// Sends each block above `last` once its stage's height reaches it.
pub(crate) async fn blocks<B: Backend>(
    sink: SubscriptionSink,
    backend: Arc<B>,
    mut changes: watch::Receiver<u64>,
    height: Height,
    mut last: BlockNumber,
) {
    loop {
        let reached = match backend.pipeline_status().await {
            Ok(status) => height(&status.blocks),
            Err(fault) => return log(fault),
        };
        // A revert on L1 takes heights back; its blocks are announced again when they come again.
        last = last.min(reached);
        while last < reached {
            let Some(next) = last.checked_add(1) else { return };
            match backend.block(BlockTag::Number(next)).await {
                Ok(Some(block)) => {
                    if !send(&sink, &block.summary).await {
                        return;
                    }
                }
                Ok(None) => return log(Fault::internal(format!("block {next} is sealed but not stored"))),
                Err(fault) => return log(fault),
            }
            last = next;
        }
        if !changed(&sink, &mut changes).await {
            return;
        }
    }
}

/// Waits for the next change; false when the reader or the node is gone.
async fn changed(sink: &SubscriptionSink, changes: &mut watch::Receiver<u64>) -> bool {
    tokio::select! {
        () = sink.closed() => false,
        result = changes.changed() => result.is_ok(),
    }
}

/// Sends one notification; false when the reader is gone.
async fn send<T: Serialize>(sink: &SubscriptionSink, item: &T) -> bool {
    match SubscriptionMessage::new(sink.method_name(), sink.subscription_id(), item) {
        Ok(message) => sink.send(message).await.is_ok(),
        Err(cause) => {
            log(Fault::internal(cause));
            false
        }
    }
}

fn log(fault: Fault) {
    tracing::warn!(%fault, "a subscription ended early");
}
