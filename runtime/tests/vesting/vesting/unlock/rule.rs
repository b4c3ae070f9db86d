//! Native rule of Unlock.

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, OperationError, SignedBody, SignedRule, SlotArgs, SlotTrace, Tracer,
    TxSignature,
};
use zelkova_primitives::{Felt, StorageKey};

use super::op::{Unlock, Unlocked, LAYOUT};
use crate::vesting::{Entry, VestingError, ACCOUNT};

/// The pallet's account gives the amount, the owner gets it and pays the fee, the lock is gone.
impl SignedRule for Unlock {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let Self { account, index, token, amount, until, fee, nonce } = *self;
        rules::user_account(account)?;
        if context.timestamp < until {
            return Err(VestingError::StillLocked { until, now: context.timestamp }.into());
        }
        let args = SlotArgs { amount, aux: until.into(), ..self.header().slot_args()? };
        let mut tracer = Tracer::new(ledger);
        let paid = tracer.touch(account, StorageKey::balance(token), |fields, value| {
            rules::exists(account, fields)?;
            rules::signed_by_owner(account, fields, signature.public_key.key_hash())?;
            rules::use_nonce(account, fields, nonce)?;
            rules::credit(account, token, value, amount)?;
            rules::debit(account, token, value, 0, fee)
        })?;
        let ended = tracer.touch(account, Entry::key(index), |_, value| {
            if Entry::of_value(*value) != Some(Entry { token, until, amount }) {
                return Err(VestingError::LockNotThere { account, index });
            }
            *value = Felt::ZERO;
            Ok(())
        })?;
        let total = tracer
            .touch(ACCOUNT, StorageKey::balance(token), |_, value| rules::debit(ACCOUNT, token, value, amount, 0))?;
        let idle = tracer.identity(account, StorageKey::balance(token));
        tracer.commit();

        let first = SlotTrace {
            opcode: LAYOUT.opcode,
            step: 0,
            touches: [paid, ended],
            args,
            signature: Some(signature.for_slot(LAYOUT.opcode)),
            chunks: LAYOUT.chunks(0, &Unlocked::<Native> { account, token, fee: args.packed_fee, index }),
            pays_fee: true,
        };
        let second = SlotTrace {
            opcode: LAYOUT.opcode,
            step: 1,
            touches: [total, idle],
            args: SlotArgs { token, ..SlotArgs::default() },
            signature: None,
            chunks: Vec::new(),
            pays_fee: false,
        };
        Ok(OpTrace { slots: vec![first, second] })
    }
}
