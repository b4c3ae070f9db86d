//! Transfer, TransferToNew, Withdraw, ForcedExit and ChangePubKey.

use zelkova_primitives::AccountFields;

use super::{draft::Draft, fields::Fields, PubdataError};

/// `op:1 from:4 to:4 token:2 amount:5 fee:2`.
pub(super) fn transfer(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (from, to) = (fields.account()?, fields.account()?);
    let (token, amount, fee) = (fields.token()?, fields.packed_amount()?, fields.fee()?);
    draft.sign(from, token, fee)?;
    draft.debit(from, token, amount)?;
    draft.credit(to, token, amount)
}

/// `op:1 from:4 token:2 amount:5 to_address:20 to:4 fee:2`.
pub(super) fn transfer_to_new(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (from, token, amount) = (fields.account()?, fields.token()?, fields.packed_amount()?);
    let (address, to, fee) = (fields.nonzero_address()?, fields.account()?, fields.fee()?);
    fields.end_of_slot()?;
    if draft.fields(to).exists() {
        return Err(PubdataError::AccountExists(to));
    }
    draft.sign(from, token, fee)?;
    draft.debit(from, token, amount)?;
    draft.open(to, address)?;
    draft.credit(to, token, amount)
}

/// `op:1 account:4 token:2 amount:16 fee:2 to:20`.
pub(super) fn withdraw(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (account, token, amount) = (fields.account()?, fields.token()?, fields.amount()?);
    let fee = fields.fee()?;
    fields.nonzero_address()?;
    fields.end_of_slot()?;
    draft.sign(account, token, fee)?;
    draft.debit(account, token, amount)
}

/// `op:1 initiator:4 target:4 token:2 address:20 zero:5 amount:16 fee:2`.
pub(super) fn forced_exit(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (initiator, target) = (fields.account()?, fields.account()?);
    let (token, address) = (fields.token()?, fields.nonzero_address()?);
    fields.zeros::<5>()?;
    let (amount, fee) = (fields.amount()?, fields.fee()?);
    draft.sign(initiator, token, fee)?;
    draft.check_owner(target, address)?;
    if !draft.fields(target).key_hash.is_zero() {
        return Err(PubdataError::AccountHasKey(target));
    }
    let due = draft.balance(target, token)?;
    if amount != due {
        return Err(PubdataError::ExitAmount { account: target, published: amount, due });
    }
    draft.debit(target, token, amount)
}

/// `op:1 account:4 key_hash:32 address:20 nonce:4 fee_token:2 fee:2`.
pub(super) fn change_pub_key(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (account, key_hash, address) = (fields.account()?, fields.key_hash()?, fields.nonzero_address()?);
    let (nonce, token, fee) = (fields.nonce()?, fields.token()?, fields.fee()?);
    fields.end_of_slot()?;
    draft.check_owner(account, address)?;
    let before = draft.existing(account)?;
    if before.nonce != nonce {
        return Err(PubdataError::NonceMismatch { account, expected: before.nonce, given: nonce });
    }
    draft.set_fields(account, AccountFields { key_hash, ..before });
    // The new key signs, so it may be the first one.
    draft.sign(account, token, fee)
}
