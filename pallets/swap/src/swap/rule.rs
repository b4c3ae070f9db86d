//! Native rule of Swap (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, OperationError, RuleError, SignedBody, SignedRule, Signer, SlotArgs,
    SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::{AccountId, Felt, L1Address, PackedAmount, StorageKey, Touch};

use super::{
    op::{orders_digest, signed_amounts, Filled, Submitted, Swap, LAYOUT},
    order::{Order, SignedOrder, ORDER_OPCODE},
};

/// First order gives, second recipient gets; second order gives, first recipient gets; submitter pays.
///
/// All signatures have been checked; here each key must be its account's. Both orders and the submission need the current
/// nonces. The submitter's is used; that of an order only if it has an amount and another account.
impl SignedRule for Swap {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        self.check_orders()?;
        let recipient = |order: &Order| recipient(ledger, order.recipient);
        let (first, second) = (&self.orders[0], &self.orders[1]);
        let recipients = [recipient(&first.order)?, recipient(&second.order)?];
        let (amounts, packed) = (self.amounts(), self.packed_amounts()?);
        let messages = [first.order.message(context.chain_tag)?, second.order.message(context.chain_tag)?];
        let submitter = Felt::from(self.account.0);

        let mut tracer = Tracer::new(ledger);
        // What an order sells goes to the recipient of the other.
        let mut slots = Vec::with_capacity(3);
        for (step, signed, to) in [(0, first, recipients[1]), (1, second, recipients[0])] {
            let index = usize::from(step);
            let extra = match step {
                0 => [Felt::ZERO, Felt::ZERO, submitter, Felt::ZERO],
                _ => [packed[0].raw().into(), messages[0], submitter, amounts[0].into()],
            };
            let fill = Fill { signed, to, amount: amounts[index], packed: packed[index], submitter: self.account };
            slots.push(fill.slot(step, extra, context, &mut tracer)?);
        }
        let (account, token, header) = (self.account, self.fee_token, self.header());
        let paid = Signer { header, signature }.debit(context, &mut tracer, 0, |_| Ok(()))?;
        let idle = tracer.identity(account, StorageKey::balance(token));
        let args = SlotArgs {
            amount: signed_amounts(packed),
            aux: orders_digest(messages),
            extra: [Felt::ZERO, Felt::ZERO, messages[0], messages[1]],
            ..header.slot_args()?
        };
        tracer.commit();
        let submitted = Submitted::<Native> { submitter: account, fee_token: token, fee: args.packed_fee };

        slots.push(SlotTrace {
            opcode: LAYOUT.opcode,
            step: 2,
            touches: [paid, idle],
            args,
            signature: Some(signature.for_slot(LAYOUT.opcode)),
            chunks: LAYOUT.chunks(2, &submitted),
            pays_fee: true,
        });
        Ok(OpTrace { slots })
    }
}

fn recipient(ledger: &dyn Ledger, address: L1Address) -> Result<AccountId, OperationError> {
    rules::non_zero(address)?;
    let account = ledger.account_id(&address).ok_or(RuleError::RecipientNotFound { address })?;
    rules::user_account(account)?;
    Ok(account)
}

/// One order's part of a swap.
struct Fill<'a> {
    signed: &'a SignedOrder,
    /// Who gets what it sells.
    to: AccountId,
    amount: u128,
    packed: PackedAmount,
    submitter: AccountId,
}

impl Fill<'_> {
    fn slot(
        &self,
        step: u8,
        extra: [Felt; 4],
        context: &BlockContext,
        tracer: &mut Tracer<'_>,
    ) -> Result<SlotTrace, OperationError> {
        let SignedOrder { order, signature, .. } = self.signed;
        let nonce_used = order.amount != 0 && order.account != self.submitter;
        let touches = [self.give(nonce_used, context, tracer)?, self.get(tracer)?];
        let args = SlotArgs {
            token: order.token_sell,
            amount: order.amount,
            packed_amount: self.packed,
            address: order.recipient,
            aux: order.terms(),
            valid_from: order.valid_from,
            valid_until: order.valid_until,
            extra,
            ..SlotArgs::default()
        };
        let filled = Filled::<Native> {
            seller: order.account,
            recipient: self.to,
            token: order.token_sell,
            amount: self.packed,
            nonce_used,
        };
        Ok(SlotTrace {
            opcode: LAYOUT.opcode,
            step,
            touches,
            args,
            signature: Some(signature.for_slot(ORDER_OPCODE)),
            chunks: LAYOUT.chunks(step, &filled),
            pays_fee: false,
        })
    }

    fn give(&self, nonce_used: bool, context: &BlockContext, tracer: &mut Tracer<'_>) -> Result<Touch, OperationError> {
        let SignedOrder { order, signature, .. } = self.signed;
        let (account, token) = (order.account, order.token_sell);
        rules::user_account(account)?;
        rules::within_validity(order.valid_from, order.valid_until, context.timestamp)?;
        tracer.touch(account, StorageKey::balance(token), |fields, value| {
            rules::exists(account, fields)?;
            rules::signed_by_owner(account, fields, signature.public_key.key_hash())?;
            if nonce_used {
                rules::use_nonce(account, fields, order.nonce)?;
            } else {
                rules::has_nonce(account, fields, order.nonce)?;
            }
            rules::debit(account, token, value, self.amount, 0)?;
            Ok::<_, OperationError>(())
        })
    }

    fn get(&self, tracer: &mut Tracer<'_>) -> Result<Touch, OperationError> {
        let (account, token) = (self.to, self.signed.order.token_sell);
        tracer.touch(account, StorageKey::balance(token), |fields, value| {
            rules::exists(account, fields)?;
            rules::credit(account, token, value, self.amount)?;
            Ok::<_, OperationError>(())
        })
    }
}
