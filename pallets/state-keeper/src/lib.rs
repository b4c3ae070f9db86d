//! # State keeper
//!
//! Holds the accounts, executes operations into the pending block and seals it.
//!
//! ## Overview
//!
//! - Accounts and their storage are FRAME storage; native rules see it as a
//!   [`Ledger`](zelkova_operation::Ledger) ([`FrameLedger`]).
//! - An operation ([`Operation`](zelkova_operation::Operation)) leaves a trace, which is kept until its block is sealed. It
//!   is all that the prover will know of the operation.
//! - A block is sealed at the end of a mini-block: when it is full, old enough or asked for ([`SealingRules`]). Sealing
//!   credits the collected fees, commits all changes to the state tree, which the node keeps ([`host`]), and puts the
//!   root in the header's digest.
//!
//! - Blocks that L1 takes no more, because they are too old, are opened again (`reopen`).
//!
//! A mini-block is `start`, operations of the other pallets, `finish`.

pub mod error;
pub mod host;
pub mod ledger;
mod reopen;
mod seal;
pub mod traits;
mod try_state;
pub mod types;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use error::KeeperError;
pub use ledger::FrameLedger;
pub use pallet::*;
pub use traits::{Clock, ExecuteOperation, OnBlockSealed, OnMiniBlock};
pub use types::{Fit, PendingBlock, Placement, SealReason, SealedHeader, SealingRules, SEAL_ENGINE_ID};

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use std::collections::{BTreeMap, BTreeSet};

    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use zelkova_operation::{BlockContext, Ledger, OpTrace, Operation, OperationError, RuleError, StorageAreas};
    use zelkova_primitives::{
        tree::AccountChange, AccountFields, AccountId, BlockNumber, Felt, L1Address, SerialId, StorageKey, FEE_ACCOUNT,
    };

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Hears of sealed blocks.
        type OnSealed: OnBlockSealed;
        /// Starts operations that nobody asks for.
        type OnMiniBlock: OnMiniBlock;
        /// The storage areas that other pallets own, with the indexes that they keep over them.
        type Areas: StorageAreas;
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

    /// Id that the next new account gets: the lowest that no account has.
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
        /// Root of the state tree that holds these accounts.
        pub genesis_root: Felt,
        /// The first accounts: the fee account, and reserved ones that do not start empty.
        #[serde(skip)]
        pub accounts: BTreeMap<AccountId, AccountChange>,
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
                accounts: BTreeMap::new(),
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
            let mut ledger = FrameLedger::<T>::new();
            for (id, AccountChange { fields, values }) in &self.accounts {
                ledger.set_account(*id, *fields);
                for (key, value) in values {
                    ledger.set_value(*id, *key, *value);
                }
            }
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
        /// Sealed blocks were opened again.
        BlocksReopened {
            /// The first of them: the pending block's number from now on.
            first: BlockNumber,
        },
    }

    #[pallet::error]
    #[derive(PartialEq, Eq)]
    pub enum Error<T> {
        /// A rule refused. The node records the reason, with its code, its cause and its remedy.
        Refused,
        /// The pending block has no room for the operation. Offer it again after sealing.
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
        /// the clock while it is empty. Then the operations run that the chain starts itself ([`OnMiniBlock`]).
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
            T::OnMiniBlock::on_mini_block(now);
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
        /// - [`Error::Refused`]: the state tree could not be committed ([`KeeperError`]).
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

        /// Opens the blocks from `first` on again: undoes their operations and those of the pending block, which becomes
        /// block `first` and is empty.
        ///
        /// ## Origin
        /// None: an inherent, before `start`.
        ///
        /// ## Details
        /// L1 commits no block that is older than its window. What the blocks held is to be executed again, in the same
        /// order; the node offers it. Priority operations wait in L1's queue, so none is lost.
        ///
        /// ## Errors
        /// - [`Error::Refused`]: L1 has one of the blocks, or one of them is not kept ([`KeeperError`]).
        ///
        /// ## Events
        /// - [`Event::BlocksReopened`]
        #[pallet::call_index(2)]
        #[pallet::weight((Weight::zero(), DispatchClass::Mandatory))]
        pub fn reopen(origin: OriginFor<T>, first: BlockNumber) -> DispatchResult {
            ensure_none(origin)?;
            frame_support::storage::with_storage_layer(|| Self::open_again(first).map_err(Self::fail))
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

        fn place(operation: &impl Operation, trace: OpTrace) -> Result<Placement, OperationError> {
            let mut pending = Pending::<T>::get();
            let placement = Placement { block: pending.number, index: pending.operations };
            let slots = u32::try_from(trace.slots.len()).unwrap_or(u32::MAX);
            pending.slots = pending.slots.saturating_add(slots);
            pending.operations = pending.operations.saturating_add(1);
            pending.fast |= operation.fast();
            if let Some((token, fee)) = trace.fee() {
                pending.add_fee(token, fee).ok_or(RuleError::BalanceOverflow { account: FEE_ACCOUNT, token })?;
            }
            if let Some(serial) = operation.serial_id() {
                NextPriorityOp::<T>::put(serial.checked_add(1).ok_or(KeeperError::NoSerialId)?);
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
                Some(given) if given != expected => Err(KeeperError::PriorityOutOfOrder { expected, given }.into()),
                _ => Ok(()),
            }
        }
    }

    impl<T: Config> ExecuteOperation for Pallet<T> {
        fn execute<O: Operation>(operation: &O) -> Result<Placement, DispatchError> {
            match Self::fit([operation]) {
                Fit::Now => (),
                Fit::Later => return Err(Error::<T>::BlockFull.into()),
                Fit::Never => return Err(Self::fail(KeeperError::NeverFits.into())),
            }
            // A rule changes nothing when it fails, but placing comes after it.
            frame_support::storage::with_storage_layer(|| {
                let context = Self::context(&Pending::<T>::get());
                let trace = Self::check_serial(operation)
                    .and_then(|()| operation.execute(&context, &mut FrameLedger::<T>::new()))
                    .map_err(Self::fail)?;
                Self::place(operation, trace).map_err(Self::fail)
            })
        }

        fn fail(error: OperationError) -> DispatchError {
            host::failed(&error);
            Error::<T>::Refused.into()
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
}
