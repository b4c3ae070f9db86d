//! Priority operations.

use super::{internal, stages};
use crate::{
    db::{BlockRecord, Column, PriorityRecord},
    service::Context,
};
use zelkova_primitives::{BlockNumber, PriorityOpKind, SerialId, TxHash};
use zelkova_rpc::{
    types::{Amount, L1Transactions, PriorityKind, PriorityOperation, Stage},
    Fault,
};

/// A priority operation with its stage.
pub fn operation(context: &Context, serial_id: SerialId) -> Result<Option<PriorityOperation>, Fault> {
    let record: Option<PriorityRecord> =
        context.db.get(Column::PriorityOps, serial_id.to_be_bytes()).map_err(internal)?;
    let Some(PriorityRecord { op, executed }) = record else { return Ok(None) };
    let (stage, l1) = match executed {
        None => (Stage::Accepted, L1Transactions::default()),
        Some((block, _)) => stages::of_block(context, block)?,
    };
    let kind = match op.kind {
        PriorityOpKind::Deposit { token, amount, to } => PriorityKind::Deposit { token, amount: Amount(amount), to },
        PriorityOpKind::FullExit { account, owner, token } => {
            let amount = executed.map(|(block, index)| exited(context, block, index)).transpose()?.flatten();
            PriorityKind::FullExit { account, owner, token, amount }
        }
        PriorityOpKind::FullExitNft { account, owner, slot } => PriorityKind::FullExitNft { account, owner, slot },
    };
    Ok(Some(PriorityOperation {
        serial_id,
        kind,
        stage,
        block: executed.map(|(block, _)| block),
        index: executed.map(|(_, index)| index),
        l1_block: op.l1_block,
        l1_transaction: TxHash(op.l1_tx_hash),
        expiration_block: op.expiration_block,
        l1,
    }))
}

/// What a full exit paid out; known once its block is sealed.
fn exited(context: &Context, block: BlockNumber, index: u32) -> Result<Option<Amount>, Fault> {
    let record: Option<BlockRecord> = context.db.get(Column::Blocks, block.to_be_bytes()).map_err(internal)?;
    let op = record.as_ref().and_then(|record| record.block.ops.get(usize::try_from(index).ok()?));
    Ok(op.and_then(|op| op.slots.first()).map(|slot| Amount(slot.args.amount)))
}
