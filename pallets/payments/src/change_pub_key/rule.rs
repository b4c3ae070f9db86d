//! Native rule of ChangePubKey (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, OperationError, RuleError, SignedBody, SignedRule, SlotArgs,
    SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::StorageKey;

use super::op::{ChangePubKey, Changed, LAYOUT};
use crate::PaymentError;

/// Sets the account's key, uses up a nonce and takes the fee.
///
/// The signature by the new key and the owner's authorisation have been checked; here the key must be the announced
/// one and the account must belong to the announced owner.
impl SignedRule for ChangePubKey {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let Self { account, address, new_key_hash, fee_token, nonce, .. } = *self;
        rules::user_account(account)?;
        rules::non_zero(address)?;
        rules::within_validity(self.valid_from, self.valid_until, context.timestamp)?;
        if new_key_hash.is_zero() || signature.public_key.key_hash() != new_key_hash {
            return Err(PaymentError::NewKeyMismatch.into());
        }
        let mut tracer = Tracer::new(ledger);
        let key = StorageKey::balance(fee_token);
        let touch = tracer.touch(account, key, |fields, value| {
            rules::exists(account, fields)?;
            if fields.address != address {
                return Err(RuleError::AddressMismatch { account, owner: fields.address, given: address });
            }
            rules::use_nonce(account, fields, nonce)?;
            fields.key_hash = new_key_hash;
            rules::debit(account, fee_token, value, 0, self.fee)
        })?;
        let second = tracer.identity(account, key);
        let args = SlotArgs { address, aux: new_key_hash, ..self.header().slot_args()? };
        tracer.commit();

        let fee = args.packed_fee;
        let changed = Changed::<Native> { account, key_hash: new_key_hash, address, nonce, fee_token, fee };
        Ok(OpTrace {
            slots: vec![SlotTrace {
                opcode: LAYOUT.opcode,
                step: 0,
                touches: [touch, second],
                args,
                signature: Some(signature.for_slot(LAYOUT.opcode)),
                chunks: LAYOUT.chunks(0, &changed),
                pays_fee: true,
            }],
        })
    }
}
