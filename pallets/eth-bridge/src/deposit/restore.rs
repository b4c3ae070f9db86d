//! What a Deposit in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use super::op::Deposited;

/// Credits the account, which may be new.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Deposited { account, token, amount, owner } = pubdata.slot()?;
    draft.open(account, non_zero(owner)?)?;
    draft.credit(account, token, amount)
}
