//! Blocks.

use super::{internal, stages};
use crate::{
    db::{BlockRecord, BlockStages, Column, Origin, ProofRecord},
    service::{chain::origin_key, Context},
};
use zelkova_operation::{OpTrace, SealedBlock};
use zelkova_primitives::BlockNumber;
use zelkova_rpc::{
    types::{Block, BlockOperation, BlockSummary, BlockTag, Bytes},
    Fault,
};
use zelkova_runtime::operation_name;

/// The number that a tag stands for now.
fn number(context: &Context, tag: BlockTag) -> Result<BlockNumber, Fault> {
    let l1 = || context.progress.l1().map_err(internal);
    Ok(match tag {
        BlockTag::Number(number) => number,
        BlockTag::Latest => context.progress.sealed().map_err(internal)?,
        BlockTag::Committed => l1()?.committed,
        BlockTag::Proven => l1()?.proven,
        BlockTag::Finalized => l1()?.finalized,
    })
}

fn load(context: &Context, number: BlockNumber) -> Result<Option<(SealedBlock, BlockStages)>, Fault> {
    let key = number.to_be_bytes();
    let record: Option<BlockRecord> = context.db.get(Column::Blocks, key).map_err(internal)?;
    let Some(record) = record else { return Ok(None) };
    let stages = context.db.require(Column::BlockStages, key).map_err(internal)?;
    Ok(Some((record.block, stages)))
}

fn summary(context: &Context, block: &SealedBlock, stages: &BlockStages) -> Result<BlockSummary, Fault> {
    let proof: Option<ProofRecord> = context.db.get(Column::Proofs, block.number.to_be_bytes()).map_err(internal)?;
    Ok(BlockSummary {
        number: block.number,
        timestamp: block.timestamp,
        stage: stages::stage(stages),
        capacity: block.capacity,
        fee_account: block.fee_account,
        operation_count: u32::try_from(block.ops.len()).unwrap_or(u32::MAX),
        old_root: block.old_root,
        new_root: block.new_root,
        proof_milliseconds: proof.map(|proof| proof.millis),
        l1: stages::transactions(stages),
    })
}

/// A block with its operations.
pub fn block(context: &Context, tag: BlockTag) -> Result<Option<Block>, Fault> {
    let Some((block, stages)) = load(context, number(context, tag)?)? else { return Ok(None) };
    let entries = block.ops.iter().enumerate().map(|(index, op)| entry(context, block.number, index, op));
    Ok(Some(Block {
        summary: summary(context, &block, &stages)?,
        operations: entries.collect::<Result<_, _>>()?,
        pubdata: Bytes(block.pubdata()),
    }))
}

fn entry(context: &Context, block: BlockNumber, index: usize, op: &OpTrace) -> Result<BlockOperation, Fault> {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    let origin: Option<Origin> = context.db.get(Column::Origins, origin_key(block, index)).map_err(internal)?;
    let (hash, serial_id) = match origin {
        Some(Origin::Priority(serial_id)) => (None, Some(serial_id)),
        Some(origin) => (origin.transaction(), None),
        None => (None, None),
    };
    let kind = op.opcode().and_then(operation_name).unwrap_or_else(|| "unknown".into());
    Ok(BlockOperation { kind, hash, serial_id, pubdata: Bytes(op.pubdata()) })
}

/// At most `limit` blocks downwards.
pub fn summaries(context: &Context, from: BlockTag, limit: u32) -> Result<Vec<BlockSummary>, Fault> {
    let latest = number(context, BlockTag::Latest)?;
    let from = number(context, from)?.min(latest);
    let mut found = Vec::new();
    for number in (1..=from).rev().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
        if let Some((block, stages)) = load(context, number)? {
            found.push(summary(context, &block, &stages)?);
        }
    }
    Ok(found)
}
