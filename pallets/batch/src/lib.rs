//! # Batch
//!
//! Executes several transactions in their order, all of them or none.
//!
//! ## Overview
//!
//! The members of a batch are whole transactions, each with its own signature, nonce and fee; they may be of different
//! accounts. What a member leaves behind is what the next one finds, so that an account may spend what it has just received.
//! Once one fails, what those before it did is undone. L1 and the circuit see the members alone: that they stay together is
//! the chain's promise, not a proven rule (docs/batches.md).

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::host;
    use sp_runtime::traits::Dispatchable;

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// A transaction that carries its own signatures, and the call that executes it.
        type Transaction: Parameter + Into<<Self as frame_system::Config>::RuntimeCall>;
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The batch has no transaction. Give it at least one.
        Empty,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Executes transactions in their order, all of them or none.
        ///
        /// ## Origin
        /// None: each transaction carries its own signatures, which are checked by its call.
        ///
        /// ## Details
        /// The host is told which member runs, so that it can say which one failed.
        ///
        /// ## Errors
        /// - [`Error::Empty`]
        /// - Those of the member that fails.
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::zero())]
        pub fn execute(origin: OriginFor<T>, transactions: Vec<T::Transaction>) -> DispatchResult {
            ensure_none(origin.clone())?;
            ensure!(!transactions.is_empty(), Error::<T>::Empty);
            // A call is a storage layer of its own: an error undoes all of it.
            for (position, transaction) in transactions.into_iter().enumerate() {
                host::batch_member(position);
                let call: <T as frame_system::Config>::RuntimeCall = transaction.into();
                call.dispatch(origin.clone()).map_err(|failed| failed.error)?;
            }
            Ok(())
        }
    }
}
