//! The first state of a chain.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use codec::{DecodeAll, Encode};
use pallet_aggregator::AggregatorRules;
use pallet_eth_bridge::TokenInfo;
use pallet_mempool::PoolLimits;
use pallet_state_keeper::SealingRules;
use serde::{Deserialize, Serialize};
use sp_runtime::{
    traits::{BlakeTwo256, Hash, Header as _},
    BuildStorage,
};
use sp_state_machine::{Backend, TrieBackendBuilder};
use sp_trie::LayoutV1;
use zelkova_primitives::{
    chain_tag,
    tree::{AccountChange, MemoryStore, StateTree, TreeUpdate},
    AccountFields, AccountId, Felt, L1Address, Settlement, StorageKey, TokenId, FEE_ACCOUNT,
};

use crate::{
    configuration::RuntimeGenesisConfig,
    executor::{guarded, STATE_VERSION},
    reserved::{self, ReservedAccount},
    state::{trie_writes, TrieNodes},
    ChangeSet, GenesisError, Header, MemoryState, MiniBlockOutput,
};

/// What a chain starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisConfig {
    /// Number of the chain, part of every signature.
    pub l2_chain_id: u64,
    /// L1 address of the operator; owns account 0, which gets the fees.
    pub fee_account_address: L1Address,
    /// Tokens that L1's governance has at the start. Must hold ETH as token 0.
    pub tokens: Vec<TokenInfo>,
    /// Sizes, deadlines and limits.
    #[serde(default)]
    pub parameters: Parameters,
    /// Reserved accounts of pallets that do not start empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<ReservedAccount>,
}

/// Sizes, deadlines and limits of a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Parameters {
    /// Block sizes and when blocks are sealed.
    pub sealing: SealingRules,
    /// Aggregated operations.
    pub aggregator: AggregatorRules,
    /// Limits of the mempool.
    pub mempool: PoolLimits,
}

/// Id, fields, storage values.
type PublishedAccount = (AccountId, AccountFields, Vec<(StorageKey, Felt)>);

/// The accounts of block 0 from their encoding on L1, a SCALE list of accounts (protocol, section 10). `None` if it is not one.
pub fn decode_accounts(bytes: &[u8]) -> Option<BTreeMap<AccountId, AccountChange>> {
    let accounts = Vec::<PublishedAccount>::decode_all(&mut &*bytes).ok()?;
    let account =
        |(id, fields, values): PublishedAccount| (id, AccountChange { fields, values: values.into_iter().collect() });
    Some(accounts.into_iter().map(account).collect())
}

impl GenesisConfig {
    /// The accounts of the first state: the fee account, and the reserved ones that are listed.
    pub fn accounts(&self) -> BTreeMap<AccountId, AccountChange> {
        let fields = AccountFields { address: self.fee_account_address, ..AccountFields::default() };
        let fee_account = (FEE_ACCOUNT, AccountChange { fields, ..AccountChange::default() });
        let reserved = self.reserved.iter().map(|reserved| (reserved.account, reserved.change()));
        reserved.chain([fee_account]).collect()
    }

    /// The accounts of the first state as the Rollup tells them when it is deployed: see [`decode_accounts`].
    pub fn published_accounts(&self) -> Vec<u8> {
        let account = |(id, change): (AccountId, AccountChange)| (id, change.fields, Vec::from_iter(change.values));
        self.accounts().into_iter().map(account).collect::<Vec<PublishedAccount>>().encode()
    }

    /// The root of the state tree at genesis, and the writes that make the tree.
    pub fn state_tree(&self) -> Result<TreeUpdate, GenesisError> {
        Ok(StateTree::new(MemoryStore::new()).commit(0, &self.accounts())?)
    }

    /// Tag of the chain that settles there. The contract's address is known only once it is deployed, and it is deployed
    /// with the root of [`state_tree`](Self::state_tree): root, contract, tag, in this order.
    pub fn chain_tag(&self, settlement: Settlement) -> Result<Felt, GenesisError> {
        Ok(chain_tag(settlement, self.l2_chain_id, self.state_tree()?.root))
    }

    /// Finds what makes the configuration unusable.
    pub fn check(&self) -> Result<(), GenesisError> {
        let refuse = |name, problem: &str| Err(GenesisError::Parameter { name, problem: problem.into() });
        if self.fee_account_address.is_zero() {
            return refuse("feeAccountAddress", "it is zero: give the operator's L1 address");
        }
        if !self.tokens.iter().any(|token| token.id == TokenId::ETH && token.address.is_zero()) {
            return refuse("tokens", "ETH is missing: list token 0 with the zero address");
        }
        let ids: BTreeSet<_> = self.tokens.iter().map(|token| token.id).collect();
        let addresses: BTreeSet<_> = self.tokens.iter().map(|token| token.address).collect();
        if ids.len() != self.tokens.len() || addresses.len() != self.tokens.len() {
            return refuse("tokens", "two tokens have the same id or address: list each once");
        }
        if let Some(problem) = reserved::problem(&self.reserved) {
            return refuse("reserved", &problem);
        }
        let Parameters { sealing, aggregator, mempool } = &self.parameters;
        let problems = [
            ("parameters.sealing", sealing.problem()),
            ("parameters.aggregator", aggregator.problem()),
            ("parameters.mempool", mempool.problem()),
        ];
        match problems.iter().find_map(|(name, problem)| problem.map(|problem| (*name, problem))) {
            Some((name, problem)) => refuse(name, problem),
            None => Ok(()),
        }
    }
}

/// The first mini-block (number 0) of the chain that settles there, and the state after it.
pub fn build(config: &GenesisConfig, settlement: Settlement) -> Result<MiniBlockOutput, GenesisError> {
    config.check()?;
    let tree = config.state_tree()?;
    let parameters = &config.parameters;
    let genesis = RuntimeGenesisConfig {
        state_keeper: pallet_state_keeper::GenesisConfig {
            chain_tag: chain_tag(settlement, config.l2_chain_id, tree.root),
            genesis_root: tree.root,
            accounts: config.accounts(),
            rules: parameters.sealing.clone(),
            ..Default::default()
        },
        eth_bridge: pallet_eth_bridge::GenesisConfig { tokens: config.tokens.clone(), ..Default::default() },
        mempool: pallet_mempool::GenesisConfig { limits: parameters.mempool, ..Default::default() },
        aggregator: pallet_aggregator::GenesisConfig { rules: parameters.aggregator, ..Default::default() },
        ..Default::default()
    };
    let storage = guarded(|| genesis.build_storage())
        .map_err(|error| GenesisError::Build(error.to_string()))?
        .map_err(GenesisError::Build)?;
    let backend = TrieBackendBuilder::new(
        TrieNodes(Arc::new(MemoryState::new())),
        sp_trie::empty_trie_root::<LayoutV1<BlakeTwo256>>(),
    )
    .build();
    let entries = storage.top.iter().map(|(key, value)| (key.as_slice(), Some(value.as_slice())));
    let (root, transaction) = backend.storage_root(entries, STATE_VERSION);
    let extrinsics_root = BlakeTwo256::ordered_trie_root(Vec::new(), STATE_VERSION);
    Ok(MiniBlockOutput {
        header: Header::new(0, extrinsics_root, root, Default::default(), Default::default()),
        extrinsics: Vec::new(),
        results: Vec::new(),
        priority_results: Vec::new(),
        refused_events: Vec::new(),
        sealed: None,
        eth_witnesses: Vec::new(),
        operations: Vec::new(),
        reopened: None,
        voided: Vec::new(),
        changes: ChangeSet { trie: trie_writes(transaction), tree: tree.writes },
    })
}
