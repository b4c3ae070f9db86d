//! Constraints of TransferToNew (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, Field, OpBuilder, OpCircuit, TouchId, Word};

/// Opcode of Transfer, which is what the sender signs: whether the recipient exists is known only on execution.
const SIGNED_AS: u8 = 5;

/// Moves a packable amount of a token from the signer (touch A) to an account that it creates (touch B).
pub struct TransferToNewCircuit;

impl OpCircuit for TransferToNewCircuit {
    const OPCODE: u8 = 2;
    const NAME: &'static str = "transfer-to-new";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        patterns::signed_payment(op, SIGNED_AS, &amount)?;
        patterns::amount_is_packed(op)?;

        let recipient = op.touch(TouchId::B);
        let address = op.address();
        op.require("recipient-is-new", &recipient.before.address)?;
        op.require_nonzero("signed-address-not-zero", address.num())?;
        op.set("recipient-gets-signed-address", TouchId::B, Field::Address, address.num())?;
        patterns::credit(op, "recipient", TouchId::B, amount.num())?;

        let words = [
            Word::byte(Self::OPCODE),
            op.touch(TouchId::A).account.clone(),
            op.token(),
            op.packed_amount(),
            address,
            recipient.account.clone(),
            op.packed_fee(),
        ];
        op.publish(&words)
    }
}
