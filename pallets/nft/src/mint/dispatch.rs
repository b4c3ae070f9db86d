//! Native rule of MintNft (protocol, section 5).

use pallet_state_keeper::{nft_rules, rules, OperationError, SignedBody, Signer, TxSignature};
use zelkova_primitives::{pack_chunks, BlockContext, Felt, Ledger, OpTrace, SlotArgs, SlotTrace, Tracer};

use super::op::{pubdata, MintNft, OPCODE};

/// The creator pays the fee and counts the NFT; the recipient gets it into the lowest free slot.
pub fn dispatch(
    tx: &MintNft,
    signature: &TxSignature,
    context: &BlockContext,
    ledger: &mut dyn Ledger,
) -> Result<OpTrace, OperationError> {
    let MintNft { account, to: address, fee_token, .. } = *tx;
    rules::non_zero(address)?;
    let recipient = ledger.account_id(&address).ok_or(OperationError::RecipientNotFound { address })?;
    let mut tracer = Tracer::new(ledger);
    let header = tx.header();
    let mut serial = 0;
    let paid = Signer { header, signature }.debit(context, &mut tracer, 0, |fields| {
        serial = fields.minted;
        fields.minted = serial.checked_add(1).ok_or(OperationError::NftsExhausted { account })?;
        Ok(())
    })?;
    let nft = tx.nft(serial);
    let (put, slot) = nft_rules::put(&mut tracer, recipient, address, nft.value())?;
    let ([high, low], [left, right]) = (nft.content_halves(), nft.value_inputs());
    let extra = [Felt::ZERO, Felt::ZERO, left, right];
    let args = SlotArgs { amount: high, address, aux: low.into(), extra, ..header.slot_args()? };
    tracer.mint(nft);
    tracer.commit();

    let bytes = pubdata(account, recipient, slot, tx.content, fee_token, args.packed_fee);
    Ok(OpTrace {
        slots: vec![SlotTrace {
            opcode: OPCODE,
            step: 0,
            touches: [paid, put],
            args,
            signature: Some(signature.for_slot(OPCODE)),
            chunks: pack_chunks(&bytes),
            pays_fee: true,
        }],
    })
}
