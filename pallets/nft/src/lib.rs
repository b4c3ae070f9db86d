//! # NFTs
//!
//! Mint, transfer and withdrawal of NFTs, and their full exit as L1 requests it.
//!
//! ## Overview
//!
//! An NFT is known by its creator's account and the number of NFTs that the creator had minted before. It lies in a slot of
//! its owner's NFT area as the value that [`zelkova_primitives::Nft::value`] gives. Nothing else about it is state: who
//! holds which NFT, and which slots are free, is the index that this pallet keeps over the area ([`index`]).
//!
//! Each operation has its folder: `op.rs` (wire type, layout, signed fields), `rule.rs` (native rule), `circuit.rs`
//! (constraints), `restore.rs` (what it did, read from pubdata).

pub mod error;
pub mod full_exit;
pub mod index;
pub mod mint;
mod opened;
mod patterns;
mod restoring;
pub mod rules;
mod spend;
pub mod transfer;
pub mod withdraw;

#[cfg(test)]
mod mock;

pub use error::NftError;
pub use full_exit::FullExitNft;
pub use mint::MintNft;
pub use pallet::*;
pub use transfer::TransferNft;
pub use withdraw::WithdrawNft;

use zelkova_primitives::StorageKey;

/// The storage area of NFT slots.
pub const AREA: u8 = StorageKey::NFTS;

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::ExecuteOperation;
    use zelkova_operation::Signed;
    use zelkova_primitives::{AccountId, Felt, Nft};

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Executes operations.
        type Executor: ExecuteOperation;
    }

    /// NFTs by the value that stands for them in storage, those included that have left to L1.
    #[pallet::storage]
    pub type Nfts<T> = StorageMap<_, Twox64Concat, Felt, Nft>;

    /// Values of the NFTs, by creator and serial number.
    #[pallet::storage]
    pub type NftIds<T> = StorageMap<_, Twox64Concat, (AccountId, u32), Felt>;

    /// Account and slot that hold an NFT, by its value.
    #[pallet::storage]
    pub type NftHolders<T> = StorageMap<_, Twox64Concat, Felt, (AccountId, u16)>;

    /// Taken NFT slots of an account, 256 a page.
    #[pallet::storage]
    pub type NftPages<T> = StorageDoubleMap<_, Twox64Concat, AccountId, Twox64Concat, u8, index::Bitmap, ValueQuery>;

    /// Pages of an account without a free slot.
    #[pallet::storage]
    pub type NftFullPages<T> = StorageMap<_, Twox64Concat, AccountId, index::Bitmap, ValueQuery>;

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Makes a new NFT and gives it to an existing account.
        ///
        /// ## Origin
        /// None: the transaction carries its own signature, which is checked here.
        ///
        /// ## Errors
        /// [`pallet_state_keeper::Error`]; the reason is a [`zelkova_operation::RuleError`] or an [`NftError`].
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
        /// [`pallet_state_keeper::Error`]; the reason is a [`zelkova_operation::RuleError`] or an [`NftError`].
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
        /// [`pallet_state_keeper::Error`]; the reason is a [`zelkova_operation::RuleError`] or an [`NftError`].
        #[pallet::call_index(2)]
        #[pallet::weight(Weight::zero())]
        pub fn withdraw(origin: OriginFor<T>, tx: Signed<WithdrawNft>) -> DispatchResult {
            ensure_none(origin)?;
            T::Executor::execute_signed(&tx)
        }
    }
}
