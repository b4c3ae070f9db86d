//! Constraints of Deposit (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId};

use super::op::{Deposited, LAYOUT};

/// Credits what L1 took in. Touch A is the owner's account, or one that does not exist and becomes the owner's. That the
/// deposit was made is checked on L1, against the published token, amount and owner.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        op.unsigned()?;
        let account = op.touch(TouchId::A);
        let (token, amount, owner) = (op.token(), op.amount(), op.address());

        // address * (address - owner) = 0: nobody else's account.
        let before = &account.before.address;
        op.require_product("account-is-owners-or-new", before, &(before - owner.num()))?;
        op.require_nonzero("owner-not-zero", owner.num())?;
        op.set("account-has-owners-address", TouchId::A, Field::Address, owner.num())?;
        patterns::credit(op, "account", TouchId::A, amount.num())?;

        let deposited = Deposited::<InCircuit> {
            account: account.account.clone().into(),
            token: token.into(),
            amount: amount.into(),
            owner: owner.into(),
        };
        op.publish_slot(&LAYOUT, deposited)
    }
}
