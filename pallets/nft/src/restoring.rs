//! The steps that read NFT operations back from pubdata.

use zelkova_operation::{Draft, OperationError, PubdataError};
use zelkova_primitives::{AccountId, Felt, Nft, StorageKey};

use crate::{NftError, AREA};

/// The slot does not hold what leaves it.
pub fn not_there(account: AccountId, slot: u16) -> PubdataError {
    OperationError::from(NftError::NotThere { account, slot }).into()
}

/// Records an NFT.
pub fn mint(draft: &mut Draft<'_>, nft: Nft) {
    draft.set_record(AREA, nft.value(), nft.to_bytes().to_vec());
}

/// What a slot holds; zero if it is free.
pub fn in_slot(draft: &Draft<'_>, account: AccountId, slot: u16) -> Felt {
    draft.value(account, StorageKey::nft(slot))
}

/// Empties a slot that holds an NFT, which is the `expected` one if that is given. Returns the NFT's value.
pub fn take(
    draft: &mut Draft<'_>,
    account: AccountId,
    slot: u16,
    expected: Option<Felt>,
) -> Result<Felt, PubdataError> {
    let value = in_slot(draft, account, slot);
    if value.is_zero() || expected.is_some_and(|expected| expected != value) {
        return Err(not_there(account, slot));
    }
    draft.set_value(account, StorageKey::nft(slot), Felt::ZERO);
    Ok(value)
}

/// Puts an NFT into a free slot of an account that exists.
pub fn put(draft: &mut Draft<'_>, account: AccountId, slot: u16, value: Felt) -> Result<(), PubdataError> {
    draft.existing(account)?;
    if !in_slot(draft, account, slot).is_zero() {
        return Err(OperationError::from(NftError::SlotTaken { account, slot }).into());
    }
    draft.set_value(account, StorageKey::nft(slot), value);
    Ok(())
}
