//! Constraints of MintNft (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId},
    Num,
};
use zelkova_primitives::Domain;

use super::op::{Minted, LAYOUT};
use crate::{
    patterns::{nft_head, slot_gets_nft},
    AREA,
};

/// Puts a new NFT of the signer (touch A) into a free slot of an existing account (touch B). Its serial number is the number
/// of NFTs that the creator has minted, so it is like no other. `amount` and `aux` are the halves of its content hash.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn pair_domain(_step: usize) -> Option<Domain> {
        Some(Domain::NFT)
    }

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let (creator, recipient) = (op.touch(TouchId::A), op.touch(TouchId::B));
        patterns::signed_fee(op, "creator", Self::OPCODE)?;
        let serial = creator.before.minted.clone();
        op.set("creator-minted-increments", TouchId::A, Field::Minted, &(&serial + Num::one()))?;

        let (high, aux, address) = (op.amount(), op.aux(), op.address());
        op.require("content-low-128-bits", aux.part(0, 16).num())?;
        let low = aux.part(16, 32);
        let head = nft_head(creator.account.num(), &serial, high.num());
        let nft = op.pair_hash("nft", &head, low.num())?;
        op.require("recipient-has-signed-address", &(&recipient.before.address - address.num()))?;
        op.require_nonzero("recipient-exists", &recipient.before.address)?;
        slot_gets_nft(op, TouchId::B, &nft)?;

        let minted = Minted::<InCircuit> {
            creator: creator.account.clone().into(),
            recipient: recipient.account.clone().into(),
            slot: recipient.index(AREA).into(),
            content: [high, low].into(),
            fee_token: op.token().into(),
            fee: op.packed_fee().into(),
        };
        op.publish_slot(&LAYOUT, minted)
    }
}
