//! Constraints of WithdrawNft (protocol, sections 5 and 7).

use zelkova_circuits::op::{CircuitError, OpBuilder, OpCircuit, TouchId};
use zelkova_primitives::Domain;

use super::op::LAYOUT;
use crate::{opened, spend};

/// Takes an NFT out of a slot of the signer and publishes what L1 mints for the signed address. Step 0: the signer's
/// balance (touch A) and slot (touch B); step 1: the creator's account (touch A) and what the NFT is.
pub struct Circuit;

impl OpCircuit for Circuit {
    const OPCODE: u8 = LAYOUT.opcode;
    const NAME: &'static str = LAYOUT.name;
    const SLOTS: usize = LAYOUT.slot_count();

    fn pair_domain(step: usize) -> Option<Domain> {
        (step == 1).then_some(Domain::NFT)
    }

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => spend::constrain(op, &LAYOUT),
            _ => opens(op),
        }
    }
}

fn opens(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let nft = opened::constrain(op, &LAYOUT)?;
    let spent = op.previous()?.args.aux.num();
    op.require("nft-is-the-signed-one", &(&nft - spent))?;
    let (creator, address) = (op.touch(TouchId::A), op.address());
    op.require("address-is-the-creators", &(address.num() - &creator.before.address))
}
