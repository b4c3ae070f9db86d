//! Native rule of WithdrawNft (protocol, section 5).

use pallet_state_keeper::{nft_rules, OperationError, TxSignature};
use zelkova_primitives::{BlockContext, Ledger, OpTrace, Tracer};

use super::op::{WithdrawNft, OPCODE};

/// Takes the NFT from the owner and opens it; L1 mints it when the block is executed there and somebody claims it.
pub fn dispatch(
    tx: &WithdrawNft,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    let mut tracer = Tracer::new(ledger);
    let (first, _) = tx.spend().execute(signature, context, &mut tracer)?;
    let second = nft_rules::opened(OPCODE, 1, Some(tx.nft), &tracer);
    tracer.commit();
    Ok(OpTrace { slots: vec![first, second] })
}
