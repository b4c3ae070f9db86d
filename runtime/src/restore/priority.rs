//! What L1 requests: Deposit, FullExit and FullExitNft.

use super::{draft::Draft, fields::Fields, PubdataError};

/// `op:1 account:4 token:2 amount:16 owner:20`.
pub(super) fn deposit(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (account, token, amount) = (fields.account()?, fields.token()?, fields.amount()?);
    let owner = fields.nonzero_address()?;
    fields.end_of_slot()?;
    draft.open(account, owner)?;
    draft.credit(account, token, amount)
}

/// `op:1 account:4 owner:20 token:2 amount:16`. Moves nothing if the account is not the owner's.
pub(super) fn full_exit(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (account, owner) = (fields.account()?, fields.nonzero_address()?);
    let (token, amount) = (fields.token()?, fields.amount()?);
    fields.end_of_slot()?;
    let is_owner = draft.fields(account).address == owner;
    let due = if is_owner { draft.balance(account, token)? } else { 0 };
    if amount != due {
        return Err(PubdataError::ExitAmount { account, published: amount, due });
    }
    match is_owner {
        true => draft.debit(account, token, amount),
        false => Ok(()),
    }
}

/// `op:1 account:4 owner:20 slot:2`, then `creator:4 serial:4 content:32 creator_address:20`: zeros if no NFT leaves, because
/// the account is not the owner's or the slot is free.
pub(super) fn full_exit_nft(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (account, owner, slot) = (fields.account()?, fields.nonzero_address()?, fields.slot()?);
    fields.end_of_slot()?;
    let opened = fields.opened_nft()?;
    fields.end_of_slot()?;
    let leaves = draft.fields(account).address == owner && !draft.in_slot(account, slot).is_zero();
    match opened {
        Some((nft, creator_address)) if leaves => draft.take_opened(account, slot, nft, creator_address),
        None if !leaves => Ok(()),
        _ => Err(PubdataError::NftNotThere { account, slot }),
    }
}
