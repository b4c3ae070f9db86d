//! Typed reads of the state at the end of a mini-block.

use std::{collections::BTreeMap, marker::PhantomData};

use pallet_aggregator::{AggregatedOperation, OperationKind};
use pallet_eth_bridge::TokenInfo;
use pallet_mempool::{AccountState, FeeSchedule, PoolLimits};
use pallet_state_keeper::{PendingBlock, SealedHeader, SealingRules};
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    AccountFields, AccountId, BlockNumber, Felt, L1Address, Nonce, SerialId, TokenId,
};

use crate::Transaction;

/// An account with all its balances that are not zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// Its fields.
    pub fields: AccountFields,
    /// Its balances.
    pub balances: BTreeMap<TokenId, u128>,
}

/// Reads of one state. Only exists inside of [`Executor::query`](crate::Executor::query).
pub struct Query {
    // Not Send: the state is bound to the thread that runs the query.
    pub(crate) _bound: PhantomData<*const ()>,
}

impl Query {
    /// An account.
    pub fn account(&self, _id: AccountId) -> Option<AccountView> {
        unimplemented!()
    }

    /// The account that an L1 address owns.
    pub fn account_id(&self, _address: &L1Address) -> Option<AccountId> {
        unimplemented!()
    }

    /// A balance.
    pub fn balance(&self, _id: AccountId, _token: TokenId) -> u128 {
        unimplemented!()
    }

    /// An account's nonce; 0 if it does not exist.
    pub fn nonce(&self, _id: AccountId) -> Nonce {
        unimplemented!()
    }

    /// All tokens, in order of id.
    pub fn tokens(&self) -> Vec<TokenInfo> {
        unimplemented!()
    }

    /// A token.
    pub fn token(&self, _id: TokenId) -> Option<TokenInfo> {
        unimplemented!()
    }

    /// The block that takes operations now.
    pub fn pending_block(&self) -> PendingBlock {
        unimplemented!()
    }

    /// The last sealed block; genesis has number 0.
    pub fn last_sealed(&self) -> SealedHeader {
        unimplemented!()
    }

    /// Serial id of the next priority operation.
    pub fn next_priority_op(&self) -> SerialId {
        unimplemented!()
    }

    /// Tag of the chain.
    pub fn chain_tag(&self) -> Felt {
        unimplemented!()
    }

    /// Root of the genesis state tree.
    pub fn genesis_root(&self) -> Felt {
        unimplemented!()
    }

    /// Sizes and deadlines of blocks.
    pub fn sealing_rules(&self) -> SealingRules {
        unimplemented!()
    }

    /// Limits of the mempool.
    pub fn pool_limits(&self) -> PoolLimits {
        unimplemented!()
    }

    /// The least fees.
    pub fn fee_schedule(&self) -> FeeSchedule {
        unimplemented!()
    }

    /// What the pool must know about the account of a transaction.
    pub fn account_state(&self, _transaction: &Transaction) -> AccountState {
        unimplemented!()
    }

    /// Aggregated operations that are not confirmed yet, in order of id.
    pub fn open_operations(&self) -> Vec<AggregatedOperation> {
        unimplemented!()
    }

    /// How far each kind of aggregated operation has come.
    pub fn progress(&self, _kind: OperationKind) -> pallet_aggregator::Progress {
        unimplemented!()
    }

    /// Whether the proof of a block has been reported.
    pub fn is_proven(&self, _block: BlockNumber) -> bool {
        unimplemented!()
    }
}
