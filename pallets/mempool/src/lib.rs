//! # Mempool
//!
//! Which transactions wait for a mini-block.
//!
//! ## Overview
//!
//! The pallet only stores the limits of the pool. The pool itself ([`Pool`]) is a plain data structure of the node. It
//! tells what it adds and removes, so that the node can store the same; it has no database and no clock. What a
//! transaction has to pay ([`fees`]) is each node's own policy and given to the pool from outside.
//!
//! A transaction is first checked by itself ([`check`]: size, format, signatures), which may happen in parallel, and
//! then against the account's state and the other transactions in the pool ([`Pool::insert`]). Several transactions can
//! be inserted as a batch, which stays together and pays together.

pub mod admission;
mod balance;
pub mod fees;
pub mod pool;
mod pool_account;
mod propose;
pub mod types;

#[cfg(test)]
mod tests;

pub use admission::{check, AdmissionError, Checked, TokenList};
pub use fees::{Charge, FeeEstimate, FeeModel, FeeQuote, Fees, Price};
pub use pallet::*;
pub use pool::{Inserted, Pool};
pub use types::{AccountState, PoolLimits, PoolTransaction};

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {}

    /// Limits of the pool.
    #[pallet::storage]
    pub type Limits<T> = StorageValue<_, PoolLimits, ValueQuery>;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Limits of the pool.
        pub limits: PoolLimits,
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Limits::<T>::put(self.limits);
        }
    }
}
