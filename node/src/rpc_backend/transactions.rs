//! Submission and status of transactions.

use super::{admission, internal, not_ready, second_factor, stages};
use crate::{
    db::{Column, Receipt, ReceiptOutcome},
    metrics::OutcomeLabel,
    service::{pool::Submission, Context},
};
use pallet_mempool::Checked;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use zelkova_console::unix_time;
use zelkova_primitives::TxHash;
use zelkova_rpc::{
    types::{BatchMember, L1Transactions, Stage, TransactionRecord, TransactionStatus},
    Fault,
};

/// Checks transactions and has them stored, all of them or none. Returns their hashes, in order.
pub async fn submit(
    context: &Arc<Context>,
    submissions: &mpsc::Sender<Submission>,
    members: Vec<BatchMember>,
) -> Result<Vec<TxHash>, Fault> {
    let count = members.len();
    let outcome = checked(context, submissions, members).await;
    if outcome.is_err() {
        (0..count).for_each(|_| context.metrics.count(OutcomeLabel::Refused));
    }
    outcome
}

async fn checked(
    context: &Arc<Context>,
    submissions: &mpsc::Sender<Submission>,
    members: Vec<BatchMember>,
) -> Result<Vec<TxHash>, Fault> {
    let checker = context.clone();
    // Signatures are the expensive part and need no state: they are checked here, on all cores at once. What depends on
    // the state and on the other transactions is checked by the one writer, which has both.
    let check = tokio::task::spawn_blocking(move || {
        let limits = checker.chain.query(|query| query.pool_limits()).map_err(internal)?;
        let check = |BatchMember { transaction, eth_signature }| {
            let checked = pallet_mempool::check(transaction, &limits, checker.chain_tag(), unix_time());
            let checked = checked.map_err(admission::fault)?;
            second_factor::check(&checker, checked.transaction(), eth_signature.as_ref())?;
            Ok::<_, Fault>(checked)
        };
        let count = members.len();
        let place = |(position, member)| {
            check(member).map_err(|fault: Fault| match count {
                1 => fault,
                _ => Fault { cause: format!("transaction {} of the batch: {}", position + 1, fault.cause), ..fault },
            })
        };
        members.into_iter().enumerate().map(place).collect::<Result<Vec<_>, _>>()
    });
    let unit = check.await.map_err(Fault::internal)??;
    let hashes = unit.iter().map(Checked::hash).collect();
    let (answer, answered) = oneshot::channel();
    submissions.send(Submission { unit, answer }).await.map_err(|_| not_ready())?;
    answered.await.map_err(|_| not_ready())?.map_err(admission::fault)?;
    Ok(hashes)
}

/// A transaction with its status.
pub fn record(context: &Context, hash: TxHash) -> Result<Option<TransactionRecord>, Fault> {
    // The receipt is read first: it is written after the transaction, and together with its removal from the mempool.
    let receipt: Option<Receipt> = context.db.get(Column::Receipts, hash.0).map_err(internal)?;
    let Some(transaction) = context.db.get(Column::Transactions, hash.0).map_err(internal)? else { return Ok(None) };
    Ok(Some(TransactionRecord { transaction, status: status(context, hash, receipt)? }))
}

fn status(context: &Context, hash: TxHash, receipt: Option<Receipt>) -> Result<TransactionStatus, Fault> {
    let accepted = TransactionStatus {
        hash,
        stage: Stage::Accepted,
        block: None,
        index: None,
        mini_block: None,
        reason: None,
        l1: L1Transactions::default(),
    };
    let Some(Receipt { mini_block, outcome }) = receipt else { return Ok(accepted) };
    let mini_block = Some(mini_block);
    Ok(match outcome {
        ReceiptOutcome::Rejected(reason) => {
            TransactionStatus { stage: Stage::Rejected, mini_block, reason: Some(reason), ..accepted }
        }
        ReceiptOutcome::Reverted(reason) => {
            TransactionStatus { stage: Stage::Reverted, mini_block, reason: Some(reason), ..accepted }
        }
        ReceiptOutcome::Executed { block, index } => {
            let (stage, l1) = stages::of_block(context, block)?;
            TransactionStatus { stage, block: Some(block), index: Some(index), mini_block, l1, ..accepted }
        }
    })
}
