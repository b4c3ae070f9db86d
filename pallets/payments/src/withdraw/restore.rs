//! What a Withdraw in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use super::op::Withdrawn;

/// Takes the amount, which L1 pays.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Withdrawn { account, token, amount, fee, to } = pubdata.slot()?;
    non_zero(to)?;
    draft.sign(account, token, fee)?;
    draft.debit(account, token, amount)
}
