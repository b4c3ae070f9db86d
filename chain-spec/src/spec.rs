//! The parts of a chain spec.

use crate::FeeParameters;
use serde::{Deserialize, Serialize};
use std::{fmt, path::PathBuf};
use zelkova_primitives::{serde_util::hex_array, L1Address, Settlement};
use zelkova_runtime::GenesisConfig;

/// What nodes of one chain agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChainSpec {
    /// Name for people.
    pub name: String,
    /// Short name for files and logs: letters, digits, `-` and `_`.
    pub id: String,
    /// What the chain is for.
    pub chain_type: ChainType,
    /// The first state, with block sizes and limits.
    pub genesis: GenesisConfig,
    /// The L1 that the chain settles to.
    pub l1: L1Spec,
    /// The structured reference string of the proofs.
    pub srs: SrsSpec,
    /// What transactions have to pay. It is no part of genesis and may be changed at any time.
    #[serde(default)]
    pub fees: FeeParameters,
}

impl ChainSpec {
    /// Where the chain settles, as far as the spec says: [`Settlement::NONE`] without contracts. A development chain knows
    /// it once it has deployed its own.
    pub fn settlement(&self) -> Settlement {
        self.l1.contracts.as_ref().map_or(Settlement::NONE, Deployment::settlement)
    }
}

/// What a chain is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChainType {
    /// One node on one machine, with public keys and an SRS that everybody can forge proofs with.
    Development,
    /// A private network with real proofs.
    Local,
    /// A chain that holds value.
    Live,
}

impl fmt::Display for ChainType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Development => "development",
            Self::Local => "local",
            Self::Live => "live",
        })
    }
}

/// The L1 of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct L1Spec {
    /// Its chain id; a node refuses an L1 that answers another one.
    pub chain_id: u64,
    /// URL of an L1 node; an option of the node can replace it. A development chain without one starts its own L1.
    #[serde(default)]
    pub url: Option<String>,
    /// The contracts; a development chain without them deploys its own.
    #[serde(default)]
    pub contracts: Option<Deployment>,
    /// L1 blocks on top of a deposit before the chain takes it.
    pub confirmations: u64,
    /// L1 blocks after which a priority operation that was not served opens exodus mode; for new deployments.
    pub priority_expiration_blocks: u64,
}

/// Addresses of one deployment of the contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deployment {
    /// Chain id of the L1.
    pub l1_chain_id: u64,
    /// Validators and tokens.
    pub governance: L1Address,
    /// The proof verifier.
    pub verifier: L1Address,
    /// Deposits, blocks and withdrawals.
    pub rollup: L1Address,
    /// The L1 block of the deployment: a node reads from here.
    pub from_block: u64,
}

impl Deployment {
    /// What the chain's tag binds of it.
    pub fn settlement(&self) -> Settlement {
        Settlement { l1_chain_id: self.l1_chain_id, rollup: self.rollup }
    }
}

/// The structured reference string of a chain's proofs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", from = "StrictSrsSpec")]
pub enum SrsSpec {
    /// The one with the published secret. Development chains only.
    Development,
    /// Phase 1 of a ceremony, as snarkjs writes it (`.ptau`).
    Ceremony {
        /// The file; a relative path starts at the spec's directory.
        path: PathBuf,
        /// Digest of the secret's point: every file of the ceremony has it, whatever its size.
        #[serde(with = "hex_array")]
        digest: [u8; 32],
    },
}

/// The same with a variant of fields throughout: serde lets unknown fields pass beside a tag that has none.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
enum StrictSrsSpec {
    Development {},
    Ceremony {
        path: PathBuf,
        #[serde(with = "hex_array")]
        digest: [u8; 32],
    },
}

impl From<StrictSrsSpec> for SrsSpec {
    fn from(strict: StrictSrsSpec) -> Self {
        match strict {
            StrictSrsSpec::Development {} => Self::Development,
            StrictSrsSpec::Ceremony { path, digest } => Self::Ceremony { path, digest },
        }
    }
}
