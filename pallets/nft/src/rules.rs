//! The steps that the native rules of NFT operations are made of.

use zelkova_operation::{rules, OperationError, Tracer};
use zelkova_primitives::{AccountId, Felt, L1Address, Nft, StorageKey, Touch};

use crate::{NftError, AREA};

/// The NFT that a value stands for; `None` if none was recorded with it.
pub fn known(tracer: &Tracer<'_>, value: Felt) -> Option<Nft> {
    Nft::from_bytes(&tracer.record(AREA, value)?)
}

/// The NFT leaves a slot that holds it.
pub fn take(tracer: &mut Tracer<'_>, account: AccountId, slot: u16, nft: Felt) -> Result<Touch, NftError> {
    tracer.touch(account, StorageKey::nft(slot), |_, value| {
        if *value != nft {
            return Err(NftError::NotThere { account, slot });
        }
        *value = Felt::ZERO;
        Ok(())
    })
}

/// The NFT enters the lowest free slot of an existing account, or of one that gets `owner` as its address.
pub fn put(
    tracer: &mut Tracer<'_>,
    account: AccountId,
    owner: L1Address,
    nft: Felt,
) -> Result<(Touch, u16), OperationError> {
    rules::user_account(account)?;
    let slot = tracer.free_index(account, AREA).ok_or(NftError::SlotsFull { account })?;
    let touch = tracer.touch(account, StorageKey::nft(slot), |fields, value| {
        fields.address = owner;
        *value = nft;
        Ok::<_, OperationError>(())
    })?;
    Ok((touch, slot))
}
