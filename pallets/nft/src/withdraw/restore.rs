//! What a WithdrawNft in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use crate::{opened::Opened, spend::Spent};

/// Takes the NFT, which L1 mints.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Spent { account, slot, fee_token, fee, to } = pubdata.slot()?;
    let opened: Opened = pubdata.slot()?;
    non_zero(to)?;
    draft.sign(account, fee_token, fee)?;
    opened.restore(account, slot, true, draft)
}
