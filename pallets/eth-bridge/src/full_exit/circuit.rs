//! Constraints of FullExit (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, InCircuit, OpBuilder, OpCircuit, TouchId};

use super::op::{Exited, LAYOUT};

/// Takes the whole balance of a token from an account (touch A) if the L1 address that asked owns it, else nothing. That
/// it was asked for is checked on L1, against the published account, owner and token.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        op.unsigned()?;
        let account = op.touch(TouchId::A);
        let (token, amount, owner) = (op.token(), op.amount(), op.address());

        op.require_nonzero("owner-not-zero", owner.num())?;
        let is_owner = op.is_zero("owner-matches", &(&account.before.address - owner.num()))?;
        let due = op.multiply("amount-due", &is_owner, &account.value_before)?;
        op.require("amount-is-balance-of-owner", &(amount.num() - &due))?;
        patterns::debit(op, "account", TouchId::A, amount.num())?;

        let exited = Exited::<InCircuit> {
            account: account.account.clone().into(),
            owner: owner.into(),
            token: token.into(),
            amount: amount.into(),
        };
        op.publish_slot(&LAYOUT, exited)
    }
}
