//! What a TransferToNew in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, unpacked, Draft, PubdataError},
};

use super::op::Opened;

/// Creates the account and moves the amount.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Opened { from, token, amount, to_address, to, fee } = pubdata.slot()?;
    let amount = unpacked(amount)?;
    if draft.fields(to).exists() {
        return Err(PubdataError::AccountExists(to));
    }
    draft.sign(from, token, fee)?;
    draft.debit(from, token, amount)?;
    draft.open(to, non_zero(to_address)?)?;
    draft.credit(to, token, amount)
}
