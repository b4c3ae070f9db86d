//! The index that a pallet keeps over the storage area that it owns.
//!
//! An account's storage has eight areas (protocol, section 2). The state keeper holds the values of all of them; a pallet
//! that owns one hears of every change and may keep what its rules and queries want to find without a search.

use zelkova_primitives::{AccountId, Felt};

/// An area with an owner. What is stored for it is the owner's business.
pub trait StorageArea {
    /// The area, below [`StorageKey::AREAS`](zelkova_primitives::StorageKey::AREAS).
    const AREA: u8;

    /// A value of the area is about to change.
    fn changed(account: AccountId, index: u16, from: Felt, to: Felt);

    /// See [`Ledger::record`](crate::Ledger::record).
    fn record(_value: Felt) -> Option<Vec<u8>> {
        None
    }

    /// See [`Ledger::set_record`](crate::Ledger::set_record).
    fn set_record(_value: Felt, _bytes: Vec<u8>) {}

    /// The operation that recorded what a value stands for was undone.
    fn forget_record(_value: Felt) {}

    /// The lowest free index of an account. `None` if the area keeps no index of them, `Some(None)` if all are taken.
    fn free_index(_account: AccountId) -> Option<Option<u16>> {
        None
    }
}

/// The areas of a runtime that have an owner: a tuple of [`StorageArea`]s.
pub trait StorageAreas {
    /// Whether the area has an owner here.
    fn owns(area: u8) -> bool;

    /// See [`StorageArea::changed`].
    fn changed(area: u8, account: AccountId, index: u16, from: Felt, to: Felt);

    /// See [`StorageArea::record`].
    fn record(area: u8, value: Felt) -> Option<Vec<u8>>;

    /// See [`StorageArea::set_record`].
    fn set_record(area: u8, value: Felt, bytes: Vec<u8>);

    /// See [`StorageArea::forget_record`].
    fn forget_record(area: u8, value: Felt);

    /// See [`StorageArea::free_index`].
    fn free_index(area: u8, account: AccountId) -> Option<Option<u16>>;
}

macro_rules! tuple_areas {
    ($($member:ident)*) => {
        #[allow(unused_variables)] // Without members nothing reads the arguments.
        impl<$($member: StorageArea),*> StorageAreas for ($($member,)*) {
            fn owns(area: u8) -> bool {
                false $(|| area == $member::AREA)*
            }

            fn changed(area: u8, account: AccountId, index: u16, from: Felt, to: Felt) {
                $(if area == $member::AREA {
                    $member::changed(account, index, from, to);
                })*
            }

            fn record(area: u8, value: Felt) -> Option<Vec<u8>> {
                $(if area == $member::AREA {
                    return $member::record(value);
                })*
                None
            }

            fn set_record(area: u8, value: Felt, bytes: Vec<u8>) {
                $(if area == $member::AREA {
                    return $member::set_record(value, bytes);
                })*
            }

            fn forget_record(area: u8, value: Felt) {
                $(if area == $member::AREA {
                    return $member::forget_record(value);
                })*
            }

            fn free_index(area: u8, account: AccountId) -> Option<Option<u16>> {
                $(if area == $member::AREA {
                    return $member::free_index(account);
                })*
                None
            }
        }
    };
}

tuple_areas!();
tuple_areas!(A);
tuple_areas!(A B);
tuple_areas!(A B C);
tuple_areas!(A B C D);
tuple_areas!(A B C D E);
tuple_areas!(A B C D E F);
