//! Native rule of MintNft (protocol, section 5).

use zelkova_operation::{
    rules, BlockContext, Ledger, Native, OpTrace, OperationError, RuleError, SignedBody, SignedRule, Signer, SlotArgs,
    SlotTrace, Tracer, TxSignature,
};
use zelkova_primitives::Felt;

use super::op::{MintNft, Minted, LAYOUT};
use crate::{rules::put, NftError, AREA};

/// The creator pays the fee and counts the NFT; the recipient gets it into the lowest free slot.
impl SignedRule for MintNft {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let Self { account: creator, to: address, content, fee_token, .. } = *self;
        rules::non_zero(address)?;
        let recipient = ledger.account_id(&address).ok_or(RuleError::RecipientNotFound { address })?;
        let mut tracer = Tracer::new(ledger);
        let header = self.header();
        let mut serial = 0;
        let paid = Signer { header, signature }.debit(context, &mut tracer, 0, |fields| {
            serial = fields.minted;
            fields.minted = serial.checked_add(1).ok_or(NftError::Exhausted { account: creator })?;
            Ok(())
        })?;
        let nft = self.nft(serial);
        let (taken, slot) = put(&mut tracer, recipient, address, nft.value())?;
        let ([high, low], [left, right]) = (nft.content_halves(), nft.value_inputs());
        let extra = [Felt::ZERO, Felt::ZERO, left, right];
        let args = SlotArgs { amount: high, address, aux: low.into(), extra, ..header.slot_args()? };
        tracer.set_record(AREA, nft.value(), nft.to_bytes().to_vec());
        tracer.commit();

        let minted = Minted::<Native> { creator, recipient, slot, content, fee_token, fee: args.packed_fee };
        Ok(OpTrace {
            slots: vec![SlotTrace {
                opcode: LAYOUT.opcode,
                step: 0,
                touches: [paid, taken],
                args,
                signature: Some(signature.for_slot(LAYOUT.opcode)),
                chunks: LAYOUT.chunks(0, &minted),
                pays_fee: true,
            }],
        })
    }
}
