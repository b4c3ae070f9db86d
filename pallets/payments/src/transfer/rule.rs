//! Native rule of Transfer (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, OperationError, SignedRule, Tracer, TxSignature,
};
use zelkova_primitives::StorageKey;

use super::op::{Moved, Transfer, LAYOUT};
use crate::{sender::Payment, transfer_to_new};

/// Debits the sender, then credits the recipient: a Transfer if the recipient has an account, else a TransferToNew.
impl SignedRule for Transfer {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let Some(recipient) = ledger.account_id(&self.to) else {
            return transfer_to_new::rule::execute(self, signature, context, ledger);
        };
        let mut tracer = Tracer::new(ledger);
        let debited = Payment::of(self, self.slot_args()?, signature).debit(context, &mut tracer)?;
        rules::user_account(recipient)?;
        let credited = tracer.touch(recipient, StorageKey::balance(self.token), |fields, value| {
            rules::exists(recipient, fields)?;
            rules::credit(recipient, self.token, value, self.amount)
        })?;
        tracer.commit();

        let moved = Moved::<Native> {
            from: self.account,
            to: recipient,
            token: self.token,
            amount: debited.args.packed_amount,
            fee: debited.args.packed_fee,
        };
        Ok(debited.into_trace(&LAYOUT, credited, &moved))
    }
}
