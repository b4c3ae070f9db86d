//! The first state of a chain.

use pallet_aggregator::AggregatorRules;
use pallet_eth_bridge::TokenInfo;
use pallet_mempool::{FeeSchedule, PoolLimits};
use pallet_state_keeper::SealingRules;
use serde::{Deserialize, Serialize};
use zelkova_primitives::L1Address;

use crate::{GenesisError, MiniBlockOutput};

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
    /// The least fees.
    pub fees: FeeSchedule,
}

/// The first mini-block (number 0) and the state after it.
pub fn build(_config: &GenesisConfig) -> Result<MiniBlockOutput, GenesisError> {
    unimplemented!()
}
