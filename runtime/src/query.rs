//! Typed reads of the state at the end of a mini-block.

use std::{collections::BTreeMap, marker::PhantomData};

use pallet_aggregator::{AggregatedOperation, OperationKind};
use pallet_eth_bridge::TokenInfo;
use pallet_mempool::{AccountState, PoolLimits, PoolTransaction};
use pallet_nft::{NftHolders, NftIds, Nfts};
use pallet_state_keeper::{
    AccountIds, Accounts, Clock, ExecuteOperation, Fit, PendingBlock, SealedHeader, SealingRules, Values,
};
use serde::{Deserialize, Serialize};
use zelkova_operation::l1_signature::TokenTable;
use zelkova_primitives::{
    AccountFields, AccountId, BlockNumber, Felt, L1Address, Nft, Nonce, SerialId, StorageKey, TokenId,
};

use crate::{
    configuration::{Aggregator, EthBridge, Runtime, StateKeeper},
    run::touched,
    Transaction,
};

/// Storage area of the balances.
const BALANCES: u8 = StorageKey::BALANCES;

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

/// An NFT and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NftView {
    /// The NFT.
    pub nft: Nft,
    /// Account and slot that hold it; `None` if it has left to L1.
    pub holder: Option<(AccountId, u16)>,
}

/// Reads of one state. Only exists inside of [`Executor::query`](crate::Executor::query).
pub struct Query {
    // Not Send: the state is bound to the thread that runs the query.
    _bound: PhantomData<*const ()>,
}

impl Query {
    pub(crate) fn new() -> Self {
        Self { _bound: PhantomData }
    }

    /// An account.
    pub fn account(&self, id: AccountId) -> Option<AccountView> {
        let fields = Accounts::<Runtime>::get(id);
        // A reserved account may hold values without having fields.
        if fields == AccountFields::default() && Values::<Runtime>::iter_key_prefix(id).next().is_none() {
            return None;
        }
        let balances = Values::<Runtime>::iter_prefix(id)
            .filter(|(key, _)| key.area() == BALANCES)
            .filter_map(|(key, value)| Some((TokenId(key.index()), value.to_u128()?)))
            .collect();
        Some(AccountView { id, fields, balances })
    }

    /// At most `limit` NFTs of an account from slot `from` on, by slot.
    pub fn nfts(&self, id: AccountId, from: u16, limit: usize) -> Vec<(u16, Nft)> {
        let mut nfts: Vec<_> = Values::<Runtime>::iter_prefix(id)
            .filter(|(key, _)| key.area() == StorageKey::NFTS && key.index() >= from)
            .filter_map(|(key, value)| Some((key.index(), Nfts::<Runtime>::get(value)?)))
            .collect();
        nfts.sort_by_key(|(slot, _)| *slot);
        nfts.truncate(limit);
        nfts
    }

    /// An NFT by its identity.
    pub fn nft(&self, creator: AccountId, serial: u32) -> Option<NftView> {
        let value = NftIds::<Runtime>::get((creator, serial))?;
        Some(NftView { nft: Nfts::<Runtime>::get(value)?, holder: NftHolders::<Runtime>::get(value) })
    }

    /// The account that an L1 address owns.
    pub fn account_id(&self, address: &L1Address) -> Option<AccountId> {
        AccountIds::<Runtime>::get(address)
    }

    /// A balance.
    pub fn balance(&self, id: AccountId, token: TokenId) -> u128 {
        Values::<Runtime>::get(id, StorageKey::balance(token)).to_u128().unwrap_or_default()
    }

    /// A storage value of any area.
    pub fn value(&self, id: AccountId, key: StorageKey) -> Felt {
        Values::<Runtime>::get(id, key)
    }

    /// The L1 address that owns an account; zero if the account does not exist.
    pub fn owner(&self, id: AccountId) -> L1Address {
        Accounts::<Runtime>::get(id).address
    }

    /// An account's nonce; 0 if it does not exist.
    pub fn nonce(&self, id: AccountId) -> Nonce {
        Accounts::<Runtime>::get(id).nonce
    }

    /// All tokens, in order of id.
    pub fn tokens(&self) -> Vec<TokenInfo> {
        let mut tokens: Vec<_> = pallet_eth_bridge::Tokens::<Runtime>::iter_values().collect();
        tokens.sort_by_key(|token| token.id);
        tokens
    }

    /// A token.
    pub fn token(&self, id: TokenId) -> Option<TokenInfo> {
        pallet_eth_bridge::Tokens::<Runtime>::get(id)
    }

