//! How far a block is on its way to L1.

use super::internal;
use crate::{
    db::{BlockStages, Column, L1Stage},
    service::Context,
};
use zelkova_primitives::{BlockNumber, TxHash};
use zelkova_rpc::{
    types::{L1Transactions, Stage},
    Fault,
};

/// The stage of what is in block `number`, and the L1 transactions that brought it there.
pub fn of_block(context: &Context, number: BlockNumber) -> Result<(Stage, L1Transactions), Fault> {
    let stages: Option<BlockStages> = context.db.get(Column::BlockStages, number.to_be_bytes()).map_err(internal)?;
    Ok(match stages {
        None => (Stage::Executed, L1Transactions::default()),
        Some(stages) => (stage(&stages), transactions(&stages)),
    })
}

/// The stage of a sealed block.
pub fn stage(stages: &BlockStages) -> Stage {
    match stages {
        BlockStages { execute: Some(_), .. } => Stage::Finalized,
        BlockStages { prove: Some(_), .. } => Stage::Proven,
        BlockStages { commit: Some(_), .. } => Stage::Committed,
        _ => Stage::Sealed,
    }
}

/// The L1 transactions of a sealed block.
pub fn transactions(stages: &BlockStages) -> L1Transactions {
    let hash = |stage: &Option<L1Stage>| stage.map(|stage| TxHash(stage.tx_hash));
    L1Transactions { commit: hash(&stages.commit), prove: hash(&stages.prove), execute: hash(&stages.execute) }
}
