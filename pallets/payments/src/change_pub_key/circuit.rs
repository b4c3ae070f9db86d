//! Constraints of ChangePubKey (protocol, sections 4, 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId};

use super::op::{Changed, LAYOUT};

/// Sets the key of an account (touch A). The new key signs; that the owner of the L1 address agrees is checked on L1,
/// against the published key hash, address and nonce.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;

    fn constrain(op: &mut OpBuilder<'_>, _step: usize) -> Result<(), CircuitError> {
        let account = op.touch(TouchId::A);
        let (key_hash, address) = (op.aux(), op.address());

        op.signed_by("signed-by-new-key", key_hash.num(), Self::OPCODE)?;
        op.require_nonzero("key-hash-not-zero", key_hash.num())?;
        op.set("key-hash-is-signed", TouchId::A, Field::KeyHash, key_hash.num())?;
        op.require("address-is-the-accounts", &(&account.before.address - address.num()))?;
        op.require_nonzero("account-exists", &account.before.address)?;
        patterns::nonce_increments(op, "nonce-increments", TouchId::A)?;
        let fee = op.pays_fee()?;
        patterns::debit(op, "account", TouchId::A, &fee)?;

        let changed = Changed::<InCircuit> {
            account: account.account.clone().into(),
            key_hash: key_hash.into(),
            address: address.into(),
            nonce: account.nonce_before().into(),
            fee_token: op.token().into(),
            fee: op.packed_fee().into(),
        };
        op.publish_slot(&LAYOUT, changed)
    }
}
