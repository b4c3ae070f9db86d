//! Native rule of FullExit (protocol, section 5).

use pallet_state_keeper::{rules, OperationError};
use zelkova_primitives::{pack_chunks, BlockContext, Ledger, OpTrace, SlotArgs, SlotTrace, StorageKey, Tracer};

use super::op::{pubdata, FullExit, OPCODE};

/// Takes the whole balance, if the account belongs to who asked. Otherwise the operation moves nothing and is published
/// with amount 0: whoever pays for a request on L1 must not be able to stop the queue with it.
///
/// The queue on L1 only takes account ids of users.
pub fn dispatch(op: &FullExit, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
    let FullExit { account, owner, token, .. } = *op;
    rules::user_account(account)?;
    rules::non_zero(owner)?;
    let mut tracer = Tracer::new(ledger);
    let key = StorageKey::balance(token);
    let mut amount = 0;
    let touch = tracer.touch(account, key, |fields, value| {
        if fields.address == owner {
            amount = rules::balance(account, token, *value)?;
        }
        rules::debit(account, token, value, amount, 0)
    })?;
    let second = tracer.identity(account, key);
    tracer.commit();

    Ok(OpTrace {
        slots: vec![SlotTrace {
            opcode: OPCODE,
            step: 0,
            touches: [touch, second],
            args: SlotArgs { token, amount, address: owner, ..SlotArgs::default() },
            signature: None,
            chunks: pack_chunks(&pubdata(account, owner, token, amount)),
            pays_fee: false,
        }],
    })
}
