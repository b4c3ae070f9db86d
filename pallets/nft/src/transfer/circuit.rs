//! Constraints of the transfer (protocol, sections 5 and 7).

use zelkova_circuits::op::{CircuitError, Field, InCircuit, OpBuilder, OpCircuit, TouchId};

use super::op::{Received, LAYOUT};
use crate::{patterns, spend, AREA};

/// Moves an NFT from a slot of the signer to a free slot of the account that the signed address owns, or of one that it
/// gets. Step 0: the signer's balance (touch A) and slot (touch B); step 1: the recipient's slot (touch A).
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;
    const SLOTS: usize = LAYOUT.slot_count();

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => sent(op),
            _ => received(op),
        }
    }
}

/// An empty slot holds 0: signed as an NFT it would move nothing, but give the recipient an account.
fn sent(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    spend::constrain(op, &LAYOUT)?;
    let nft = op.aux();
    op.require_nonzero("nft-not-zero", nft.num())
}

fn received(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (sent, recipient) = (op.previous()?, op.touch(TouchId::A));
    let (owner, address) = (&recipient.before.address, sent.args.address.num());
    op.require_product("recipient-is-owners-or-new", owner, &(owner - address))?;
    op.set("recipient-has-signed-address", TouchId::A, Field::Address, address)?;
    patterns::slot_gets_nft(op, TouchId::A, sent.args.aux.num())?;
    let published = Received::<InCircuit> {
        recipient: recipient.account.clone().into(),
        recipient_slot: recipient.index(AREA).into(),
    };
    op.publish_slot(&LAYOUT, published)
}
