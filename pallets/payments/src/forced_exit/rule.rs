//! Native rule of ForcedExit (protocol, section 5).

use zelkova_operation::{
    layout::Zeros, rules, BlockContext, Ledger, Native, OpTrace, OperationError, RuleError, SignedBody, SignedRule,
    Signer, SlotArgs, SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::{Felt, StorageKey};

use super::op::{Exited, ForcedExit, LAYOUT};
use crate::PaymentError;

/// The initiator pays the fee, then the target's whole balance leaves; L1 pays it to the target's address when the block is
/// executed there. The amount is what the balance is then, so it is not signed.
impl SignedRule for ForcedExit {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let Self { account: initiator, target: address, token, .. } = *self;
        rules::non_zero(address)?;
        let target = ledger.account_id(&address).ok_or(RuleError::RecipientNotFound { address })?;
        rules::user_account(target)?;
        let mut tracer = Tracer::new(ledger);
        let header = self.header();
        let paid = Signer { header, signature }.debit(context, &mut tracer, 0, |_| Ok(()))?;
        let mut amount = 0;
        let emptied = tracer.touch(target, StorageKey::balance(token), |fields, value| {
            rules::exists(target, fields)?;
            if !fields.key_hash.is_zero() {
                return Err(OperationError::from(PaymentError::TargetHasKey { account: target }));
            }
            amount = rules::balance(target, token, *value)?;
            *value = Felt::ZERO;
            Ok(())
        })?;
        let args = SlotArgs { address, ..header.slot_args()? };
        tracer.commit();

        let exited = Exited::<Native> { initiator, target, token, address, zero: Zeros, amount, fee: args.packed_fee };
        Ok(OpTrace {
            slots: vec![SlotTrace {
                opcode: LAYOUT.opcode,
                step: 0,
                touches: [paid, emptied],
                args,
                signature: Some(signature.for_slot(LAYOUT.opcode)),
                chunks: LAYOUT.chunks(0, &exited),
                pays_fee: true,
            }],
        })
    }
}
