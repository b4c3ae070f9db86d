//! The steps that the native rules of NFT operations are made of.

use zelkova_primitives::{
    pack_chunks, AccountId, Felt, L1Address, Nft, SlotArgs, SlotTrace, StorageKey, TokenId, Touch, Tracer,
};

use crate::{rules, OperationError};

/// The NFT leaves a slot that holds it.
pub fn take(tracer: &mut Tracer<'_>, account: AccountId, slot: u16, nft: Felt) -> Result<Touch, OperationError> {
    tracer.touch(account, StorageKey::nft(slot), |_, value| {
        if *value != nft {
            return Err(OperationError::NftNotThere { account, slot });
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
    let slot = tracer.free_nft_slot(account).ok_or(OperationError::NftSlotsFull { account })?;
    let touch = tracer.touch(account, StorageKey::nft(slot), |fields, value| {
        fields.address = owner;
        *value = nft;
        Ok(())
    })?;
    Ok((touch, slot))
}

/// The slot that opens an NFT for L1, or says that none leaves: `creator:4 serial:4 content:32 creator_address:20`.
pub fn opened(opcode: u8, step: u8, nft: Option<Nft>, tracer: &Tracer<'_>) -> SlotTrace {
    let shown = nft.unwrap_or_default();
    let creator = tracer.identity(shown.creator, StorageKey::balance(TokenId::ETH));
    let address = if nft.is_some() { creator.before.address } else { L1Address::ZERO };
    let [high, low] = shown.content_halves();
    let mut identity = [0; 32];
    identity[12..16].copy_from_slice(&shown.serial.to_be_bytes());
    identity[16..].copy_from_slice(&low.to_be_bytes());
    let [left, right] = shown.value_inputs();
    SlotTrace {
        opcode,
        step,
        touches: [creator, creator],
        args: SlotArgs {
            amount: high,
            aux: Felt::from_be_bytes_mod_order(&identity),
            address,
            extra: [Felt::ZERO, Felt::ZERO, left, right],
            ..SlotArgs::default()
        },
        signature: None,
        chunks: pack_chunks(&[&shown.to_bytes()[..], &address.0].concat()),
        pays_fee: false,
    }
}
