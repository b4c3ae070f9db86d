//! Native rule of Withdraw (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, OperationError, SignedBody, SignedRule, SlotArgs, Tracer, TxSignature,
};
use zelkova_primitives::{Felt, StorageKey};

use super::op::{Withdraw, Withdrawn, LAYOUT};
use crate::sender::Payment;

/// Debits the sender; L1 pays when the block is executed there.
impl SignedRule for Withdraw {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        rules::non_zero(self.to)?;
        // The full amount is published, no packed one.
        let args = SlotArgs {
            amount: self.amount,
            address: self.to,
            aux: Felt::from(u8::from(self.fast)),
            ..self.header().slot_args()?
        };
        let mut tracer = Tracer::new(ledger);
        let debited = Payment::of(self, args, signature).debit(context, &mut tracer)?;
        let second = tracer.identity(self.account, StorageKey::balance(self.token));
        tracer.commit();

        let withdrawn = Withdrawn::<Native> {
            account: self.account,
            token: self.token,
            amount: self.amount,
            fee: args.packed_fee,
            to: self.to,
        };
        Ok(debited.into_trace(&LAYOUT, second, &withdrawn))
    }
}
