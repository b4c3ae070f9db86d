//! # Payments
//!
//! The operations that users sign: Transfer (to an existing or a new account), Withdraw and ChangePubKey.
//!
//! ## Overview
//!
//! Each operation has its folder: `op.rs` (wire type, pubdata, signed fields), `dispatch.rs` (native rule),
//! `circuit.rs` (constraints). The calls below check signatures and hand the operation to the state keeper.

pub mod change_pub_key;
mod lines;
pub mod sender;
pub mod transfer;
pub mod transfer_to_new;
mod validity;
pub mod withdraw;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use change_pub_key::{ChangePubKey, L1Authorization};
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
    use pallet_state_keeper::{host, ExecuteOperation, OperationError, Signed, SignedBody};

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
        /// Those of [`OperationError`], as errors of the state keeper.
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::zero())]
        pub fn transfer(origin: OriginFor<T>, tx: Signed<Transfer>) -> DispatchResult {
            ensure_none(origin)?;
            Self::execute(&tx)
        }

        /// Pays an amount out to an L1 address.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// Those of [`OperationError`], as errors of the state keeper.
        #[pallet::call_index(1)]
        #[pallet::weight(Weight::zero())]
        pub fn withdraw(origin: OriginFor<T>, tx: Signed<Withdraw>) -> DispatchResult {
            ensure_none(origin)?;
            Self::execute(&tx)
        }

        /// Gives an account a new key.
        ///
        /// ## Origin
        /// None: the transaction carries the signature of the new key and, unless the owner has authorised the key on
        /// L1 before, that of the owner. Both are checked here.
        ///
        /// ## Errors
        /// Those of [`OperationError`], as errors of the state keeper.
        #[pallet::call_index(2)]
        #[pallet::weight(Weight::zero())]
        pub fn change_pub_key(origin: OriginFor<T>, tx: Signed<ChangePubKey>) -> DispatchResult {
            ensure_none(origin)?;
            let ChangePubKey { address, nonce, new_key_hash, authorization, .. } = tx.body;
            if authorization == L1Authorization::OnChain && !T::AuthFacts::is_authorized(&address, nonce, new_key_hash)
            {
                return Err(T::Executor::fail(OperationError::NotAuthorized { address }));
            }
            Self::execute(&tx)
        }
    }

    impl<T: Config> Pallet<T> {
        fn execute<B: SignedBody>(tx: &Signed<B>) -> DispatchResult {
            if !host::signatures_checked() {
                tx.check_signatures(T::Executor::chain_tag()).map_err(T::Executor::fail)?;
            }
            T::Executor::execute(tx)?;
            Ok(())
        }
    }
}
