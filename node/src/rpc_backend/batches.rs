//! Batches of transactions.

use super::{internal, transactions};
use crate::{
    db::Column,
    service::{pool::Submission, Context},
};
use std::sync::Arc;
use tokio::sync::mpsc;
use zelkova_primitives::TxHash;
use zelkova_rpc::{
    types::{BatchMember, BatchStatus, SubmittedBatch},
    Fault,
};
use zelkova_runtime::batch_hash;

/// Checks transactions and has them stored together.
pub async fn submit(
    context: &Arc<Context>,
    submissions: &mpsc::Sender<Submission>,
    members: Vec<BatchMember>,
) -> Result<SubmittedBatch, Fault> {
    let transactions = transactions::submit(context, submissions, members).await?;
    Ok(SubmittedBatch { hash: batch_hash(&transactions), transactions })
}

/// Where a batch's transactions stand; nothing once the rejected ones are not kept any more.
pub fn status(context: &Context, hash: TxHash) -> Result<Option<BatchStatus>, Fault> {
    let members: Option<Vec<TxHash>> = context.db.get(Column::Batches, hash.0).map_err(internal)?;
    let Some(members) = members else { return Ok(None) };
    let statuses = members.into_iter().map(|hash| Ok(transactions::record(context, hash)?.map(|record| record.status)));
    let transactions: Option<Vec<_>> = statuses.collect::<Result<_, Fault>>()?;
    Ok(transactions.map(|transactions| BatchStatus { hash, transactions }))
}
