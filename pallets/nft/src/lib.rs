//! # NFTs
//!
//! Mint, transfer and withdrawal of NFTs.
//!
//! ## Overview
//!
//! An NFT is known by its creator's account and the number of NFTs that the creator had minted before. It lies in a slot of
//! its owner's NFT area as the value that [`zelkova_primitives::Nft::value`] gives. Nothing else about it is state: who
//! holds which NFT is an index of the state keeper.
//!
//! Each operation has its folder: `op.rs` (wire type, pubdata, signed fields), `dispatch.rs` (native rule), `circuit.rs`
//! (constraints).

pub mod mint;
pub mod transfer;
pub mod withdraw;

mod spend;

#[cfg(test)]
mod mock;

pub use mint::MintNft;
pub use pallet::*;
pub use transfer::TransferNft;
pub use withdraw::WithdrawNft;

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::{ExecuteOperation, Signed};

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
        /// Makes a new NFT and gives it to an existing account.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// Those of [`pallet_state_keeper::OperationError`], as errors of the state keeper.
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::zero())]
        pub fn mint(origin: OriginFor<T>, tx: Signed<MintNft>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }

        /// Moves an NFT to the account that an L1 address owns; creates the account if there is none.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// Those of [`pallet_state_keeper::OperationError`], as errors of the state keeper.
        #[pallet::call_index(1)]
        #[pallet::weight(Weight::zero())]
        pub fn transfer(origin: OriginFor<T>, tx: Signed<TransferNft>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }

        /// Takes an NFT to L1, where its factory mints it.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// Those of [`pallet_state_keeper::OperationError`], as errors of the state keeper.
        #[pallet::call_index(2)]
        #[pallet::weight(Weight::zero())]
        pub fn withdraw(origin: OriginFor<T>, tx: Signed<WithdrawNft>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }
    }
}
