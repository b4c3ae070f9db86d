//! Constraints of FullExit (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, OpBuilder, OpCircuit, TouchId, Word};

/// Takes the whole balance of a token from an account (touch A) if the L1 address that asked owns it, else nothing. That
/// it was asked for is checked on L1, against the published account, owner and token.
pub struct FullExitCircuit;

impl OpCircuit for FullExitCircuit {
    const OPCODE: u8 = 6;
    const NAME: &'static str = "full-exit";

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let account = op.touch(TouchId::A);
        let (token, amount, owner) = (op.token(), op.amount(), op.address());

        op.require_nonzero("owner-not-zero", owner.num())?;
        let is_owner = op.is_zero("owner-matches", &account.before.address.sub(owner.num()))?;
        let due = op.multiply("amount-due", &is_owner, &account.value_before)?;
        op.require("amount-is-balance-of-owner", &amount.num().sub(&due))?;
        patterns::debit(op, "account", TouchId::A, amount.num())?;

        op.publish(&[Word::byte(Self::OPCODE), account.account.clone(), owner, token, amount])
    }
}
