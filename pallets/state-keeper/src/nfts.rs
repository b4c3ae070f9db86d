//! NFTs in the runtime's storage: what each value stands for, who holds it, and which slots of an account are free.
//!
//! An account's 2^16 slots are kept as a bitmap in 256 pages and one more bitmap of the full pages, so the lowest free slot is
//! found by two reads however many NFTs an account holds.

use zelkova_primitives::{AccountId, Felt, Nft, StorageKey};

use crate::{Config, NftFullPages, NftHolders, NftIds, NftPages, Nfts};

/// 256 bits.
pub type Bitmap = [u64; 4];

/// All bits are set.
const FULL: Bitmap = [u64::MAX; 4];

/// The lowest bit that is not set.
fn lowest_zero(bitmap: &Bitmap) -> Option<u8> {
    let (index, word) = bitmap.iter().enumerate().find(|(_, word)| **word != u64::MAX)?;
    u8::try_from(64 * index).ok()?.checked_add(u8::try_from(word.trailing_ones()).ok()?)
}

fn set(bitmap: &mut Bitmap, bit: u8, value: bool) {
    let mask = 1u64 << (bit % 64);
    if let Some(word) = bitmap.get_mut(usize::from(bit / 64)) {
        *word = if value { *word | mask } else { *word & !mask };
    }
}

/// The lowest free slot of an account.
pub(crate) fn free_slot<T: Config>(account: AccountId) -> Option<u16> {
    let page = lowest_zero(&NftFullPages::<T>::get(account))?;
    let slot = lowest_zero(&NftPages::<T>::get(account, page))?;
    Some(u16::from_be_bytes([page, slot]))
}

/// Records an NFT.
pub(crate) fn record<T: Config>(nft: Nft) {
    let value = nft.value();
    NftIds::<T>::insert((nft.creator, nft.serial), value);
    Nfts::<T>::insert(value, nft);
}

/// Keeps the indexes right when a slot changes from one value to another.
pub(crate) fn changed<T: Config>(account: AccountId, slot: u16, from: Felt, to: Felt) {
    // The new holder may have been written before the old one is cleared.
    if !from.is_zero() && NftHolders::<T>::get(from) == Some((account, slot)) {
        NftHolders::<T>::remove(from);
    }
    if !to.is_zero() {
        NftHolders::<T>::insert(to, (account, slot));
    }
    let [page, place] = slot.to_be_bytes();
    let bitmap = NftPages::<T>::mutate(account, page, |bitmap| {
        set(bitmap, place, !to.is_zero());
        *bitmap
    });
    NftFullPages::<T>::mutate(account, |pages| set(pages, page, bitmap == FULL));
}

/// Whether the indexes say of a slot what is in it: for checks of the whole storage.
pub(crate) fn is_indexed<T: Config>(account: AccountId, key: StorageKey, value: Felt) -> bool {
    let [page, place] = key.index().to_be_bytes();
    let mut with = NftPages::<T>::get(account, page);
    let bitmap = with;
    set(&mut with, place, true);
    bitmap == with && NftHolders::<T>::get(value) == Some((account, key.index())) && Nfts::<T>::contains_key(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bitmaps_are_sets(changes in prop::collection::vec((any::<u8>(), any::<bool>()), 0..600)) {
            let (mut bitmap, mut model) = (Bitmap::default(), [false; 256]);
            for (bit, value) in changes {
                set(&mut bitmap, bit, value);
                model[usize::from(bit)] = value;
                let lowest = model.iter().position(|taken| !taken);
                prop_assert_eq!(lowest_zero(&bitmap).map(usize::from), lowest);
            }
        }
    }

    #[test]
    fn a_full_bitmap_has_no_zero() {
        assert_eq!(lowest_zero(&FULL), None);
        let mut bitmap = FULL;
        set(&mut bitmap, 255, false);
        assert_eq!(lowest_zero(&bitmap), Some(255));
    }
}
