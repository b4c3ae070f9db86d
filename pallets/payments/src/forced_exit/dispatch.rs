//! Native rule of ForcedExit (protocol, section 5).

use pallet_state_keeper::{rules, OperationError, SignedBody, Signer, TxSignature};
use zelkova_primitives::{pack_chunks, BlockContext, Felt, Ledger, OpTrace, SlotArgs, SlotTrace, StorageKey, Tracer};

use super::op::{pubdata, ForcedExit, OPCODE};

/// The initiator pays the fee, then the target's whole balance leaves; L1 pays it to the target's address when the block is
/// executed there. The amount is what the balance is then, so it is not signed.
pub fn dispatch(
    tx: &ForcedExit,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    let ForcedExit { account, target: address, token, .. } = *tx;
    rules::non_zero(address)?;
    let target = ledger.account_id(&address).ok_or(OperationError::RecipientNotFound { address })?;
    rules::user_account(target)?;
    let mut tracer = Tracer::new(ledger);
    let header = tx.header();
    let paid = Signer { header, signature }.debit(context, &mut tracer, 0, |_| Ok(()))?;
    let mut amount = 0;
    let emptied = tracer.touch(target, StorageKey::balance(token), |fields, value| {
        rules::exists(target, fields)?;
        if !fields.key_hash.is_zero() {
            return Err(OperationError::TargetHasKey { account: target });
        }
        amount = rules::balance(target, token, *value)?;
        *value = Felt::ZERO;
        Ok(())
    })?;
    let args = SlotArgs { address, ..header.slot_args()? };
    tracer.commit();

    let bytes = pubdata(account, target, token, address, amount, args.packed_fee);
    Ok(OpTrace {
        slots: vec![SlotTrace {
            opcode: OPCODE,
            step: 0,
            touches: [paid, emptied],
            args,
            signature: Some(signature.for_slot(OPCODE)),
            chunks: pack_chunks(&bytes),
            pays_fee: true,
        }],
    })
}
