//! Constraints of FullExitNft (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId},
    Num,
};
use zelkova_primitives::Domain;

use super::op::{Asked, LAYOUT};
use crate::{opened, patterns::touches_slot, AREA};

/// Takes the NFT out of a slot if the L1 address that asked owns the account, else nothing. Step 0: the slot (touch A);
/// step 1: the creator's account (touch A) and what the NFT is, or zeros. That it was asked for is checked on L1, against
/// the published account, owner and slot.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;
    const SLOTS: usize = LAYOUT.slot_count();

    fn pair_domain(step: usize) -> Option<Domain> {
        (step == 1).then_some(Domain::NFT)
    }

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => leaves(op),
            _ => opens(op),
        }
    }
}

fn leaves(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    op.unsigned()?;
    let (account, owner) = (op.touch(TouchId::A), op.address());
    op.require_nonzero("owner-not-zero", owner.num())?;
    let is_owner = op.is_zero("owner-matches", &(&account.before.address - owner.num()))?;
    let due = op.multiply("nft-due", &is_owner, &account.value_before)?;
    touches_slot(op, "slot-is-for-nfts", TouchId::A)?;
    op.set("nft-leaves-with-its-owner", TouchId::A, Field::Value, &(&account.value_before - &due))?;

    let asked = Asked::<InCircuit> {
        account: account.account.clone().into(),
        owner: owner.into(),
        slot: account.index(AREA).into(),
    };
    op.publish_slot(&LAYOUT, asked)
}

fn opens(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let left = op.previous()?.touch(TouchId::A);
    let due = &left.value_before - &left.value_after;
    let nft = opened::constrain(op, &LAYOUT)?;
    let nothing = op.is_zero("nothing-leaves", &due)?;
    let something = Num::one() - &nothing;
    op.require_product("nft-is-the-one-that-leaves", &something, &(&nft - &due))?;

    let (creator, address) = (op.touch(TouchId::A), op.address());
    let shown = op.multiply("creator-address", &something, &creator.before.address)?;
    op.require("address-is-the-creators", &(address.num() - &shown))?;
    let (high, identity) = (op.amount(), op.aux());
    op.require_product("nothing-has-no-creator", &nothing, creator.account.num())?;
    op.require_product("nothing-has-no-content", &nothing, high.num())?;
    op.require_product("nothing-has-no-serial", &nothing, identity.num())
}
