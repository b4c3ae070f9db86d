//! Constraints of TransferToNew (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId};

use super::op::{Opened, LAYOUT};
use crate::transfer;

/// Moves a packable amount of a token from the signer (touch A) to an account that it creates (touch B).
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        // A Transfer is what the sender signs: whether the recipient exists is known only on execution.
        patterns::signed_payment(op, transfer::LAYOUT.opcode, &amount)?;
        patterns::amount_is_packed(op)?;

        let recipient = op.touch(TouchId::B);
        let address = op.address();
        op.require("recipient-is-new", &recipient.before.address)?;
        op.require_nonzero("signed-address-not-zero", address.num())?;
        op.set("recipient-gets-signed-address", TouchId::B, Field::Address, address.num())?;
        patterns::credit(op, "recipient", TouchId::B, amount.num())?;

        let opened = Opened::<InCircuit> {
            from: op.touch(TouchId::A).account.clone().into(),
            token: op.token().into(),
            amount: op.packed_amount().into(),
            to_address: address.into(),
            to: recipient.account.clone().into(),
            fee: op.packed_fee().into(),
        };
        op.publish_slot(&LAYOUT, opened)
    }
}
