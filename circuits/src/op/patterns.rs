//! What many operations do in the same way.

use zelkova_primitives::StorageKey;

use super::{CircuitError, Field, OpBuilder, TouchId, Word};
use crate::{field::pow2, gadgets::Num};

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

/// The touched value is one of the account's NFT slots.
pub fn touches_nft_slot(op: &mut OpBuilder<'_>, name: &str, touch: TouchId) -> Result<(), CircuitError> {
    let area = op.touch(touch).area.clone();
    op.require(name, &(area - Num::int(StorageKey::NFTS.into())))
}

/// A free NFT slot takes `nft`.
pub fn slot_gets_nft(op: &mut OpBuilder<'_>, touch: TouchId, nft: &Num) -> Result<(), CircuitError> {
    touches_nft_slot(op, "slot-is-for-nfts", touch)?;
    let before = op.touch(touch).value_before.clone();
    op.require("slot-was-free", &before)?;
    op.set("slot-gets-nft", touch, Field::Value, nft)
}

/// The user of touch A signs away the NFT in touch B, uses a nonce and pays the fee. The message's `aux` is the NFT's value
/// and its `address` the receiver's, which is not zero. Publishes `op:1 account:4 slot:2 fee_token:2 fee:2 address:20`.
pub fn signed_nft_spend(op: &mut OpBuilder<'_>, opcode: u8) -> Result<(), CircuitError> {
    let (sender, nft) = (op.touch(TouchId::A), op.touch(TouchId::B));
    op.signed_by("signed-by-sender", &sender.before.key_hash, opcode)?;
    nonce_increments(op, "sender-nonce-increments", TouchId::A)?;
    let fee = op.pays_fee()?;
    debit(op, "sender", TouchId::A, &fee)?;

    op.require("slot-is-the-senders", &(nft.account.num() - sender.account.num()))?;
    touches_nft_slot(op, "slot-is-for-nfts", TouchId::B)?;
    let value = op.aux();
    op.require("nft-is-signed", &(&nft.value_before - value.num()))?;
    op.set("nft-leaves", TouchId::B, Field::Value, &Num::zero())?;

    let receiver = op.address();
    op.require_nonzero("receiver-not-zero", receiver.num())?;
    let words = [
        Word::byte(opcode),
        sender.account.clone(),
        nft.index(StorageKey::NFTS),
        op.token(),
        op.packed_fee(),
        receiver,
    ];
    op.publish(&words)
}

/// `creator * 2^160 + serial * 2^128 + high half of the content`: the first input of an NFT's value.
pub fn nft_head(creator: &Num, serial: &Num, content_high: &Num) -> Num {
    Num::weighted_sum([(creator, pow2(160)), (serial, pow2(128)), (content_high, pow2(0))])
}

/// An NFT opened for L1: touch A is its creator's account, `amount` the high half of its content, `aux` its serial number
/// times 2^128 plus the low half, and `address` what is published as the creator's address. Publishes
/// `creator:4 serial:4 content:32 creator_address:20` and returns the NFT's value.
pub fn opened_nft(op: &mut OpBuilder<'_>) -> Result<Num, CircuitError> {
    let creator = op.touch(TouchId::A).account.clone();
    let (high, identity, address) = (op.amount(), op.aux(), op.address());
    op.require("serial-32-bits", identity.part(0, 12).num())?;
    let (serial, low) = (identity.part(12, 16), identity.part(16, 32));
    let head = nft_head(creator.num(), serial.num(), high.num());
    let value = op.pair_hash("nft", &head, low.num())?;
    op.publish(&[creator, serial, high, low, address])?;
    Ok(value)
}
