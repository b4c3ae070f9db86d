//! What a transfer in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use super::op::Received;
use crate::{restoring, spend::Spent};

/// Moves the NFT from slot to slot.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Spent { account, slot, fee_token, fee, to } = pubdata.slot()?;
    let Received { recipient, recipient_slot } = pubdata.slot()?;
    draft.sign(account, fee_token, fee)?;
    let nft = restoring::take(draft, account, slot, None)?;
    draft.open(recipient, non_zero(to)?)?;
    restoring::put(draft, recipient, recipient_slot, nft)
}
