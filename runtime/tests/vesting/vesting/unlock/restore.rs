//! What an Unlock in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{Draft, PubdataError},
    OperationError,
};
use zelkova_primitives::Felt;

use super::op::Unlocked;
use crate::vesting::{Entry, VestingError, ACCOUNT};

/// Gives back what the lock holds.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Unlocked { account, token, fee, index } = pubdata.slot()?;
    let entry = Entry::of_value(draft.value(account, Entry::key(index))).filter(|entry| entry.token == token);
    let not_there = || OperationError::from(VestingError::LockNotThere { account, index });
    let Entry { amount, .. } = entry.ok_or_else(not_there)?;
    draft.credit(account, token, amount)?;
    draft.sign(account, token, fee)?;
    draft.set_value(account, Entry::key(index), Felt::ZERO);
    draft.debit(ACCOUNT, token, amount)
}
