//! What a FullExit in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};

use super::op::Exited;

/// Takes the whole balance; moves nothing if the account is not the owner's.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Exited { account, owner, token, amount } = pubdata.slot()?;
    let is_owner = draft.fields(account).address == non_zero(owner)?;
    let due = if is_owner { draft.balance(account, token)? } else { 0 };
    if amount != due {
        return Err(PubdataError::ExitAmount { account, published: amount, due });
    }
    match is_owner {
        true => draft.debit(account, token, amount),
        false => Ok(()),
    }
}
