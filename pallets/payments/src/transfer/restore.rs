//! What a Transfer in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{unpacked, Draft, PubdataError},
};

use super::op::Moved;

/// Moves the amount.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Moved { from, to, token, amount, fee } = pubdata.slot()?;
    let amount = unpacked(amount)?;
    draft.sign(from, token, fee)?;
    draft.debit(from, token, amount)?;
    draft.credit(to, token, amount)
}
