//! Constraints of Lock.

use zelkova_circuits::{
    field::pow2,
    op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId},
    Num,
};

use super::op::{Locked, LAYOUT};
use crate::vesting::{ACCOUNT, AREA};

/// Step 0: the signer (touch A) pays amount and fee, a free index of its locks (touch B) gets the lock; `aux` is the time.
/// Step 1: the pallet's account (touch A) gets the amount.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;
    const SLOTS: usize = LAYOUT.slot_count();

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => locks(op),
            _ => counted(op),
        }
    }
}

fn locks(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (owner, entry, amount, until) = (op.touch(TouchId::A), op.touch(TouchId::B), op.amount(), op.aux());
    patterns::signed_payment(op, LAYOUT.opcode, &amount)?;
    patterns::amount_is_packed(op)?;
    op.require_nonzero("amount-not-zero", amount.num())?;
    op.require("until-64-bits", until.part(0, 24).num())?;

    op.require("entry-is-the-owners", &(entry.account.num() - owner.account.num()))?;
    op.require("entry-is-a-lock", &(&entry.area - Num::int(AREA.into())))?;
    op.require("entry-was-free", &entry.value_before)?;
    let token = op.token();
    let lock = Num::weighted_sum([(token.num(), pow2(192)), (until.num(), pow2(128)), (amount.num(), pow2(0))]);
    op.set("entry-gets-lock", TouchId::B, Field::Value, &lock)?;

    let locked = Locked::<InCircuit> {
        account: owner.account.clone().into(),
        token: token.into(),
        amount: op.packed_amount().into(),
        fee: op.packed_fee().into(),
        index: entry.index(AREA).into(),
        until: until.part(24, 32).into(),
    };
    op.publish_slot(&LAYOUT, locked)
}

fn counted(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (first, total, token) = (op.previous()?, op.touch(TouchId::A), op.token());
    op.unsigned()?;
    op.allow_reserved(TouchId::A);
    op.require("total-is-the-pallets", &(total.account.num() - Num::int(ACCOUNT.0.into())))?;
    op.require("token-is-the-locked", &(token.num() - first.args.token.num()))?;
    patterns::credit(op, "total", TouchId::A, first.args.amount.num())
}
