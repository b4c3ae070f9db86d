//! Native rule of Lock.

use zelkova_operation::{
    packed_amount, rules, BlockContext, Ledger, Native, OpTrace, OperationError, SignedBody, SignedRule, Signer,
    SlotArgs, SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::StorageKey;

use super::op::{Lock, Locked, LAYOUT};
use crate::vesting::{Entry, VestingError, ACCOUNT, AREA};

/// The owner pays amount and fee; the lowest free index holds the lock, the pallet's account the amount.
impl SignedRule for Lock {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let Self { account, token, amount, until, .. } = *self;
        if amount == 0 {
            return Err(VestingError::NothingToLock.into());
        }
        let header = self.header();
        let packed_amount = packed_amount(amount)?;
        let args = SlotArgs { amount, packed_amount, aux: until.into(), ..header.slot_args()? };
        let mut tracer = Tracer::new(ledger);
        let paid = Signer { header, signature }.debit(context, &mut tracer, amount, |_| Ok(()))?;
        let index = tracer.free_index(account, AREA).ok_or(VestingError::LocksFull { account })?;
        let locked = tracer.touch(account, Entry::key(index), |_, value| {
            *value = Entry { token, until, amount }.value();
            Ok::<_, OperationError>(())
        })?;
        let total = tracer
            .touch(ACCOUNT, StorageKey::balance(token), |_, value| rules::credit(ACCOUNT, token, value, amount))?;
        let idle = tracer.identity(account, StorageKey::balance(token));
        tracer.commit();

        let published = Locked::<Native> { account, token, amount: packed_amount, fee: args.packed_fee, index, until };
        let first = SlotTrace {
            opcode: LAYOUT.opcode,
            step: 0,
            touches: [paid, locked],
            args,
            signature: Some(signature.for_slot(LAYOUT.opcode)),
            chunks: LAYOUT.chunks(0, &published),
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
