//! What many operations do in the same way.

use super::{CircuitError, Field, OpBuilder, TouchId, Word};
use crate::gadgets::Num;

/// `nonce' = nonce + 1`. That the result is below 2^32 is checked for every touch.
pub fn nonce_increments(op: &mut OpBuilder<'_>, name: &str, touch: TouchId) -> Result<(), CircuitError> {
    let next = &op.touch(touch).before.nonce + Num::one();
    op.set(name, touch, Field::Nonce, &next)
}

/// Extra element number `index` is that of the slot before: it runs through the steps of an operation.
pub fn carried(op: &mut OpBuilder<'_>, name: &str, index: usize) -> Result<Num, CircuitError> {
    let (here, before) = (op.extra(index), op.previous()?.args.extra[index].clone());
    op.require(name, &(&here - &before))?;
    Ok(here)
}

/// The touched value is the balance of the slot's token.
pub fn touches_balance(op: &mut OpBuilder<'_>, who: &str, touch: TouchId) -> Result<(), CircuitError> {
    let token = op.token();
    let key = op.touch(touch).key.clone();
    op.require(&format!("{who}-value-is-token-balance"), &(key - token.num()))
}

/// `balance' = balance - amount`, refused below zero: a negative number is not below 2^128.
pub fn debit(op: &mut OpBuilder<'_>, who: &str, touch: TouchId, amount: &Num) -> Result<(), CircuitError> {
    touches_balance(op, who, touch)?;
    let rest = &op.touch(touch).value_before - amount;
    op.set_balance(&format!("{who}-balance-debited"), touch, &rest)
}

/// `balance' = balance + amount`, refused from 2^128 on.
pub fn credit(op: &mut OpBuilder<'_>, who: &str, touch: TouchId, amount: &Num) -> Result<(), CircuitError> {
    touches_balance(op, who, touch)?;
    let sum = &op.touch(touch).value_before + amount;
    op.set_balance(&format!("{who}-balance-credited"), touch, &sum)
}

/// The user of touch A signs, uses a nonce, and pays `amount` and the fee in the slot's token.
pub fn signed_payment(op: &mut OpBuilder<'_>, message_opcode: u8, amount: &Word) -> Result<(), CircuitError> {
    let key_hash = op.touch(TouchId::A).before.key_hash.clone();
    op.signed_by("signed-by-sender", &key_hash, message_opcode)?;
    nonce_increments(op, "sender-nonce-increments", TouchId::A)?;
    let fee = op.pays_fee()?;
    debit(op, "sender", TouchId::A, &(amount.num() + &fee))
}

/// The published packed amount stands for the signed amount.
pub fn amount_is_packed(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (amount, unpacked) = (op.amount(), op.unpacked_amount());
    op.require("amount-is-packed", &(amount.num() - &unpacked))
}

/// The user of touch A signs the message with `opcode`, uses a nonce, and pays the fee alone.
pub fn signed_fee(op: &mut OpBuilder<'_>, who: &str, opcode: u8) -> Result<(), CircuitError> {
    let key_hash = op.touch(TouchId::A).before.key_hash.clone();
    op.signed_by(&format!("signed-by-{who}"), &key_hash, opcode)?;
    nonce_increments(op, &format!("{who}-nonce-increments"), TouchId::A)?;
    let fee = op.pays_fee()?;
    debit(op, who, TouchId::A, &fee)
}
