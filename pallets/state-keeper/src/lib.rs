//! # State keeper
//!
//! Holds the accounts, executes operations into the pending block and seals it.
//!
//! ## Overview
//!
//! - Accounts and their storage are FRAME storage; native rules see it as a
//!   [`Ledger`](zelkova_primitives::Ledger) ([`FrameLedger`]).
//! - An operation ([`Operation`]) leaves a trace, which is kept until its block is sealed. It is all that the prover
//!   will know of the operation.
//! - A block is sealed at the end of a mini-block: when it is full, old enough or asked for ([`SealingRules`]). Sealing
//!   credits the collected fees, commits all changes to the state tree, which the node keeps ([`host`]), and puts the
//!   root in the header's digest.
//!
//! A mini-block is `start`, operations of the other pallets, `finish`.

pub mod cost;
pub mod error;
pub mod header;
pub mod host;
pub mod l1_signature;
pub mod ledger;
pub mod nft_rules;
mod nfts;
pub mod operation;
pub mod rules;
mod seal;
pub mod signer;
pub mod traits;
mod try_state;
pub mod types;
pub mod validity;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use cost::OperationCost;
pub use error::OperationError;
pub use header::Header;
pub use l1_signature::TokenNames;
pub use ledger::FrameLedger;
pub use operation::{packed_amount, packed_fee, KeyChange, Operation, Signed, SignedBody, TxSignature};
pub use pallet::*;
pub use signer::Signer;
pub use traits::{Clock, ExecuteOperation, OnBlockSealed};
pub use types::{BlockSize, Fit, PendingBlock, Placement, SealReason, SealedHeader, SealingRules, SEAL_ENGINE_ID};

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use std::collections::BTreeSet;

    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use zelkova_primitives::{
        AccountFields, AccountId, BlockContext, Felt, L1Address, Ledger, Nft, OpTrace, SerialId, StorageKey,
        FEE_ACCOUNT,
    };

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Hears of sealed blocks.
        type OnSealed: OnBlockSealed;
    }

    /// Tag of the chain, part of every signature.
    #[pallet::storage]
    pub type ChainTag<T> = StorageValue<_, Felt, ValueQuery>;

    /// Root of the state tree at genesis.
    #[pallet::storage]
    pub type GenesisRoot<T> = StorageValue<_, Felt, ValueQuery>;

    /// Block sizes and deadlines.
    #[pallet::storage]
    pub type Rules<T> = StorageValue<_, SealingRules, ValueQuery>;

    /// Fields of the accounts that are not default.
    #[pallet::storage]
    pub type Accounts<T> = StorageMap<_, Twox64Concat, AccountId, AccountFields, ValueQuery>;

    /// Account of an L1 address.
    #[pallet::storage]
    pub type AccountIds<T> = StorageMap<_, Blake2_128Concat, L1Address, AccountId>;

    /// Storage values of the accounts that are not zero.
    #[pallet::storage]
    pub type Values<T> = StorageDoubleMap<_, Twox64Concat, AccountId, Twox64Concat, StorageKey, Felt, ValueQuery>;

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
    pub type NftPages<T> = StorageDoubleMap<_, Twox64Concat, AccountId, Twox64Concat, u8, nfts::Bitmap, ValueQuery>;

    /// Pages of an account without a free slot.
    #[pallet::storage]
    pub type NftFullPages<T> = StorageMap<_, Twox64Concat, AccountId, nfts::Bitmap, ValueQuery>;

    /// Id that the next new account gets.
    #[pallet::storage]
    pub type NextAccountId<T> = StorageValue<_, AccountId, ValueQuery>;

    /// Serial id of the next priority operation.
    #[pallet::storage]
    pub type NextPriorityOp<T> = StorageValue<_, SerialId, ValueQuery>;

    /// Time of the newest mini-block, in seconds.
    #[pallet::storage]
    pub type Time<T> = StorageValue<_, u64, ValueQuery>;

    /// The block that takes operations.
    #[pallet::storage]
    pub type Pending<T> = StorageValue<_, PendingBlock, ValueQuery>;

    /// Traces of the pending block's operations, by index.
    #[pallet::storage]
    pub type PendingOperations<T> = StorageMap<_, Twox64Concat, u32, OpTrace>;

    /// L1 witnesses of the pending block's operations that have any, in order.
    #[pallet::storage]
    pub type EthWitnesses<T> = StorageValue<_, Vec<Vec<u8>>, ValueQuery>;

    /// The last sealed block.
    #[pallet::storage]
    pub type LastSealed<T> = StorageValue<_, SealedHeader, ValueQuery>;

    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// Tag of the chain.
        pub chain_tag: Felt,
        /// Root of the state tree that holds the fee account alone.
        pub genesis_root: Felt,
        /// L1 address that owns the fee account.
        pub fee_account_address: L1Address,
        /// Block sizes and deadlines.
        pub rules: SealingRules,
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self {
                chain_tag: Felt::ZERO,
                genesis_root: Felt::ZERO,
                fee_account_address: L1Address::ZERO,
                rules: SealingRules::default(),
                _config: Default::default(),
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            ChainTag::<T>::put(self.chain_tag);
            GenesisRoot::<T>::put(self.genesis_root);
            Rules::<T>::put(&self.rules);
            LastSealed::<T>::put(SealedHeader { root: self.genesis_root, ..SealedHeader::default() });
            Pending::<T>::put(PendingBlock { number: 1, ..PendingBlock::default() });
            let fields = AccountFields { address: self.fee_account_address, ..AccountFields::default() };
            FrameLedger::<T>::new().set_account(FEE_ACCOUNT, fields);
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An operation was executed into the pending block.
        OperationExecuted {
            /// Block and index.
            placement: Placement,
            /// Opcode of the first slot.
            opcode: u8,
        },
        /// The pending block was sealed.
        BlockSealed {
            /// The block.
            header: SealedHeader,
            /// Why.
            reason: SealReason,
        },
    }

    /// Each variant is one of [`OperationError`], which carries the numbers, unless it says otherwise.
    #[pallet::error]
    #[derive(PartialEq, Eq)]
    pub enum Error<T> {
        /// No account has this id. Deposit to its L1 address first.
        AccountNotFound,
        /// The account has no key. Activate it with ChangePubKey first.
        AccountLocked,
        /// The account id belongs to pallets. Use a user's account.
        ReservedAccount,
        /// The account belongs to another L1 address. Use the account id of your own address.
        AddressMismatch,
        /// The key that signed is not the account's. Sign with its current key.
        WrongKey,
        /// The signature does not fit the transaction. Sign exactly its fields, with this chain's tag.
        InvalidSignature,
        /// The nonce is not the account's. Sign again with the account's nonce.
        NonceMismatch,
        /// The account has used up its nonces. Move its funds out with a full exit.
        NonceExhausted,
        /// The balance does not cover amount and fee. Send less or deposit more.
        InsufficientBalance,
        /// The balance would reach 2^128. Use a smaller amount.
        BalanceOverflow,
        /// A stored balance is no integer below 2^128. Restore the database.
        CorruptBalance,
        /// The address is zero. Give the recipient's address.
        ZeroAddress,
        /// The amount cannot be packed. Round it to the closest packable amount.
        AmountNotPackable,
        /// The fee cannot be packed. Round it up to a packable fee.
        FeeNotPackable,
        /// The validity window is empty. Let it start before it ends.
        EmptyValidity,
        /// The block is outside of the validity window. Sign again with another window.
        OutsideValidity,
        /// The new key hash is not that of the key that signed. Sign ChangePubKey with the new key.
        NewKeyMismatch,
        /// The owner on L1 did not authorise the key. Sign with the L1 key or call `setAuthPubkeyHash`.
        NotAuthorized,
        /// No account has this L1 address. Deposit or transfer to it first.
        RecipientNotFound,
        /// The account has a key. Only its owner can withdraw from it.
        TargetHasKey,
        /// The slot does not hold this NFT. Ask for the account's NFTs and sign again.
        NftNotThere,
        /// The account has no free NFT slot. Send the NFT to another account.
        NftSlotsFull,
        /// The account has minted as many NFTs as it can. Mint from another account.
        NftsExhausted,
        /// The stored NFT is unknown. Restore the database.
        CorruptNft,
        /// A ratio of an order is 2^112 or more. Divide both by the same number.
        RatioTooLarge,
        /// Both orders sell the same token. Swap different tokens.
        SameToken,
        /// Both orders are of the same account. Match orders of different accounts.
        SelfSwap,
        /// The orders do not buy what the other sells. Match other orders.
        OrdersDoNotMatch,
        /// The swap moves another amount than an order says. Use the order's amount.
        OrderAmountMismatch,
        /// An order would get less than its price. Use amounts that fit both prices.
        PriceNotMet,
        /// No account id is left. Send to an existing account.
        AccountTreeFull,
        /// The priority operation is not the next one. Import them in order, none twice.
        PriorityOutOfOrder,
        /// The operation fits no block size. Configure a larger one.
        NeverFits,
        /// The state tree could not be committed. Read the node's log.
        StateTree,
        /// A trace of the pending block is missing. Restore the database.
        LostOperation,
        /// The number of blocks is used up. Start a new chain.
        NoBlockNumber,
        /// The pending block has no room for the operation. Offer it again after sealing. (No [`OperationError`].)
        BlockFull,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Starts a mini-block at `timestamp`.
        ///
        /// ## Origin
        /// None: an inherent, the first extrinsic of a mini-block.
        ///
        /// ## Details
        /// The chain's clock never goes back; an earlier timestamp counts as the last one. The pending block follows
        /// the clock while it is empty.
        #[pallet::call_index(0)]
        #[pallet::weight((Weight::zero(), DispatchClass::Mandatory))]
        pub fn start(origin: OriginFor<T>, timestamp: u64) -> DispatchResult {
            ensure_none(origin)?;
            let now = Time::<T>::mutate(|time| {
                *time = timestamp.max(*time);
                *time
            });
            Pending::<T>::mutate(|pending| {
                if pending.operations == 0 {
                    pending.timestamp = now;
                }
            });
            Ok(())
        }

        /// Ends a mini-block and seals the pending block if it is time, or if `seal_now`.
        ///
        /// ## Origin
        /// None: an inherent, the last extrinsic of a mini-block.
        ///
        /// ## Details
        /// A block without operations is never sealed.
        ///
        /// ## Errors
        /// - [`Error::StateTree`]: the node could not commit the state tree.
        ///
        /// ## Events
        /// - [`Event::BlockSealed`]
        #[pallet::call_index(1)]
        #[pallet::weight((Weight::zero(), DispatchClass::Mandatory))]
        pub fn finish(origin: OriginFor<T>, seal_now: bool) -> DispatchResult {
            ensure_none(origin)?;
            let mut pending = Pending::<T>::get();
            if pending.operations > 0 {
                pending.mini_blocks = pending.mini_blocks.saturating_add(1);
            }
            match Self::seal_reason(&pending, seal_now) {
                Some(reason) => Self::seal(pending, reason).map_err(Self::fail)?,
                None => Pending::<T>::put(pending),
            }
            Ok(())
        }
    }

    impl<T: Config> Pallet<T> {
        /// Whether the pending block has room for some operations together.
        pub fn fit<'a, O: Operation + 'a>(operations: impl IntoIterator<Item = &'a O>) -> Fit {
            let (rules, pending) = (Rules::<T>::get(), Pending::<T>::get());
            let (mut slots, mut tokens) = (0u32, BTreeSet::new());
            for operation in operations {
                slots = slots.saturating_add(operation.slots());
                tokens.extend(operation.fee_token());
            }
            let room = |pending: &PendingBlock| {
                rules.smallest_fit(pending.slots.saturating_add(slots), pending.fee_tokens_with(&tokens)).is_some()
            };
            if room(&pending) {
                Fit::Now
            } else if room(&PendingBlock::default()) {
                Fit::Later
            } else {
                Fit::Never
            }
        }

        fn context(pending: &PendingBlock) -> BlockContext {
            BlockContext {
                number: pending.number,
                timestamp: pending.timestamp,
                chain_tag: ChainTag::<T>::get(),
                fee_account: FEE_ACCOUNT,
            }
        }

        fn place(operation: &impl Operation, trace: OpTrace) -> Result<Placement, Error<T>> {
            let mut pending = Pending::<T>::get();
            let placement = Placement { block: pending.number, index: pending.operations };
            let slots = u32::try_from(trace.slots.len()).unwrap_or(u32::MAX);
            pending.slots = pending.slots.saturating_add(slots);
            pending.operations = pending.operations.saturating_add(1);
            pending.urgent |= operation.urgent();
            if let Some((token, fee)) = trace.fee() {
                pending.add_fee(token, fee).ok_or(Error::<T>::BalanceOverflow)?;
            }
            if let Some(serial) = operation.serial_id() {
                NextPriorityOp::<T>::put(serial.checked_add(1).ok_or(Error::<T>::PriorityOutOfOrder)?);
            }
            if let Some(witness) = operation.eth_witness() {
                EthWitnesses::<T>::append(witness);
            }
            let opcode = trace.opcode().unwrap_or_default();
            PendingOperations::<T>::insert(placement.index, trace);
            Pending::<T>::put(pending);
            Self::deposit_event(Event::OperationExecuted { placement, opcode });
            Ok(placement)
        }

        fn check_serial(operation: &impl Operation) -> Result<(), OperationError> {
            let expected = NextPriorityOp::<T>::get();
            match operation.serial_id() {
                Some(given) if given != expected => Err(OperationError::PriorityOutOfOrder { expected, given }),
                _ => Ok(()),
            }
        }
    }

    impl<T: Config> ExecuteOperation for Pallet<T> {
        fn execute<O: Operation>(operation: &O) -> Result<Placement, DispatchError> {
            match Self::fit([operation]) {
                Fit::Now => (),
                Fit::Later => return Err(Error::<T>::BlockFull.into()),
                Fit::Never => return Err(Self::fail(OperationError::NeverFits)),
            }
            // A rule changes nothing when it fails, but placing comes after it.
            frame_support::storage::with_storage_layer(|| {
                let context = Self::context(&Pending::<T>::get());
                let trace = Self::check_serial(operation)
                    .and_then(|()| operation.execute(&context, &mut FrameLedger::<T>::new()))
                    .map_err(Self::fail)?;
                Ok(Self::place(operation, trace)?)
            })
        }

        fn fail(error: OperationError) -> DispatchError {
            host::failed(&error);
            Error::<T>::from(error).into()
        }

        fn next_priority_op() -> SerialId {
            NextPriorityOp::<T>::get()
        }

        fn chain_tag() -> Felt {
            ChainTag::<T>::get()
        }
    }

    impl<T: Config> Clock for Pallet<T> {
        fn now() -> u64 {
            Time::<T>::get()
        }
    }

    impl<T> From<OperationError> for Error<T> {
        fn from(error: OperationError) -> Self {
            match error {
                OperationError::AccountNotFound { .. } => Self::AccountNotFound,
                OperationError::AccountLocked { .. } => Self::AccountLocked,
                OperationError::ReservedAccount { .. } => Self::ReservedAccount,
                OperationError::AddressMismatch { .. } => Self::AddressMismatch,
                OperationError::WrongKey { .. } => Self::WrongKey,
                OperationError::InvalidSignature => Self::InvalidSignature,
                OperationError::NonceMismatch { .. } => Self::NonceMismatch,
                OperationError::NonceExhausted { .. } => Self::NonceExhausted,
                OperationError::InsufficientBalance { .. } => Self::InsufficientBalance,
                OperationError::BalanceOverflow { .. } => Self::BalanceOverflow,
                OperationError::CorruptBalance { .. } => Self::CorruptBalance,
                OperationError::ZeroAddress => Self::ZeroAddress,
                OperationError::AmountNotPackable { .. } => Self::AmountNotPackable,
                OperationError::FeeNotPackable { .. } => Self::FeeNotPackable,
                OperationError::EmptyValidity { .. } => Self::EmptyValidity,
                OperationError::OutsideValidity { .. } => Self::OutsideValidity,
                OperationError::NewKeyMismatch => Self::NewKeyMismatch,
                OperationError::NotAuthorized { .. } => Self::NotAuthorized,
                OperationError::RecipientNotFound { .. } => Self::RecipientNotFound,
                OperationError::TargetHasKey { .. } => Self::TargetHasKey,
                OperationError::NftNotThere { .. } => Self::NftNotThere,
                OperationError::NftSlotsFull { .. } => Self::NftSlotsFull,
                OperationError::NftsExhausted { .. } => Self::NftsExhausted,
                OperationError::CorruptNft { .. } => Self::CorruptNft,
                OperationError::RatioTooLarge { .. } => Self::RatioTooLarge,
                OperationError::SameToken { .. } => Self::SameToken,
                OperationError::SelfSwap { .. } => Self::SelfSwap,
                OperationError::OrdersDoNotMatch => Self::OrdersDoNotMatch,
                OperationError::OrderAmountMismatch { .. } => Self::OrderAmountMismatch,
                OperationError::PriceNotMet { .. } => Self::PriceNotMet,
                OperationError::AccountTreeFull => Self::AccountTreeFull,
                OperationError::PriorityOutOfOrder { .. } => Self::PriorityOutOfOrder,
                OperationError::NeverFits => Self::NeverFits,
                OperationError::StateTree { .. } => Self::StateTree,
                OperationError::LostOperation { .. } => Self::LostOperation,
                OperationError::NoBlockNumber => Self::NoBlockNumber,
            }
        }
    }
}
