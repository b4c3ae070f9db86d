//! Constraints of Transfer (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, InCircuit, OpBuilder, OpCircuit, TouchId};

use super::op::{Moved, LAYOUT};

/// Moves a packable amount of a token from the signer (touch A) to an existing account (touch B).
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        patterns::signed_payment(op, Self::OPCODE, &amount)?;
        patterns::amount_is_packed(op)?;

        let recipient = op.touch(TouchId::B);
        let address = op.address();
        op.require("recipient-has-signed-address", &(&recipient.before.address - address.num()))?;
        op.require_nonzero("recipient-exists", &recipient.before.address)?;
        patterns::credit(op, "recipient", TouchId::B, amount.num())?;

        let moved = Moved::<InCircuit> {
            from: op.touch(TouchId::A).account.clone().into(),
            to: recipient.account.clone().into(),
            token: op.token().into(),
            amount: op.packed_amount().into(),
            fee: op.packed_fee().into(),
        };
        op.publish_slot(&LAYOUT, moved)
    }
}
