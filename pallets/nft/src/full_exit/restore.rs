//! What a FullExitNft in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use super::op::Asked;
use crate::{opened::Opened, restoring::in_slot};

/// Takes the NFT; nothing if the account is not the owner's or the slot is free.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Asked { account, owner, slot } = pubdata.slot()?;
    let opened: Opened = pubdata.slot()?;
    let is_owner = draft.fields(account).address == non_zero(owner)?;
    let leaves = is_owner && !in_slot(draft, account, slot).is_zero();
    opened.restore(account, slot, leaves, draft)
}
