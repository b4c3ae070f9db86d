//! MintNft, TransferNft and WithdrawNft.

use zelkova_primitives::{AccountFields, Nft};

use super::{draft::Draft, fields::Fields, PubdataError};

/// `op:1 creator:4 recipient:4 slot:2 content:32 fee_token:2 fee:2`.
pub(super) fn mint(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (creator, recipient, slot) = (fields.account()?, fields.account()?, fields.slot()?);
    let (content, token, fee) = (fields.content()?, fields.token()?, fields.fee()?);
    fields.end_of_slot()?;
    draft.sign(creator, token, fee)?;
    let before = draft.existing(creator)?;
    let serial = before.minted;
    let minted = serial.checked_add(1).ok_or(PubdataError::Exhausted(creator))?;
    draft.set_fields(creator, AccountFields { minted, ..before });
    let nft = Nft { creator, serial, content };
    draft.mint(nft);
    draft.put_nft(recipient, slot, nft.value())
}

/// `op:1 from:4 slot:2 fee_token:2 fee:2 address:20`, then `to:4 to_slot:2`.
pub(super) fn transfer(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (from, slot) = (fields.account()?, fields.slot()?);
    let (token, fee, address) = (fields.token()?, fields.fee()?, fields.nonzero_address()?);
    fields.end_of_slot()?;
    let (to, to_slot) = (fields.account()?, fields.slot()?);
    fields.end_of_slot()?;
    draft.sign(from, token, fee)?;
    let nft = draft.take_nft(from, slot)?;
    draft.open(to, address)?;
    draft.put_nft(to, to_slot, nft)
}

/// `op:1 account:4 slot:2 fee_token:2 fee:2 to:20`, then `creator:4 serial:4 content:32 creator_address:20`.
pub(super) fn withdraw(fields: &mut Fields<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let (account, slot, token, fee) = (fields.account()?, fields.slot()?, fields.token()?, fields.fee()?);
    fields.nonzero_address()?;
    fields.end_of_slot()?;
    let opened = fields.opened_nft()?;
    fields.end_of_slot()?;
    draft.sign(account, token, fee)?;
    let (nft, creator_address) = opened.ok_or(PubdataError::NftNotThere { account, slot })?;
    draft.take_opened(account, slot, nft, creator_address)
}
