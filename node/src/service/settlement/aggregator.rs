//! The aggregator driver: turns the aggregated operations that the chain decided on into L1 call data.
//!
//! The operation is stored with the mini-block that made it. The call data is stored as a record of the L1 sender
//! together with a cursor, so that every operation becomes exactly one record.

use crate::{
    db::{BlockRecord, Column, Database, DbError, ProofRecord},
    service::{Context, ServiceError},
    tasks::Shutdown,
};
use std::sync::Arc;
use tokio::sync::mpsc;
use zelkova_l1::{
    commit_blocks_calldata, execute_blocks_calldata, prove_blocks_calldata, L1OpKind, L1Operation, ProvenBlock,
    SenderRecord, SenderState, StoredBlockInfo,
};
use zelkova_primitives::BlockNumber;
use zelkova_prover::{detached, KeyDigests};
use zelkova_runtime::{AggregatedOperation, OperationId, OperationKind};

const CURSOR_KEY: &[u8] = b"next-operation";

/// Drives operations until told to stop.
pub async fn run(
    context: Arc<Context>,
    digests: Arc<dyn KeyDigests>,
    sender: mpsc::UnboundedSender<L1Operation>,
    shutdown: Shutdown,
) -> Result<(), ServiceError> {
    let mut changes = context.changes.subscribe();
    loop {
        changes.borrow_and_update();
        for operation in waiting(&context)? {
            let driven = tokio::select! {
                () = shutdown.cancelled() => return Ok(()),
                driven = drive(&context, &digests, operation) => driven?,
            };
            if let Some(operation) = driven {
                // Without a sender the record waits in the database.
                let _ = sender.send(operation);
            }
        }
        tokio::select! {
            () = shutdown.cancelled() => return Ok(()),
            _ = changes.changed() => {}
        }
    }
}

/// Operations that are not driven yet.
fn waiting(context: &Context) -> Result<Vec<AggregatedOperation>, DbError> {
    let next: u64 = context.db.get(Column::Meta, CURSOR_KEY)?.unwrap_or_default();
    let operations = context.db.iter_from(Column::AggregatedOperations, next.to_be_bytes());
    operations.map(|entry| entry.map(|(_, operation)| operation)).collect()
}

async fn drive(
    context: &Arc<Context>,
    digests: &Arc<dyn KeyDigests>,
    operation: AggregatedOperation,
) -> Result<Option<L1Operation>, ServiceError> {
    let (context, digests) = (context.clone(), digests.clone());
    detached("aggregator", move || {
        // The block before the first is an argument of the commitment.
        let numbers = operation.from.saturating_sub(1)..=operation.to;
        let infos = numbers.map(|number| stored_info(&context, &*digests, number));
        let infos = infos.collect::<Result<Vec<_>, ServiceError>>()?;
        let l1_operation = call(&context, &operation, &infos)?;
        // Blocks may have been opened again meanwhile; what is still planned now is void only after this is written.
        let unchanged = context.chain.hold_head();
        if !is_planned(&context.db, operation.id)? {
            return Ok(None);
        }
        let mut batch = context.db.batch();
        if let Some(operation) = &l1_operation {
            let record = SenderRecord { operation: operation.clone(), state: SenderState::Queued };
            batch.put(Column::L1Sender, operation.id.to_be_bytes(), &record);
        }
        batch.put(Column::Meta, CURSOR_KEY, &operation.id.saturating_add(1));
        context.db.commit(batch)?;
        drop(unchanged);
        if l1_operation.is_some() {
            context.progress.show_l1_operations()?;
        }
        tracing::info!(
            id = operation.id, kind = ?operation.kind, first = operation.from, last = operation.to,
            "aggregated operation"
        );
        Ok(l1_operation)
    })
    .await?
}

/// Whether an operation is not void.
pub fn is_planned(db: &Database, id: OperationId) -> Result<bool, DbError> {
    Ok(db.get_raw(Column::AggregatedOperations, id.to_be_bytes())?.is_some())
}

/// What L1 stores for a block.
fn stored_info(
    context: &Context,
    digests: &dyn KeyDigests,
    number: BlockNumber,
) -> Result<StoredBlockInfo, ServiceError> {
    if number == 0 {
        return Ok(StoredBlockInfo::genesis(context.chain.genesis_root()));
    }
    let record = block(context, number)?;
    let digest = digests.digest(record.block.capacity)?;
    Ok(StoredBlockInfo::of_block(&record.block, digest))
}

fn block(context: &Context, number: BlockNumber) -> Result<BlockRecord, DbError> {
    context.db.require(Column::Blocks, number.to_be_bytes())
}

/// The L1 operation, if this kind goes to L1. `infos` starts with the block before the first.
fn call(
    context: &Context,
    operation: &AggregatedOperation,
    infos: &[StoredBlockInfo],
) -> Result<Option<L1Operation>, ServiceError> {
    let numbers = operation.from..=operation.to;
    let Some((last, infos)) = infos.split_first() else { return Ok(None) };
    let (kind, calldata) = match operation.kind {
        OperationKind::CommitBlocks => {
            let blocks =
                numbers.map(|number| block(context, number).map(|record| (record.block, record.eth_witnesses)));
            let blocks = blocks.collect::<Result<Vec<_>, _>>()?;
            (L1OpKind::Commit, commit_blocks_calldata(last, &blocks))
        }
        // The proofs exist already: each was reported to the chain before the chain made this operation.
        OperationKind::CreateProofBlocks => return Ok(None),
        // One call, one pairing: L1 refuses all of them for a bad one and does not say which. Each was verified when it was
        // made, and the sender estimates the call before it sends it, so a bad one costs nothing on L1.
        OperationKind::PublishProofBlocksOnchain => {
            let proofs = numbers.zip(infos).map(|(number, info)| {
                let ProofRecord { proof, .. } = context.db.require(Column::Proofs, number.to_be_bytes())?;
                Ok(ProvenBlock {
                    stored: info.clone(),
                    capacity: proof.capacity,
                    public_inputs: proof.public_inputs,
                    words: proof.words.into_iter().map(|word| word.0).collect(),
                })
            });
            (L1OpKind::PublishProof, prove_blocks_calldata(&proofs.collect::<Result<Vec<_>, DbError>>()?))
        }
        OperationKind::ExecuteBlocks => {
            let blocks = numbers.map(|number| block(context, number)).collect::<Result<Vec<_>, _>>()?;
            let pairs: Vec<_> = infos.iter().cloned().zip(blocks.iter().map(|record| &record.block)).collect();
            (L1OpKind::Execute, execute_blocks_calldata(&pairs))
        }
    };
    let (first_block, last_block) = (operation.from, operation.to);
    Ok(Some(L1Operation { id: operation.id, kind, first_block, last_block, calldata }))
}
