//! What a node is started with.

use std::{net::SocketAddr, path::PathBuf, time::Duration};
use zelkova_chain_spec::ChainSpec;

/// Where L1 is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum L1Config {
    /// A development L1: an anvil that the node starts itself, with the contracts deployed. With a base path that was
    /// used before it is the same L1 as then.
    Dev {
        /// Port of anvil; 0 for any.
        port: u16,
        /// Seconds between L1 blocks; none for a block a transaction.
        block_time: Option<u64>,
    },
    /// A node that runs already; the contracts are those of the chain spec.
    Url(String),
    /// None at all: nothing is deposited, committed or proven on L1. For benchmarks.
    Isolated,
}

/// What a prover may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProverConfig {
    /// Bytes of memory; what is free unless given.
    pub memory: Option<u64>,
    /// Bytes of those that stay in use between proofs, so that the next one is faster.
    pub cache: usize,
}

/// Configuration of a node.
#[derive(Clone, Debug)]
pub struct NodeConfig {
    /// The chain.
    pub spec: ChainSpec,
    /// Directory of the database and of the development L1's state.
    pub base_path: PathBuf,
    /// Address of the RPC server; port 0 for any.
    pub rpc: SocketAddr,
    /// Address of `/metrics` and `/health`; port 0 for any.
    pub metrics: SocketAddr,
    /// L1.
    pub l1: L1Config,
    /// Key that signs the node's L1 transactions; anvil's first one on a development L1.
    pub operator_key: Option<[u8; 32]>,
    /// Directory of proving keys; shared by all chains of this machine.
    pub keys_path: PathBuf,
    /// Whether and how this node proves blocks itself.
    pub prover: Option<ProverConfig>,
    /// For how long rejected transactions are kept with their reasons; none for ever.
    pub rejected_retention: Option<Duration>,
    /// Time between mini-blocks while there is less to do than one mini-block takes.
    pub mini_block_interval: Duration,
}
