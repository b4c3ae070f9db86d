//! Native rule of TransferNft (protocol, section 5).

use pallet_state_keeper::{nft_rules, OperationError, TxSignature};
use zelkova_primitives::{
    pack_chunks, AccountId, BlockContext, Ledger, OpTrace, SlotArgs, SlotTrace, StorageKey, TokenId, Tracer,
};

use super::op::{TransferNft, OPCODE};

/// `to:4 to_slot:2`, what the second slot publishes.
pub fn received(to: AccountId, slot: u16) -> [u8; 6] {
    let ([a, b, c, d], [e, f]) = (to.0.to_be_bytes(), slot.to_be_bytes());
    [a, b, c, d, e, f]
}

/// Takes the NFT from the owner and puts it into the recipient's lowest free slot.
pub fn dispatch(
    tx: &TransferNft,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    let recipient = ledger.account_id(&tx.to).unwrap_or_else(|| ledger.next_account_id());
    if recipient.is_reserved() {
        return Err(OperationError::AccountTreeFull);
    }
    let mut tracer = Tracer::new(ledger);
    let (first, nft) = tx.spend().execute(signature, context, &mut tracer)?;
    let (put, slot) = nft_rules::put(&mut tracer, recipient, tx.to, nft)?;
    let idle = tracer.identity(recipient, StorageKey::balance(TokenId::ETH));
    tracer.commit();

    let second = SlotTrace {
        opcode: OPCODE,
        step: 1,
        touches: [put, idle],
        args: SlotArgs::default(),
        signature: None,
        chunks: pack_chunks(&received(recipient, slot)),
        pays_fee: false,
    };
    Ok(OpTrace { slots: vec![first, second] })
}
