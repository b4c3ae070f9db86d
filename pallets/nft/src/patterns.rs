//! What the circuits of NFT operations have in common.

use zelkova_circuits::{
    field::pow2,
    op::{CircuitError, Field, OpBuilder, TouchId},
    Num,
};

use crate::AREA;

/// The touched value is one of the account's NFT slots.
pub fn touches_slot(op: &mut OpBuilder<'_>, name: &str, touch: TouchId) -> Result<(), CircuitError> {
    let area = op.touch(touch).area.clone();
    op.require(name, &(area - Num::int(AREA.into())))
}

/// A free NFT slot takes `nft`.
pub fn slot_gets_nft(op: &mut OpBuilder<'_>, touch: TouchId, nft: &Num) -> Result<(), CircuitError> {
    touches_slot(op, "slot-is-for-nfts", touch)?;
    let before = op.touch(touch).value_before.clone();
    op.require("slot-was-free", &before)?;
    op.set("slot-gets-nft", touch, Field::Value, nft)
}

/// `creator * 2^160 + serial * 2^128 + high half of the content`: the first input of an NFT's value.
pub fn nft_head(creator: &Num, serial: &Num, content_high: &Num) -> Num {
    Num::weighted_sum([(creator, pow2(160)), (serial, pow2(128)), (content_high, pow2(0))])
}
