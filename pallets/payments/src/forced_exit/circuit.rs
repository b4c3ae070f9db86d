//! Constraints of ForcedExit (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId, Word},
    Num,
};

use super::op::{Exited, LAYOUT};

/// Takes the whole balance of a token from an account without a key (touch B) and publishes that L1 owes it to the
/// account's own address. The signer (touch A) pays the fee.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let (initiator, target) = (op.touch(TouchId::A), op.touch(TouchId::B));
        patterns::signed_fee(op, "initiator", Self::OPCODE)?;

        let address = op.address();
        op.require("target-has-signed-address", &(&target.before.address - address.num()))?;
        op.require_nonzero("target-exists", &target.before.address)?;
        op.require("target-has-no-key", &target.before.key_hash)?;
        patterns::touches_balance(op, "target", TouchId::B)?;
        op.set("target-balance-leaves", TouchId::B, Field::Value, &Num::zero())?;

        let exited = Exited::<InCircuit> {
            initiator: initiator.account.clone().into(),
            target: target.account.clone().into(),
            token: op.token().into(),
            address: address.into(),
            zero: Word::zeros(5).into(),
            amount: target.balance_before().into(),
            fee: op.packed_fee().into(),
        };
        op.publish_slot(&LAYOUT, exited)
    }
}
