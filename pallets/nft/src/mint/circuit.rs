//! Constraints of MintNft (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{patterns, CircuitError, Field, OpBuilder, OpCircuit, TouchId, Word},
    Num,
};
use zelkova_primitives::{Domain, StorageKey};

/// Puts a new NFT of the signer (touch A) into a free slot of an existing account (touch B). Its serial number is the number
/// of NFTs that the creator has minted, so it is like no other. `amount` and `aux` are the halves of its content hash.
pub struct MintNftCircuit;

impl OpCircuit for MintNftCircuit {
    const OPCODE: u8 = 9;
    const NAME: &'static str = "mint-nft";

    fn pair_domain(_step: usize) -> Option<Domain> {
        Some(Domain::NFT)
    }

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let (creator, recipient) = (op.touch(TouchId::A), op.touch(TouchId::B));
        op.signed_by("signed-by-creator", &creator.before.key_hash, Self::OPCODE)?;
        patterns::nonce_increments(op, "creator-nonce-increments", TouchId::A)?;
        let fee = op.pays_fee()?;
        patterns::debit(op, "creator", TouchId::A, &fee)?;
        let serial = creator.before.minted.clone();
        op.set("creator-minted-increments", TouchId::A, Field::Minted, &serial.add(&Num::one()))?;

        let (high, aux, address) = (op.amount(), op.aux(), op.address());
        op.require("content-low-128-bits", aux.part(0, 16).num())?;
        let low = aux.part(16, 32);
        let head = patterns::nft_head(creator.account.num(), &serial, high.num());
        let nft = op.pair_hash("nft", &head, low.num())?;
        op.require("recipient-has-signed-address", &recipient.before.address.sub(address.num()))?;
        op.require_nonzero("recipient-exists", &recipient.before.address)?;
        patterns::slot_gets_nft(op, TouchId::B, &nft)?;

        let words = [
            Word::byte(Self::OPCODE),
            creator.account.clone(),
            recipient.account.clone(),
            recipient.index(StorageKey::NFTS),
            high,
            low,
            op.token(),
            op.packed_fee(),
        ];
        op.publish(&words)
    }
}
