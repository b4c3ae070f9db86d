//! Constraints of Withdraw (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{patterns, CircuitError, OpBuilder, OpCircuit, TouchId, Word},
    Num,
};

/// Takes an amount of a token from the signer (touch A) and publishes that L1 owes it to the signed address.
pub struct WithdrawCircuit;

impl OpCircuit for WithdrawCircuit {
    const OPCODE: u8 = 3;
    const NAME: &'static str = "withdraw";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let amount = op.amount();
        patterns::signed_payment(op, Self::OPCODE, &amount)?;
        let recipient = op.address();
        op.require_nonzero("recipient-not-zero", recipient.num())?;
        // Whether the user asked for fast processing is signed, but concerns the operator alone.
        let fast = op.aux();
        op.require_product("fast-is-yes-or-no", fast.num(), &fast.num().sub(&Num::one()))?;

        let words = [
            Word::byte(Self::OPCODE),
            op.touch(TouchId::A).account.clone(),
            op.token(),
            amount,
            op.packed_fee(),
            recipient,
        ];
        op.publish(&words)
    }
}
