//! Constraints of WithdrawNft (protocol, sections 5 and 7).

use zelkova_circuits::op::{patterns, CircuitError, OpBuilder, OpCircuit, TouchId};
use zelkova_primitives::Domain;

/// Takes an NFT out of a slot of the signer and publishes what L1 mints for the signed address. Step 0: the signer's
/// balance (touch A) and slot (touch B); step 1: the creator's account (touch A) and what the NFT is.
pub struct WithdrawNftCircuit;

impl OpCircuit for WithdrawNftCircuit {
    const OPCODE: u8 = 10;
    const NAME: &'static str = "withdraw-nft";
    const SLOTS: usize = 2;

    fn pair_domain(step: usize) -> Option<Domain> {
        (step == 1).then_some(Domain::NFT)
    }

    fn constrain(op: &mut OpBuilder<'_>, step: usize) -> Result<(), CircuitError> {
        match step {
            0 => patterns::signed_nft_spend(op, Self::OPCODE),
            _ => opened(op),
        }
    }
}

fn opened(op: &mut OpBuilder<'_>) -> Result<(), CircuitError> {
    let nft = patterns::opened_nft(op)?;
    let spent = op.previous()?.args.aux.num();
    op.require("nft-is-the-signed-one", &nft.sub(spent))?;
    let (creator, address) = (op.touch(TouchId::A), op.address());
    op.require("address-is-the-creators", &address.num().sub(&creator.before.address))
}