    /// What people call the tokens.
    pub fn token_names(&self) -> TokenTable {
        TokenTable::new(self.tokens().into_iter().map(|token| (token.id, token.symbol, token.decimals)))
    }

    /// The token of an L1 contract; ETH for the zero address.
    pub fn token_id(&self, address: &L1Address) -> Option<TokenId> {
        pallet_eth_bridge::TokenIds::<Runtime>::get(address)
    }

    /// Whether an L1 address has authorised a key with `setAuthPubkeyHash`.
    pub fn is_key_authorized(&self, address: &L1Address, nonce: Nonce, key_hash: Felt) -> bool {
        EthBridge::is_key_authorized(address, nonce, key_hash)
    }

    /// The block that takes operations now.
    pub fn pending_block(&self) -> PendingBlock {
        pallet_state_keeper::Pending::<Runtime>::get()
    }

    /// The accounts that operation `index` of the pending block has touched, in order.
    pub fn touched(&self, index: u32) -> Vec<AccountId> {
        touched(index)
    }

    /// The oldest block with operations that no confirmed commitment holds, and its time. `None` if there is none.
    pub fn oldest_uncommitted(&self) -> Option<(BlockNumber, u64)> {
        let number = self.progress(OperationKind::CommitBlocks).done.saturating_add(1);
        let pending = Some(self.pending_block()).filter(|pending| pending.operations > 0);
        let sealed = pallet_aggregator::Blocks::<Runtime>::get(number).map(|record| record.timestamp);
        Some((number, sealed.or(pending.map(|pending| pending.timestamp))?))
    }

    /// The last sealed block; genesis has number 0.
    pub fn last_sealed(&self) -> SealedHeader {
        pallet_state_keeper::LastSealed::<Runtime>::get()
    }

    /// Time of the newest mini-block, in seconds.
    pub fn time(&self) -> u64 {
        StateKeeper::now()
    }

    /// Serial id of the next priority operation.
    pub fn next_priority_op(&self) -> SerialId {
        StateKeeper::next_priority_op()
    }

    /// Tag of the chain.
    pub fn chain_tag(&self) -> Felt {
        StateKeeper::chain_tag()
    }

    /// Root of the genesis state tree.
    pub fn genesis_root(&self) -> Felt {
        pallet_state_keeper::GenesisRoot::<Runtime>::get()
    }

    /// Sizes and deadlines of blocks.
    pub fn sealing_rules(&self) -> SealingRules {
        pallet_state_keeper::Rules::<Runtime>::get()
    }

    /// Whether some block size has room for all these transactions together.
    pub fn fits_a_block<'a>(&self, transactions: impl IntoIterator<Item = &'a Transaction>) -> bool {
        StateKeeper::fit(transactions) != Fit::Never
    }

    /// Limits of the mempool.
    pub fn pool_limits(&self) -> PoolLimits {
        pallet_mempool::Limits::<Runtime>::get()
    }

    /// What the pool must know about the account of a transaction.
    pub fn account_state(&self, transaction: &Transaction) -> AccountState {
        let id = transaction.account();
        let fields = Accounts::<Runtime>::get(id);
        let tokens = [Some(transaction.fee().0), transaction.outgoing().map(|(token, _)| token)];
        AccountState {
            exists: fields.exists(),
            address: fields.address,
            nonce: fields.nonce,
            key_hash: fields.key_hash,
            balances: tokens
                .into_iter()
                .flatten()
                .filter(|token| pallet_eth_bridge::Tokens::<Runtime>::contains_key(token))
                .map(|token| (token, self.balance(id, token)))
                .collect(),
            recipient_exists: transaction.recipient().is_none_or(AccountIds::<Runtime>::contains_key),
            key_authorized: transaction.key_change().is_some_and(|change| {
                EthBridge::is_key_authorized(&change.owner, transaction.nonce(), change.key_hash)
            }),
        }
    }

    /// Aggregated operations that are not done yet, in order of id.
    pub fn open_operations(&self) -> Vec<AggregatedOperation> {
        Aggregator::open_operations()
    }

    /// How far each kind of aggregated operation has come.
    pub fn progress(&self, kind: OperationKind) -> pallet_aggregator::Progress {
        pallet_aggregator::Steps::<Runtime>::get(kind)
    }

    /// Whether the proof of a block has been reported.
    pub fn is_proven(&self, block: BlockNumber) -> bool {
        Aggregator::is_proven(block)
    }

    /// Checks the whole state of every pallet. Slow: for tests and repair.
    pub fn try_state(&self) -> Result<(), String> {
        crate::configuration::try_state().map_err(|error| format!("{error:?}"))
    }
}
