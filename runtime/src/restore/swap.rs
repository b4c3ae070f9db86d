//! Swap.

use zelkova_primitives::{AccountId, TokenId};

use super::{draft::Draft, fields::Fields, PubdataError};

/// What an order publishes: `account:4 recipient:4 token:2 amount:5 nonce_used:1`. The recipient gets what the account sells.
struct Fill {
    account: AccountId,
    recipient: AccountId,
    token: TokenId,
    amount: u128,
    nonce_used: bool,
}

impl Fill {
    fn read(fields: &mut Fields<'_>) -> Result<Self, PubdataError> {
        let (account, recipient) = (fields.account()?, fields.account()?);
        let (token, amount, nonce_used) = (fields.token()?, fields.packed_amount()?, fields.flag()?);
        fields.end_of_slot()?;
        Ok(Self { account, recipient, token, amount, nonce_used })
    }

    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
        draft.check_signer(self.account)?;
        if self.nonce_used {
            draft.use_nonce(self.account)?;
        }
        draft.debit(self.account, self.token, self.amount)?;
        draft.credit(self.recipient, self.token, self.amount)
    }
}

/// `op:1`, an order, another order, then `submitter:4 fee_token:2 fee:2`.
pub(super) fn swap(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (first, second) = (Fill::read(fields)?, Fill::read(fields)?);
    let (submitter, token, fee) = (fields.account()?, fields.token()?, fields.fee()?);
    fields.end_of_slot()?;
    first.apply(draft)?;
    second.apply(draft)?;
    draft.sign(submitter, token, fee)
}
