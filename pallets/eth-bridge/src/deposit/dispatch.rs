//! Native rule of Deposit (protocol, section 5).

use pallet_state_keeper::{rules, OperationError};
use zelkova_primitives::{pack_chunks, BlockContext, Ledger, OpTrace, SlotArgs, SlotTrace, StorageKey, Tracer};

use super::op::{pubdata, Deposit, OPCODE};

/// Credits the owner's account, or creates it.
///
/// The queue on L1 only takes what this rule accepts: an owner that is not zero, and amounts whose sum per token stays
/// below 2^128.
pub fn dispatch(op: &Deposit, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
    let Deposit { token, amount, to, .. } = *op;
    rules::non_zero(to)?;
    let account = ledger.account_id(&to).unwrap_or_else(|| ledger.next_account_id());
    if account.is_reserved() {
        return Err(OperationError::AccountTreeFull);
    }
    let mut tracer = Tracer::new(ledger);
    let key = StorageKey::balance(token);
    let touch = tracer.touch(account, key, |fields, value| {
        fields.address = to;
        rules::credit(account, token, value, amount)
    })?;
    let second = tracer.identity(account, key);
    tracer.commit();

    Ok(OpTrace {
        slots: vec![SlotTrace {
            opcode: OPCODE,
            step: 0,
            touches: [touch, second],
            args: SlotArgs { token, amount, address: to, ..SlotArgs::default() },
            signature: None,
            chunks: pack_chunks(&pubdata(account, token, amount, to)),
            pays_fee: false,
        }],
    })
}
