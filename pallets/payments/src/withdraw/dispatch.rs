//! Native rule of Withdraw (protocol, section 5).

use pallet_state_keeper::{rules, OperationError, TxSignature};
use zelkova_primitives::{pack_chunks, BlockContext, Ledger, OpTrace, StorageKey, Tracer};

use super::op::{pubdata, Withdraw, OPCODE};
use crate::sender;

/// Debits the sender; L1 pays when the block is executed there.
///
/// The signature itself has been checked; here its key must be the sender's.
pub fn dispatch(
    tx: &Withdraw,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    rules::non_zero(tx.to)?;
    let mut tracer = Tracer::new(ledger);
    let debited = sender::debit(&sender::Payment::withdraw(tx)?, signature, context, &mut tracer)?;
    let second = tracer.identity(tx.account, StorageKey::balance(tx.token));
    tracer.commit();

    let bytes = pubdata(tx.account, tx.token, tx.amount, debited.args.packed_fee, tx.to);
    Ok(debited.into_trace(OPCODE, second, pack_chunks(&bytes)))
}
