//! What a MintNft in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{Draft, PubdataError},
};
use zelkova_primitives::{AccountFields, Nft};

use super::op::Minted;
use crate::restoring;

/// Counts the NFT and puts it into its slot.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Minted { creator, recipient, slot, content, fee_token, fee } = pubdata.slot()?;
    draft.sign(creator, fee_token, fee)?;
    let before = draft.existing(creator)?;
    let serial = before.minted;
    let minted = serial.checked_add(1).ok_or(PubdataError::Exhausted(creator))?;
    draft.set_fields(creator, AccountFields { minted, ..before });
    let nft = Nft { creator, serial, content };
    restoring::mint(draft, nft);
    restoring::put(draft, recipient, slot, nft.value())
}
