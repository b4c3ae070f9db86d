//! The half of an operation that its signer pays for: touch A of the slot with the signature.

use zelkova_primitives::{AccountFields, AccountId, BlockContext, Nonce, StorageKey, TokenId, Touch, Tracer};

use crate::{rules, OperationError, TxSignature};

/// Who signed, for when, and with which nonce.
pub struct Signer<'a> {
    /// The account.
    pub account: AccountId,
    /// The nonce that was signed.
    pub nonce: Nonce,
    /// First and last second of the signed window.
    pub validity: (u64, u64),
    /// Key and signature; that they fit the message has been checked.
    pub signature: &'a TxSignature,
}

impl Signer<'_> {
    /// Signed by the account's key, nonce + 1, `balance[token] -= amount + fee`; `more` may change more of the account.
    pub fn debit(
        &self,
        context: &BlockContext,
        tracer: &mut Tracer<'_>,
        token: TokenId,
        (amount, fee): (u128, u128),
        more: impl FnOnce(&mut AccountFields) -> Result<(), OperationError>,
    ) -> Result<Touch, OperationError> {
        let Self { account, nonce, validity, signature } = *self;
        rules::user_account(account)?;
        rules::within_validity(validity.0, validity.1, context.timestamp)?;
        tracer.touch(account, StorageKey::balance(token), |fields, value| {
            rules::exists(account, fields)?;
            rules::signed_by_owner(account, fields, signature.public_key.key_hash())?;
            rules::use_nonce(account, fields, nonce)?;
            rules::debit(account, token, value, amount, fee)?;
            more(fields)
        })
    }
}
