//! The chain's logic: the pallets composed into a runtime, and the executor that runs it natively over a state that the
//! caller provides. There is no database and no clock inside.
//!
//! | module | holds |
//! |---|---|
//! | [`configuration`] | `construct_runtime!` and the pallets' configuration |
//! | [`transaction`] | [`Transaction`]: every signed operation |
//! | [`circuit`] | the operations' constraints, composed |
//! | [`genesis`] | [`GenesisConfig`] and the first state |
//! | [`mini_block`] | what goes into a mini-block and what comes out |
//! | [`executor`] | [`Executor`]: runs mini-blocks and queries |
//! | [`query`] | [`Query`]: typed reads of the state |
//! | [`restore`] | the state rebuilt from pubdata alone |
//! | [`state`] | [`StateReader`]: where the state comes from; [`ChangeSet`]: where it goes |

pub mod circuit;
pub mod configuration;
pub mod error;
pub mod executor;
pub mod genesis;
mod host;
pub mod mini_block;
pub mod query;
pub mod restore;
mod run;
pub mod state;
pub mod transaction;

pub use error::{ExecuteError, GenesisError, ReadError};
pub use executor::Executor;
pub use genesis::{GenesisConfig, Parameters};
pub use mini_block::{
    MiniBlockInputs, MiniBlockOutput, PriorityResult, RefusedEvent, Rejection, TransactionInput, TxOutcome, TxResult,
};
pub use pallet_aggregator::{
    AggregatedOperation, AggregatorRules, OperationId, OperationKind, PipelineEvent, StepRules,
};
pub use pallet_eth_bridge::{AuthFact, TokenInfo};
pub use pallet_mempool::{AccountState, FeeModel, PoolLimits, Price};
pub use pallet_payments::L1Authorization;
pub use pallet_state_keeper::{
    l1_signature::{
        address_of, AttachedMessage, L1Message, L1Signature, Scheme, SecondFactorSetting, TokenTable,
        TransactionMessage,
    },
    BlockSize, OperationError, PendingBlock, SealReason, SealedHeader, SealingRules, Signed, TokenNames, TxSignature,
};
pub use pallet_swap::{Order, SignedOrder};
pub use query::{AccountView, NftView, Query};
pub use state::{ChangeSet, MemoryState, StateReader};
pub use transaction::{batch_hash, operations::*, Transaction};

/// Header of a mini-block.
pub type Header = sp_runtime::generic::Header<u32, sp_runtime::traits::BlakeTwo256>;
