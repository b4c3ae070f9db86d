//! # Vesting
//!
//! Locks amounts until a time.
//!
//! ## Overview
//!
//! A lock lies in the owner's storage, in an area that this pallet owns, as the number that [`Entry::value`] gives. What is
//! locked belongs to a reserved account until then, so that account's balances are the totals. The index over the area
//! says which locks end when.

pub mod entry;
pub mod error;
pub mod lock;
pub mod unlock;

pub use entry::{Entry, ACCOUNT, AREA};
pub use error::VestingError;
pub use pallet::*;

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::ExecuteOperation;
    use zelkova_operation::{Signed, StorageArea};
    use zelkova_primitives::{AccountId, Felt};

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Executes operations.
        type Executor: ExecuteOperation;
    }

    /// Account and index of the locks that end at a time.
    #[pallet::storage]
    pub type EndingAt<T> = StorageDoubleMap<_, Twox64Concat, u64, Twox64Concat, (AccountId, u16), ()>;

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Locks an amount.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`zelkova_operation::RuleError`] or a [`VestingError`].
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::zero())]
        pub fn lock(origin: OriginFor<T>, tx: Signed<lock::Lock>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }

        /// Gives a lock that has ended back to its owner.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`zelkova_operation::RuleError`] or a [`VestingError`].
        #[pallet::call_index(1)]
        #[pallet::weight(Weight::zero())]
        pub fn unlock(origin: OriginFor<T>, tx: Signed<unlock::Unlock>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }
    }

    impl<T: Config> StorageArea for Pallet<T> {
        const AREA: u8 = AREA;

        fn changed(account: AccountId, index: u16, from: Felt, to: Felt) {
            if let Some(Entry { until, .. }) = Entry::of_value(from) {
                EndingAt::<T>::remove(until, (account, index));
            }
            if let Some(Entry { until, .. }) = Entry::of_value(to) {
                EndingAt::<T>::insert(until, (account, index), ());
            }
        }
    }
}
