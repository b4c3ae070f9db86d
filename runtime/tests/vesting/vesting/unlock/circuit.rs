//! Constraints of Unlock.

use zelkova_circuits::{
    field::pow2,
    op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId},
    Num,
};

use super::op::{Unlocked, LAYOUT};
use crate::vesting::{ACCOUNT, AREA};

/// Step 0: the signer (touch A) gets the amount and pays the fee, its lock (touch B), whose time `aux` has come, is gone.
/// Step 1: the pallet's account (touch A) gives the amount.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;
    const SLOTS: usize = LAYOUT.slot_count();

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => unlocks(op),
            _ => given(op),
        }
    }
}

fn unlocks(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (owner, entry, amount, until) = (op.touch(TouchId::A), op.touch(TouchId::B), op.amount(), op.aux());
    op.signed_by("signed-by-owner", &owner.before.key_hash, LAYOUT.opcode)?;
    patterns::nonce_increments(op, "owner-nonce-increments", TouchId::A)?;
    let fee = op.pays_fee()?;
    patterns::touches_balance(op, "owner", TouchId::A)?;
    op.set_balance("owner-gets-amount-less-fee", TouchId::A, &(&owner.value_before + amount.num() - fee))?;

    op.require("until-64-bits", until.part(0, 24).num())?;
    let since = op.timestamp() - until.num();
    op.require_range("time-has-come", &since, 64)?;
    op.require("entry-is-the-owners", &(entry.account.num() - owner.account.num()))?;
    op.require("entry-is-a-lock", &(&entry.area - Num::int(AREA.into())))?;
    let token = op.token();
    let lock = Num::weighted_sum([(token.num(), pow2(192)), (until.num(), pow2(128)), (amount.num(), pow2(0))]);
    op.require_nonzero("amount-not-zero", amount.num())?;
    op.require("entry-is-the-signed-lock", &(&entry.value_before - &lock))?;
    op.set("entry-is-gone", TouchId::B, Field::Value, &Num::zero())?;

    let unlocked = Unlocked::<InCircuit> {
        account: owner.account.clone().into(),
        token: token.into(),
        fee: op.packed_fee().into(),
        index: entry.index(AREA).into(),
    };
    op.publish_slot(&LAYOUT, unlocked)
}

fn given(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (first, total, token) = (op.previous()?, op.touch(TouchId::A), op.token());
    op.unsigned()?;
    op.allow_reserved(TouchId::A);
    op.require("total-is-the-pallets", &(total.account.num() - Num::int(ACCOUNT.0.into())))?;
    op.require("token-is-the-locked", &(token.num() - first.args.token.num()))?;
    patterns::debit(op, "total", TouchId::A, first.args.amount.num())
}
