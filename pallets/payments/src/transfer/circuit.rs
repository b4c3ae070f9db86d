//! Constraints of Transfer (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, OpBuilder, OpCircuit, TouchId, Word};

/// Moves a packable amount of a token from the signer (touch A) to an existing account (touch B).
pub struct TransferCircuit;

impl OpCircuit for TransferCircuit {
    const OPCODE: u8 = 5;
    const NAME: &'static str = "transfer";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        patterns::signed_payment(op, Self::OPCODE, &amount)?;
        patterns::amount_is_packed(op)?;

        let recipient = op.touch(TouchId::B);
        let address = op.address();
        op.require("recipient-has-signed-address", &recipient.before.address.sub(address.num()))?;
        op.require_nonzero("recipient-exists", &recipient.before.address)?;
        patterns::credit(op, "recipient", TouchId::B, amount.num())?;

        let words = [
            Word::byte(Self::OPCODE),
            op.touch(TouchId::A).account.clone(),
            recipient.account.clone(),
            op.token(),
            op.packed_amount(),
            op.packed_fee(),
        ];
        op.publish(&words)
    }
}
