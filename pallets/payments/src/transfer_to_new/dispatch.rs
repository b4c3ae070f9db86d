//! Native rule of TransferToNew (protocol, section 5).

use pallet_state_keeper::{rules, OperationError, TxSignature};
use zelkova_primitives::{pack_chunks, BlockContext, Ledger, OpTrace, StorageKey, Tracer};

use super::op::{pubdata, OPCODE};
use crate::{sender, Transfer};

/// Debits the sender and creates the recipient's account with the amount.
///
/// Called by Transfer's rule when no account has the recipient's address.
pub fn dispatch(
    tx: &Transfer,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    rules::non_zero(tx.to)?;
    let recipient = ledger.next_account_id();
    if recipient.is_reserved() {
        return Err(OperationError::AccountTreeFull);
    }
    let mut tracer = Tracer::new(ledger);
    let debited = sender::debit(&sender::Payment::transfer(tx)?, signature, context, &mut tracer)?;
    let created = tracer.touch(recipient, StorageKey::balance(tx.token), |fields, value| {
        fields.address = tx.to;
        rules::credit(recipient, tx.token, value, tx.amount)
    })?;
    tracer.commit();

    let packed = (debited.args.packed_amount, debited.args.packed_fee);
    let bytes = pubdata(tx.account, tx.token, packed.0, tx.to, recipient, packed.1);
    Ok(debited.into_trace(OPCODE, created, pack_chunks(&bytes)))
}
