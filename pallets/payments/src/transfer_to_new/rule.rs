//! Native rule of TransferToNew (protocol, section 5).

use zelkova_operation::{rules, BlockContext, Ledger, Native, OpTrace, OperationError, RuleError, Tracer, TxSignature};
use zelkova_primitives::StorageKey;

use super::op::{Opened, LAYOUT};
use crate::{sender::Payment, Transfer};

/// Debits the sender and creates the recipient's account with the amount.
///
/// Called by Transfer's rule when no account has the recipient's address.
pub fn execute(
    tx: &Transfer,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    rules::non_zero(tx.to)?;
    let recipient = ledger.next_account_id();
    if recipient.is_reserved() {
        return Err(RuleError::AccountTreeFull.into());
    }
    let mut tracer = Tracer::new(ledger);
    let debited = Payment::of(tx, tx.slot_args()?, signature).debit(context, &mut tracer)?;
    let created = tracer.touch(recipient, StorageKey::balance(tx.token), |fields, value| {
        fields.address = tx.to;
        rules::credit(recipient, tx.token, value, tx.amount)
    })?;
    tracer.commit();

    let opened = Opened::<Native> {
        from: tx.account,
        token: tx.token,
        amount: debited.args.packed_amount,
        to_address: tx.to,
        to: recipient,
        fee: debited.args.packed_fee,
    };
    Ok(debited.into_trace(&LAYOUT, created, &opened))
}
