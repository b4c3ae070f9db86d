//! Native rule of ChangePubKey (protocol, section 5).

use pallet_state_keeper::{rules, OperationError, SignedBody, TxSignature};
use zelkova_primitives::{pack_chunks, BlockContext, Ledger, OpTrace, SlotArgs, SlotTrace, StorageKey, Tracer};

use super::op::{pubdata, ChangePubKey, OPCODE};

/// Sets the account's key, uses up a nonce and takes the fee.
///
/// The signature by the new key and the owner's authorisation have been checked; here the key must be the announced
/// one and the account must belong to the announced owner.
pub fn dispatch(
    tx: &ChangePubKey,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    let ChangePubKey { account, address, new_key_hash, fee_token, .. } = *tx;
    rules::user_account(account)?;
    rules::non_zero(address)?;
    rules::within_validity(tx.valid_from, tx.valid_until, context.timestamp)?;
    if new_key_hash.is_zero() || signature.public_key.key_hash() != new_key_hash {
        return Err(OperationError::NewKeyMismatch);
    }
    let mut tracer = Tracer::new(ledger);
    let key = StorageKey::balance(fee_token);
    let touch = tracer.touch(account, key, |fields, value| {
        rules::exists(account, fields)?;
        if fields.address != address {
            return Err(OperationError::AddressMismatch { account, owner: fields.address, given: address });
        }
        rules::use_nonce(account, fields, tx.nonce)?;
        fields.key_hash = new_key_hash;
        rules::debit(account, fee_token, value, 0, tx.fee)
    })?;
    let second = tracer.identity(account, key);
    let args = SlotArgs { address, aux: new_key_hash, ..tx.header().slot_args()? };
    tracer.commit();

    let bytes = pubdata(account, new_key_hash, address, tx.nonce, fee_token, args.packed_fee);
    Ok(OpTrace {
        slots: vec![SlotTrace {
            opcode: OPCODE,
            step: 0,
            touches: [touch, second],
            args,
            signature: Some(signature.for_slot(OPCODE)),
            chunks: pack_chunks(&bytes),
            pays_fee: true,
        }],
    })
}
