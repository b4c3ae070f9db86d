//! Constraints of TransferNft (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, Field, OpBuilder, OpCircuit, TouchId};
use zelkova_primitives::StorageKey;

/// Moves an NFT from a slot of the signer to a free slot of the account that the signed address owns, or of one that it
/// gets. Step 0: the signer's balance (touch A) and slot (touch B); step 1: the recipient's slot (touch A).
pub struct TransferNftCircuit;

impl OpCircuit for TransferNftCircuit {
    const OPCODE: u8 = 13;
    const NAME: &'static str = "transfer-nft";
    const SLOTS: usize = 2;

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => patterns::signed_nft_spend(op, Self::OPCODE),
            _ => received(op),
        }
    }
}

fn received(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let (sent, recipient) = (op.previous()?, op.touch(TouchId::A));
    let (owner, address) = (&recipient.before.address, sent.args.address.num());
    op.require_product("recipient-is-owners-or-new", owner, &owner.sub(address))?;
    op.set("recipient-has-signed-address", TouchId::A, Field::Address, address)?;
    patterns::slot_gets_nft(op, TouchId::A, sent.args.aux.num())?;
    op.publish(&[recipient.account.clone(), recipient.index(StorageKey::NFTS)])
}
