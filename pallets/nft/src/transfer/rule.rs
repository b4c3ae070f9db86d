//! Native rule of the transfer (protocol, section 5).

use zelkova_operation::{
    BlockContext, Ledger, Native, OpTrace, OperationError, RuleError, SignedRule, SlotArgs, SlotTrace, Tracer,
    TxSignature,
};
use zelkova_primitives::{StorageKey, TokenId};

use super::op::{Received, TransferNft, LAYOUT};
use crate::rules;

/// Takes the NFT from the owner and puts it into the recipient's lowest free slot.
impl SignedRule for TransferNft {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let recipient = ledger.account_id(&self.to).unwrap_or_else(|| ledger.next_account_id());
        if recipient.is_reserved() {
            return Err(RuleError::AccountTreeFull.into());
        }
        let mut tracer = Tracer::new(ledger);
        let (first, nft) = self.spend().execute(signature, context, &mut tracer)?;
        let (put, slot) = rules::put(&mut tracer, recipient, self.to, nft)?;
        let idle = tracer.identity(recipient, StorageKey::balance(TokenId::ETH));
        tracer.commit();

        let second = SlotTrace {
            opcode: LAYOUT.opcode,
            step: 1,
            touches: [put, idle],
            args: SlotArgs::default(),
            signature: None,
            chunks: LAYOUT.chunks(1, &Received::<Native> { recipient, recipient_slot: slot }),
            pays_fee: false,
        };
        Ok(OpTrace { slots: vec![first, second] })
    }
}
