//! Native rule of Swap (protocol, section 5).

use pallet_state_keeper::{rules, OperationError, SignedBody, Signer, TxSignature};
use zelkova_primitives::{
    pack_chunks, AccountId, BlockContext, Felt, L1Address, Ledger, OpTrace, PackedAmount, SlotArgs, SlotTrace,
    StorageKey, Touch, Tracer,
};

use super::{
    op::{order_pubdata, orders_digest, signed_amounts, submitter_pubdata, Swap, OPCODE},
    order::{Order, SignedOrder, ORDER_OPCODE},
};

/// First order gives, second recipient gets; second order gives, first recipient gets; submitter pays.
///
/// All signatures have been checked; here each key must be its account's. Both orders and the submission need the current
/// nonces. The submitter's is used; that of an order only if it has an amount and another account.
pub fn dispatch(
    tx: &Swap,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    tx.check_orders()?;
    let recipient = |order: &Order| recipient(ledger, order.recipient);
    let (first, second) = (&tx.orders[0], &tx.orders[1]);
    let recipients = [recipient(&first.order)?, recipient(&second.order)?];
    let (amounts, packed) = (tx.amounts(), tx.packed_amounts()?);
    let messages = [first.order.message(context.chain_tag)?, second.order.message(context.chain_tag)?];
    let submitter = Felt::from(tx.account.0);

    let mut tracer = Tracer::new(ledger);
    // What an order sells goes to the recipient of the other.
    let mut slots = Vec::with_capacity(3);
    for (step, signed, to) in [(0, first, recipients[1]), (1, second, recipients[0])] {
        let index = usize::from(step);
        let extra = match step {
            0 => [Felt::ZERO, Felt::ZERO, submitter, Felt::ZERO],
            _ => [packed[0].raw().into(), messages[0], submitter, amounts[0].into()],
        };
        let fill = Fill { signed, to, amount: amounts[index], packed: packed[index], submitter: tx.account };
        slots.push(fill.slot(step, extra, context, &mut tracer)?);
    }
    let (account, token, header) = (tx.account, tx.fee_token, tx.header());
    let paid = Signer { header, signature }.debit(context, &mut tracer, 0, |_| Ok(()))?;
    let idle = tracer.identity(account, StorageKey::balance(token));
    let args = SlotArgs {
        amount: signed_amounts(packed),
        aux: orders_digest(messages),
        extra: [Felt::ZERO, Felt::ZERO, messages[0], messages[1]],
        ..header.slot_args()?
    };
    tracer.commit();

    slots.push(SlotTrace {
        opcode: OPCODE,
        step: 2,
        touches: [paid, idle],
        args,
        signature: Some(signature.for_slot(OPCODE)),
        chunks: pack_chunks(&submitter_pubdata(account, token, args.packed_fee)),
        pays_fee: true,
    });
    Ok(OpTrace { slots })
}

fn recipient(ledger: &dyn Ledger, address: L1Address) -> Result<AccountId, OperationError> {
    rules::non_zero(address)?;
    let account = ledger.account_id(&address).ok_or(OperationError::RecipientNotFound { address })?;
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
        let bytes = order_pubdata(order.account, self.to, order.token_sell, self.packed, nonce_used);
        let head: &[u8] = if step == 0 { &[OPCODE] } else { &[] };
        Ok(SlotTrace {
            opcode: OPCODE,
            step,
            touches,
            args,
            signature: Some(signature.for_slot(ORDER_OPCODE)),
            chunks: pack_chunks(&[head, &bytes].concat()),
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
            rules::debit(account, token, value, self.amount, 0)
        })
    }

    fn get(&self, tracer: &mut Tracer<'_>) -> Result<Touch, OperationError> {
        let (account, token) = (self.to, self.signed.order.token_sell);
        tracer.touch(account, StorageKey::balance(token), |fields, value| {
            rules::exists(account, fields)?;
            rules::credit(account, token, value, self.amount)
        })
    }
}
