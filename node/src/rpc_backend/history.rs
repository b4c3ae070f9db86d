//! The history of accounts.

use super::{internal, priority, state, transactions};
use crate::{
    db::{Column, DbError, Origin},
    service::{
        chain::{history, origin_key},
        Context,
    },
};
use zelkova_primitives::{BlockNumber, TxHash};
use zelkova_rpc::{
    types::{
        AccountSelector, AccountTransactions, HistoryEntry, OperationCursor, RejectedTransaction, RejectedTransactions,
        RejectionCursor, TransactionRecord,
    },
    Fault,
};

/// The executed operations that touched an account, newest first.
pub fn executed(
    context: &Context,
    selector: AccountSelector,
    before: Option<OperationCursor>,
    limit: u32,
) -> Result<AccountTransactions, Fault> {
    let (account, _) = state::resolve(context, selector)?;
    let before = before.map(|OperationCursor { block, index }| (block, index));
    let page = history::executed_before(&context.db, account, before, limit).map_err(internal)?;
    let next = page.next().map(|(block, index)| OperationCursor { block: *block, index: *index });
    let entries = page.entries.into_iter().map(|(block, index)| operation(context, block, index));
    Ok(AccountTransactions { entries: entries.collect::<Result<_, _>>()?, next })
}

/// An executed operation with all that is known about it.
fn operation(context: &Context, block: BlockNumber, index: u32) -> Result<HistoryEntry, Fault> {
    let key = origin_key(block, index);
    let entry = match context.db.require(Column::Origins, key).map_err(internal)? {
        Origin::Transaction(hash) | Origin::Member { hash, .. } => {
            transactions::record(context, hash)?.map(HistoryEntry::Transaction)
        }
        Origin::Priority(serial_id) => {
            let operation = priority::operation(context, serial_id)?;
            operation.map(|operation| HistoryEntry::PriorityOperation { operation })
        }
    };
    entry.ok_or_else(|| internal(DbError::damaged(Column::Origins, &key, "what it points to is missing")))
}

/// The rejected transactions of an account, newest first.
pub fn rejected(
    context: &Context,
    selector: AccountSelector,
    before: Option<RejectionCursor>,
    limit: u32,
) -> Result<RejectedTransactions, Fault> {
    let (account, _) = state::resolve(context, selector)?;
    let before = before.map(|RejectionCursor { time, hash }| (time, hash));
    let page = history::rejected_before(&context.db, account, before, limit).map_err(internal)?;
    let next = page.next().map(|(time, hash)| RejectionCursor { time: *time, hash: *hash });
    let mut entries = Vec::new();
    for (rejected_at, hash) in page.entries {
        // The pruner may have removed it since the page was read.
        entries.extend(rejection(context, hash, rejected_at)?);
    }
    Ok(RejectedTransactions { entries, next })
}

fn rejection(context: &Context, hash: TxHash, rejected_at: u64) -> Result<Option<RejectedTransaction>, Fault> {
    let Some(TransactionRecord { transaction, status }) = transactions::record(context, hash)? else { return Ok(None) };
    Ok(status.reason.map(|reason| RejectedTransaction { hash, transaction, reason, rejected_at }))
}
