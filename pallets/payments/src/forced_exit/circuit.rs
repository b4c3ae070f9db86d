//! Constraints of ForcedExit (protocol, sections 5 and 7).

use zelkova_circuits::{
    op::{patterns, CircuitError, Field, OpBuilder, OpCircuit, TouchId, Word},
    Num,
};

/// Takes the whole balance of a token from an account without a key (touch B) and publishes that L1 owes it to the
/// account's own address. The signer (touch A) pays the fee.
pub struct ForcedExitCircuit;

impl OpCircuit for ForcedExitCircuit {
    const OPCODE: u8 = 8;
    const NAME: &'static str = "forced-exit";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let (initiator, target) = (op.touch(TouchId::A), op.touch(TouchId::B));
        op.signed_by("signed-by-initiator", &initiator.before.key_hash, Self::OPCODE)?;
        patterns::nonce_increments(op, "initiator-nonce-increments", TouchId::A)?;
        let fee = op.pays_fee()?;
        patterns::debit(op, "initiator", TouchId::A, &fee)?;

        let address = op.address();
        op.require("target-has-signed-address", &target.before.address.sub(address.num()))?;
        op.require_nonzero("target-exists", &target.before.address)?;
        op.require("target-has-no-key", &target.before.key_hash)?;
        patterns::touches_balance(op, "target", TouchId::B)?;
        op.set("target-balance-leaves", TouchId::B, Field::Value, &Num::zero())?;

        let words = [
            Word::byte(Self::OPCODE),
            initiator.account.clone(),
            target.account.clone(),
            op.token(),
            address,
            Word::zeros(5),
            target.balance_before(),
            op.packed_fee(),
        ];
        op.publish(&words)
    }
}
