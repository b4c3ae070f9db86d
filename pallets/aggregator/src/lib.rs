//! # Aggregator
//!
//! Takes sealed blocks through the four steps to finality on L1.
//!
//! ## Overview
//!
//! Every block is committed, proven, its proof published and the block executed. One aggregated operation takes a run of
//! consecutive blocks through one step; the runs of each step have no gap and no overlap.
//!
//! | operation | is created when | is done when |
//! |---|---|---|
//! | CommitBlocks | sealed blocks wait and a trigger fires | confirmed on L1 |
//! | CreateProofBlocks | blocks of a CommitBlocks wait and a trigger fires | all its blocks are proven |
//! | PublishProofBlocksOnchain | a CreateProofBlocks is done and its blocks' commit is confirmed | confirmed on L1 |
//! | ExecuteBlocks | published and confirmed blocks wait and a trigger fires | confirmed on L1 |
//!
//! A trigger is: the maximum number of blocks waits, the oldest has reached the deadline, or somebody waits on L1 for
//! one of them.
//!
//! What happens outside ([`PipelineEvent`]) comes as extrinsics. An event that repeats what is known changes nothing; an
//! event that cannot be is refused.

mod planning;
mod try_state;
pub mod types;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{
    AggregatedOperation, AggregatorRules, BlockRecord, OperationId, OperationKind, PipelineError, PipelineEvent,
    Progress, StepRules,
};

// FRAME's macros generate public items without documentation.
#[allow(missing_docs)]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use pallet_state_keeper::{Clock, OnBlockSealed, SealedHeader};
    use zelkova_primitives::BlockNumber;

    use super::*;

    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Time of the mini-block.
        type Clock: Clock;
    }

    /// Limits and deadlines.
    #[pallet::storage]
    pub type Rules<T> = StorageValue<_, AggregatorRules, ValueQuery>;

    /// The last sealed block.
    #[pallet::storage]
    pub type LastSealed<T> = StorageValue<_, BlockNumber, ValueQuery>;

    /// Sealed blocks that are not executed on L1 yet.
    #[pallet::storage]
    pub type Blocks<T> = StorageMap<_, Twox64Concat, BlockNumber, BlockRecord>;

    /// How far each kind of operation has come.
    #[pallet::storage]
    pub type Steps<T> = StorageMap<_, Twox64Concat, OperationKind, Progress, ValueQuery>;

    /// Operations that are not done yet.
    #[pallet::storage]
    pub type Operations<T> = StorageMap<_, Twox64Concat, OperationId, AggregatedOperation>;

    /// Number of the last operation.
    #[pallet::storage]
    pub type LastOperation<T> = StorageValue<_, OperationId, ValueQuery>;

    /// Operations that this mini-block has created.
    #[pallet::storage]
    pub type Created<T> = StorageValue<_, Vec<AggregatedOperation>, ValueQuery>;

    /// Operations that are void since this mini-block, because their blocks were opened again.
    #[pallet::storage]
    pub type Voided<T> = StorageValue<_, Vec<OperationId>, ValueQuery>;

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Limits and deadlines.
        pub rules: AggregatorRules,
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Rules::<T>::put(self.rules);
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An operation was created.
        OperationCreated {
            /// The operation.
            operation: AggregatedOperation,
        },
        /// An operation is done.
        OperationDone {
            /// The operation.
            operation: AggregatedOperation,
        },
        /// The proof of a block exists.
        BlockProven {
            /// The block.
            block: BlockNumber,
        },
    }

    /// Each variant is one of [`PipelineError`], which carries the numbers.
    #[pallet::error]
    #[derive(PartialEq, Eq)]
    pub enum Error<T> {
        /// The block is not sealed. Report proofs of sealed blocks only.
        UnknownBlock,
        /// The operation does not exist. Report operations that the chain created.
        UnknownOperation,
        /// The operation is not sent to L1. Report its proofs one by one.
        NotSentToL1,
        /// An earlier operation of the same kind is open. Report confirmations in order.
        OutOfOrder,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_number: BlockNumberFor<T>) -> Weight {
            Created::<T>::kill();
            Voided::<T>::kill();
            Weight::zero()
        }

        fn on_finalize(_number: BlockNumberFor<T>) {
            Self::plan(T::Clock::now());
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Reports what happened outside.
        ///
        /// ## Origin
        /// None: an inherent.
        ///
        /// ## Errors
        /// - [`Error::UnknownBlock`], [`Error::UnknownOperation`], [`Error::NotSentToL1`]: there is no such thing.
        /// - [`Error::OutOfOrder`]: an earlier operation of the kind must be confirmed first.
        ///
        /// ## Events
        /// - [`Event::BlockProven`]
        /// - [`Event::OperationDone`]
        #[pallet::call_index(0)]
        #[pallet::weight((Weight::zero(), DispatchClass::Operational))]
        pub fn report(origin: OriginFor<T>, event: PipelineEvent) -> DispatchResult {
            ensure_none(origin)?;
            Self::apply(event).map_err(Error::<T>::from)?;
            Ok(())
        }
    }

    impl<T: Config> OnBlockSealed for Pallet<T> {
        fn on_block_sealed(header: &SealedHeader) {
            let SealedHeader { number, timestamp, fast, .. } = *header;
            LastSealed::<T>::put(number);
            Blocks::<T>::insert(number, BlockRecord { timestamp, fast, proven: false });
        }

        fn can_reopen(first: BlockNumber) -> bool {
            first > Steps::<T>::get(OperationKind::CommitBlocks).done
        }

        fn on_blocks_reopened(first: BlockNumber) {
            Self::void_from(first);
        }
    }

    impl<T> From<PipelineError> for Error<T> {
        fn from(error: PipelineError) -> Self {
            match error {
                PipelineError::UnknownBlock { .. } => Self::UnknownBlock,
                PipelineError::UnknownOperation { .. } => Self::UnknownOperation,
                PipelineError::NotSentToL1 { .. } => Self::NotSentToL1,
                PipelineError::OutOfOrder { .. } => Self::OutOfOrder,
            }
        }
    }
}
