//! What a ForcedExit in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use super::op::Exited;

/// Empties the target's balance.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Exited { initiator, target, token, address, amount, fee, .. } = pubdata.slot()?;
    draft.sign(initiator, token, fee)?;
    draft.check_owner(target, non_zero(address)?)?;
    if !draft.fields(target).key_hash.is_zero() {
        return Err(PubdataError::AccountHasKey(target));
    }
    let due = draft.balance(target, token)?;
    if amount != due {
        return Err(PubdataError::ExitAmount { account: target, published: amount, due });
    }
    draft.debit(target, token, amount)
}
