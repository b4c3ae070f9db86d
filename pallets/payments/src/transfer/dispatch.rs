//! Native rule of Transfer (protocol, section 5).

use pallet_state_keeper::{rules, OperationError, TxSignature};
use zelkova_primitives::{pack_chunks, BlockContext, Ledger, OpTrace, StorageKey, Tracer};

use super::op::{pubdata, Transfer, OPCODE};
use crate::{sender, transfer_to_new};

/// Debits the sender, then credits the recipient: a Transfer if the recipient has an account, else a TransferToNew.
///
/// The signature itself has been checked; here its key must be the sender's.
pub fn dispatch(
    tx: &Transfer,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    let Some(recipient) = ledger.account_id(&tx.to) else {
        return transfer_to_new::dispatch::dispatch(tx, signature, context, ledger);
    };
    let mut tracer = Tracer::new(ledger);
    let debited = sender::debit(&sender::Payment::transfer(tx)?, signature, context, &mut tracer)?;
    rules::user_account(recipient)?;
    let credited = tracer.touch(recipient, StorageKey::balance(tx.token), |fields, value| {
        rules::exists(recipient, fields)?;
        rules::credit(recipient, tx.token, value, tx.amount)
    })?;
    tracer.commit();

    let bytes = pubdata(tx.account, recipient, tx.token, debited.args.packed_amount, debited.args.packed_fee);
    Ok(debited.into_trace(OPCODE, credited, pack_chunks(&bytes)))
}
