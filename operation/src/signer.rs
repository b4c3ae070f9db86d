//! The half of an operation that its signer pays for: touch A of the slot with the signature.

use zelkova_primitives::{AccountFields, StorageKey, Touch};

use crate::{rules, BlockContext, Header, OperationError, Tracer, TxSignature};

/// Who signed, and with which key.
pub struct Signer<'a> {
    /// What the account signed.
    pub header: Header,
    /// Key and signature; that they fit the message has been checked.
    pub signature: &'a TxSignature,
}

impl Signer<'_> {
    /// Signed by the account's key, nonce + 1, `balance[fee_token] -= amount + fee`; `more` may change more of the account.
    pub fn debit(
        &self,
        context: &BlockContext,
        tracer: &mut Tracer<'_>,
        amount: u128,
        more: impl FnOnce(&mut AccountFields) -> Result<(), OperationError>,
    ) -> Result<Touch, OperationError> {
        let Header { account, nonce, fee_token: token, fee, validity: (valid_from, valid_until) } = self.header;
        rules::user_account(account)?;
        rules::within_validity(valid_from, valid_until, context.timestamp)?;
        tracer.touch(account, StorageKey::balance(token), |fields, value| {
            rules::exists(account, fields)?;
            rules::signed_by_owner(account, fields, self.signature.public_key.key_hash())?;
            rules::use_nonce(account, fields, nonce)?;
            rules::debit(account, token, value, amount, fee)?;
            more(fields)
        })
    }
}
