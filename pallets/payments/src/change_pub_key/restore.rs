//! What a ChangePubKey in pubdata did.

use zelkova_operation::{
    layout::Reader,
    restore::{non_zero, Draft, PubdataError},
};
use zelkova_primitives::AccountFields;

use super::op::Changed;

/// Sets the key.
pub fn restore(pubdata: &mut Reader<'_>, draft: &mut Draft<'_>) -> Result<(), PubdataError> {
    let Changed { account, key_hash, address, nonce, fee_token, fee } = pubdata.slot()?;
    if key_hash.is_zero() {
        return Err(PubdataError::OutOfRange("key_hash"));
    }
    draft.check_owner(account, non_zero(address)?)?;
    let before = draft.existing(account)?;
    if before.nonce != nonce {
        return Err(PubdataError::NonceMismatch { account, expected: before.nonce, given: nonce });
    }
    draft.set_fields(account, AccountFields { key_hash, ..before });
    // The new key signs, so it may be the first one.
    draft.sign(account, fee_token, fee)
}
