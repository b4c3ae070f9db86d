//! The index over the NFT area: what each value stands for, who holds it, and which slots of an account are free.
//!
//! An account's 2^16 slots are kept as a bitmap in 256 pages and one more bitmap of the full pages, so the lowest free slot is
//! found by two reads however many NFTs an account holds.

use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use zelkova_operation::StorageArea;
use zelkova_primitives::{AccountId, Felt, Nft};

use crate::{Config, NftFullPages, NftHolders, NftIds, NftPages, Nfts, Pallet};

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

impl<T: Config> StorageArea for Pallet<T> {
    const AREA: u8 = crate::AREA;

    fn changed(account: AccountId, slot: u16, from: Felt, to: Felt) {
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

    fn record(value: Felt) -> Option<Vec<u8>> {
        Nfts::<T>::get(value).map(|nft| nft.to_bytes().to_vec())
    }

    fn set_record(value: Felt, bytes: Vec<u8>) {
        if let Some(nft) = Nft::from_bytes(&bytes) {
            NftIds::<T>::insert((nft.creator, nft.serial), value);
            Nfts::<T>::insert(value, nft);
        }
    }

    fn forget_record(value: Felt) {
        if let Some(nft) = Nfts::<T>::take(value) {
            NftIds::<T>::remove((nft.creator, nft.serial));
        }
    }

    fn free_index(account: AccountId) -> Option<Option<u16>> {
        let free = lowest_zero(&NftFullPages::<T>::get(account)).and_then(|page| {
            let slot = lowest_zero(&NftPages::<T>::get(account, page))?;
            Some(u16::from_be_bytes([page, slot]))
        });
        Some(free)
    }
}

impl<T: Config> Pallet<T> {
    /// Checks the index against everything that the area holds: every slot is in the bitmaps, its NFT is known and held
    /// there, and nowhere else.
    pub fn do_try_state(slots: impl Iterator<Item = (AccountId, u16, Felt)>) -> Result<(), TryRuntimeError> {
        let mut held = 0usize;
        for (account, slot, value) in slots {
            let [page, place] = slot.to_be_bytes();
            let bitmap = NftPages::<T>::get(account, page);
            let mut with = bitmap;
            set(&mut with, place, true);
            let indexed = bitmap == with && NftHolders::<T>::get(value) == Some((account, slot));
            ensure!(indexed && Nfts::<T>::contains_key(value), "an NFT slot is not indexed");
            held = held.saturating_add(1);
        }
        ensure!(NftHolders::<T>::iter_keys().count() == held, "an NFT is held nowhere");
        Ok(())
    }
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
