//! What a Swap in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{unpacked, Draft, PubdataError},
};

use super::op::{Filled, Submitted};

/// Lets both orders be filled, then the submitter pays.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (first, second): (Filled, Filled) = (pubdata.slot()?, pubdata.slot()?);
    let Submitted { submitter, fee_token, fee } = pubdata.slot()?;
    first.fill(draft)?;
    second.fill(draft)?;
    draft.sign(submitter, fee_token, fee)
}

impl Filled {
    fn fill(&self, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
        let amount = unpacked(self.amount)?;
        draft.check_signer(self.seller)?;
        if self.nonce_used {
            draft.use_nonce(self.seller)?;
        }
        draft.debit(self.seller, self.token, amount)?;
        draft.credit(self.recipient, self.token, amount)
    }
}
