//! What a Lock in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{unpacked, Draft, PubdataError},
    OperationError,
};

use super::op::Locked;
use crate::vesting::{Entry, VestingError, ACCOUNT};

/// Takes the amount and makes the lock.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Locked { account, token, amount, fee, index, until } = pubdata.slot()?;
    let amount = unpacked(amount)?;
    draft.sign(account, token, fee)?;
    draft.debit(account, token, amount)?;
    if !draft.value(account, Entry::key(index)).is_zero() || amount == 0 {
        return Err(OperationError::from(VestingError::LockNotThere { account, index }).into());
    }
    draft.set_value(account, Entry::key(index), Entry { token, until, amount }.value());
    draft.credit(ACCOUNT, token, amount)
}
