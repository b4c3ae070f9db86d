//! # Payments
//!
//! The operations that users sign: Transfer (to an existing or a new account), Withdraw, ForcedExit and ChangePubKey.
//!
//! ## Overview
//!
//! Each operation has its folder: `op.rs` (wire type, layout, signed fields), `rule.rs` (native rule),
//! `circuit.rs` (constraints), `restore.rs` (what it did, read from pubdata). The calls below check signatures and hand the operation to the state keeper.

pub mod change_pub_key;
pub mod error;
pub mod forced_exit;
mod lines;
pub mod sender;
pub mod transfer;
pub mod transfer_to_new;
pub mod withdraw;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use change_pub_key::{ChangePubKey, L1Authorization};
pub use error::PaymentError;
pub use forced_exit::ForcedExit;
pub use pallet::*;
pub use transfer::Transfer;
pub use withdraw::Withdraw;

use zelkova_primitives::{Felt, L1Address, Nonce};

/// Knows which keys were authorised on L1.
pub trait KnowsAuthFacts {
    /// Whether `address` has called `setAuthPubkeyHash(key_hash, nonce)`.
    fn is_authorized(address: &L1Address, nonce: Nonce, key_hash: Felt) -> bool;
}

impl KnowsAuthFacts for () {
    fn is_authorized(_address: &L1Address, _nonce: Nonce, _key_hash: Felt) -> bool {
        false
    }
}

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::ExecuteOperation;
    use zelkova_operation::{RuleError, Signed};

    use super::*;

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Executes operations.
        type Executor: ExecuteOperation;
        /// Knows which keys were authorised on L1.
        type AuthFacts: KnowsAuthFacts;
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Moves an amount to the account that an L1 address owns; creates the account if there is none.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`RuleError`] or a [`PaymentError`].
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::zero())]
        pub fn transfer(origin: OriginFor<T>, tx: Signed<Transfer>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }

        /// Pays an amount out to an L1 address.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`RuleError`] or a [`PaymentError`].
        #[pallet::call_index(1)]
        #[pallet::weight(Weight::zero())]
        pub fn withdraw(origin: OriginFor<T>, tx: Signed<Withdraw>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }

        /// Gives an account a new key.
        ///
        /// ## Origin
        /// None: the transaction carries the signature of the new key and, unless the owner has authorised the key on
        /// L1 before, that of the owner. Both are checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`RuleError`] or a [`PaymentError`].
        #[pallet::call_index(2)]
        #[pallet::weight(Weight::zero())]
        pub fn change_pub_key(origin: OriginFor<T>, tx: Signed<ChangePubKey>) -> DispatchResult {
            ensure_none(origin)?;
            let ChangePubKey { address, nonce, new_key_hash, authorization, .. } = tx.body;
            if authorization == L1Authorization::OnChain && !T::AuthFacts::is_authorized(&address, nonce, new_key_hash)
            {
                return Err(T::Executor::fail(RuleError::NotAuthorized { address }.into()));
            }
            T::Executor::execute_signed(&tx)
        }

        /// Pays the balance of an account without a key out to its owner.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`RuleError`] or a [`PaymentError`].
        #[pallet::call_index(3)]
        #[pallet::weight(Weight::zero())]
        pub fn forced_exit(origin: OriginFor<T>, tx: Signed<ForcedExit>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }
    }
}
