//! # Swap
//!
//! Exchanges tokens between two accounts that have signed orders.
//!
//! ## Overview
//!
//! An order offers a token for another at a price, for an exact amount or for any (a *limit order*). Whoever holds two orders
//! that fit may submit them in a swap, sign it, and pay its fee. Orders are not state: an order with an amount is used up
//! because it uses its account's nonce, a limit order holds until the account's nonce moves on.

pub mod error;
pub mod swap;

#[cfg(test)]
mod mock;

pub use error::SwapError;
pub use pallet::*;
pub use swap::{Order, SignedOrder, Swap};

// FRAME's macros generate public items without documentation, and an empty variant beside the only call.
#[allow(missing_docs, clippy::large_enum_variant)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::ExecuteOperation;
    use zelkova_operation::Signed;

    use super::*;

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Executes operations.
        type Executor: ExecuteOperation;
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Exchanges what two orders sell.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature and those of the orders, which are checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`zelkova_operation::RuleError`] or a [`SwapError`].
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::zero())]
        pub fn swap(origin: OriginFor<T>, tx: Signed<Swap>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }
    }
}
