//! Constraints of Withdraw (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{patterns, CircuitError, InCircuit, OpBuilder, OpCircuit, TouchId},
    Num,
};

use super::op::{Withdrawn, LAYOUT};

/// Takes an amount of a token from the signer (touch A) and publishes that L1 owes it to the signed address.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        patterns::signed_payment(op, Self::OPCODE, &amount)?;
        let recipient = op.address();
        op.require_nonzero("recipient-not-zero", recipient.num())?;
        // Whether the user asked for fast processing is signed, but concerns the operator alone.
        let fast = op.aux();
        op.require_product("fast-is-yes-or-no", fast.num(), &(fast.num() - Num::one()))?;

        let withdrawn = Withdrawn::<InCircuit> {
            account: op.touch(TouchId::A).account.clone().into(),
            token: op.token().into(),
            amount: amount.into(),
            fee: op.packed_fee().into(),
            to: recipient.into(),
        };
        op.publish_slot(&LAYOUT, withdrawn)
    }
}
