//! The chain's logic: the pallets composed into a runtime, and the executor that runs it natively over a state that the
//! caller provides. There is no database and no clock inside.
//!
//! | module | holds |
//! |---|---|
//! | [`configuration`] | `construct_runtime!` and the pallets' configuration |
//! | [`table`] | the table of operations: [`Transaction`], priority operations, circuit, restoring, fee kinds, names |
//! | [`genesis`] | [`GenesisConfig`] and the first state |
//! | [`reserved`] | reserved accounts that a chain starts with |
//! | [`mini_block`] | what goes into a mini-block and what comes out |
//! | [`executor`] | [`Executor`]: runs mini-blocks and queries |
//! | [`query`] | [`Query`]: typed reads of the state |
//! | [`restore`] | the state rebuilt from pubdata alone |
//! | [`state`] | [`StateReader`]: where the state comes from; [`ChangeSet`]: where it goes |

#[macro_use]
pub mod table;
pub mod configuration;
pub mod error;
pub mod executor;
pub mod genesis;
mod host;
pub mod mini_block;
pub mod query;
pub mod reserved;
pub mod restore;
mod run;
pub mod state;

pub use error::{ExecuteError, GenesisError, ReadError};
pub use executor::Executor;
pub use genesis::{decode_accounts, GenesisConfig, Parameters};
pub use mini_block::{
    MiniBlockInputs, MiniBlockOutput, PriorityResult, RefusedEvent, Rejection, TransactionInput, TxOutcome, TxResult,
};
pub use pallet_aggregator::{
    AggregatedOperation, AggregatorRules, OperationId, OperationKind, PipelineEvent, StepRules,
};
pub use pallet_eth_bridge::{AuthFact, TokenInfo};
pub use pallet_mempool::{AccountState, FeeModel, PoolLimits, Price};
pub use pallet_payments::L1Authorization;
pub use pallet_state_keeper::{PendingBlock, SealReason, SealedHeader, SealingRules};
pub use pallet_swap::{Order, SignedOrder};
pub use query::{AccountView, NftView, Query};
pub use reserved::{ReservedAccount, StoredValue};
pub use state::{ChangeSet, MemoryState, StateReader};
pub use table::{
    batch_hash, fee_kinds, operation_name, operations::*, BlockOps, PriorityOperation, Transaction, PAY_OUTS, PUBLISHED,
};
pub use zelkova_operation::{
    l1_signature::{
        address_of, AttachedMessage, L1Message, L1Signature, Scheme, SecondFactorSetting, TokenTable,
        TransactionMessage,
    },
    BlockSize, FeeKind, OperationError, Signed, TokenNames, TxSignature,
};

/// Header of a mini-block.
pub type Header = sp_runtime::generic::Header<u32, sp_runtime::traits::BlakeTwo256>;
