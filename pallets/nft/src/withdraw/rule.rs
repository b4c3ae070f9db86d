//! Native rule of WithdrawNft (protocol, section 5).

use zelkova_operation::{BlockContext, Ledger, OpTrace, OperationError, SignedRule, Tracer, TxSignature};

use super::op::{WithdrawNft, LAYOUT};
use crate::opened;

/// Takes the NFT from the owner and opens it; L1 mints it when the block is executed there and somebody claims it.
impl SignedRule for WithdrawNft {
    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        let mut tracer = Tracer::new(ledger);
        let (first, _) = self.spend().execute(signature, context, &mut tracer)?;
        let second = opened::slot(&LAYOUT, Some(self.nft), &tracer);
        tracer.commit();
        Ok(OpTrace { slots: vec![first, second] })
    }
}
