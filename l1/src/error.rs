//! Everything that can go wrong with L1.

use super::ContractError;
use std::time::Duration;
use zelkova_primitives::{Felt, L1Address, SerialId, TokenId, TxHash};

/// Why something on L1 did not work. The text names the cause and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum L1Error {
    /// The URL of the L1 node is none.
    #[error("`{url}` is not a URL of an L1 node ({detail}); write it like http://127.0.0.1:8545")]
    Url {
        /// What was given.
        url: String,
        /// Why it is none.
        detail: String,
    },
    /// No or no sensible answer.
    #[error("cannot {what}: {detail}; check that the L1 node runs and that its URL is right")]
    Transport {
        /// What was asked for.
        what: String,
        /// What happened.
        detail: String,
    },
    /// The L1 node asks for a slower pace.
    #[error("cannot {what}: the L1 node limits the rate of requests; the node slows down, or use another L1 node")]
    RateLimited {
        /// What was asked for.
        what: String,
    },
    /// A log query has more results than the L1 node wants to send.
    #[error("cannot {what}: too many results in one answer; the node asks for fewer blocks at a time")]
    TooManyResults {
        /// What was asked for.
        what: String,
    },
    /// The L1 node follows another chain.
    #[error(
        "the L1 node at {url} is on chain {found}, expected {expected}; give the URL of a node of chain {expected}"
    )]
    WrongChain {
        /// The node.
        url: String,
        /// Chain id of the chain spec.
        expected: u64,
        /// Chain id of the node.
        found: u64,
    },
    /// The Rollup was deployed for another chain.
    #[error(
        "the rollup contract {rollup} on L1 chain {l1_chain_id} is that of another chain: its tag is 0x{found}, this chain's \
         is {expected}; give the L1 and the contracts that were deployed for this chain's genesis"
    )]
    OtherChain {
        /// The contract.
        rollup: L1Address,
        /// Chain id of the L1.
        l1_chain_id: u64,
        /// The contract's tag, in hex.
        found: String,
        /// The chain's tag.
        expected: Felt,
    },
    /// There is no contract where one should be.
    #[error("there is no contract at {0} on L1; check the contract addresses and which chain the L1 node follows")]
    NoContract(L1Address),
    /// A call that a contract refused.
    #[error("{what} is refused by the contract: {error}")]
    Reverted {
        /// Which call.
        what: String,
        /// The contract's error.
        error: ContractError,
    },
    /// A transaction that the L1 node does not take.
    #[error("the L1 node does not accept {what}: {detail}")]
    Rejected {
        /// Which transaction.
        what: String,
        /// What the node says.
        detail: String,
    },
    /// The account cannot pay for its transaction.
    #[error("{address} cannot pay for {what}; send it ETH on L1")]
    InsufficientFunds {
        /// Which transaction.
        what: String,
        /// The account.
        address: L1Address,
    },
    /// L1 asks for more than the configured limit.
    #[error("L1's base fee is {base_fee} wei, above the limit of {limit}; wait, or raise the limit")]
    FeeAboveLimit {
        /// Base fee of the newest block.
        base_fee: u128,
        /// The limit.
        limit: u128,
    },
    /// The L1 chain has no EIP-1559 fees.
    #[error("the blocks of this L1 have no base fee; use an L1 with EIP-1559 (London or later)")]
    NoBaseFee,
    /// A transaction is not mined.
    #[error("{what} (0x{}) is not mined after {seconds} s; check that the L1 makes blocks", hex::encode(hash.0))]
    NotMined {
        /// Which transaction.
        what: String,
        /// Its hash.
        hash: TxHash,
        /// How long it was waited for.
        seconds: u64,
    },
    /// A log that the contract in use does not write.
    #[error("the log {index} of L1 block {block} cannot be read: {detail}; check the contract addresses and the node's version")]
    BadLog {
        /// L1 block.
        block: u64,
        /// Index in the block.
        index: u64,
        /// What is wrong.
        detail: String,
    },
    /// A contract answers with something else than its interface says.
    #[error("{what}: the contract's answer cannot be read; check the contract addresses and the node's version")]
    BadAnswer {
        /// Which call.
        what: String,
    },
    /// The contract never said how its chain began.
    #[error(
        "the contract {rollup} is no rollup of this version: it has not said how its chain began; check its address"
    )]
    NoGenesis {
        /// The contract.
        rollup: L1Address,
    },
    /// The L1 node left commitments out.
    #[error("the L1 node does not have the commitment of block {number}; use one that has all of L1's history")]
    HistoryGap {
        /// The block.
        number: u32,
    },
    /// The L1 node left priority operations out.
    #[error(
        "L1 reports priority operation {found} up to block {block}, but {expected} is missing; \
         the L1 node lags or answers wrongly: the node tries again, otherwise use another L1 node"
    )]
    SerialGap {
        /// The next one.
        expected: SerialId,
        /// The one that was reported instead.
        found: SerialId,
        /// Last block of the query.
        block: u64,
    },
    /// The L1 node left tokens out.
    #[error(
        "L1 reports token {found} up to block {block}, but {expected} is missing; \
         the L1 node lags or answers wrongly: the node tries again, otherwise use another L1 node"
    )]
    TokenGap {
        /// The next one.
        expected: TokenId,
        /// The one that was reported instead.
        found: TokenId,
        /// Last block of the query.
        block: u64,
    },
    /// The records of the sender cannot be read or written.
    #[error("records of L1 transactions: {0}")]
    Store(String),
    /// A private key that is none.
    #[error("the private key of the L1 account cannot be used: {0}; it must be 32 bytes, not zero and below the curve's order")]
    Key(String),
    /// Records that another key signed.
    #[error(
        "{what} was sent with another key than that of {address}; \
         start the node with the key that it used before until its operations are confirmed"
    )]
    OtherKey {
        /// Which operation.
        what: String,
        /// The address of the present key.
        address: L1Address,
    },
    /// A contract artifact is damaged.
    #[error("the artifact of contract {name} cannot be used: {detail}; rebuild it with `scripts/contracts.sh build`")]
    Artifact {
        /// Which contract.
        name: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// There is no anvil.
    #[error(
        "the program `anvil` is missing (looked for in {searched}); run `make setup`, or set ZELKOVA_ANVIL to its path"
    )]
    AnvilMissing {
        /// Where it was looked for.
        searched: String,
    },
    /// Anvil does not start.
    #[error("anvil does not start: {0}")]
    AnvilFailed(String),
}

impl L1Error {
    /// Whether trying again cannot help before somebody changes something.
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::Reverted { error, .. } => !error.is_transient(),
            Self::Url { .. }
            | Self::WrongChain { .. }
            | Self::OtherChain { .. }
            | Self::NoContract(_)
            | Self::NoBaseFee
            | Self::Store(_)
            | Self::Key(_)
            | Self::OtherKey { .. }
            | Self::Artifact { .. }
            | Self::AnvilMissing { .. } => true,
            _ => false,
        }
    }
}

/// How long to wait before asking L1 again after an error.
pub fn back_off(error: &L1Error) -> Duration {
    match error {
        L1Error::RateLimited { .. } => Duration::from_secs(30),
        L1Error::SerialGap { .. } | L1Error::TokenGap { .. } => Duration::from_secs(10),
        L1Error::FeeAboveLimit { .. } | L1Error::InsufficientFunds { .. } => Duration::from_secs(10),
        error if error.is_fatal() => Duration::from_secs(30),
        _ => Duration::from_secs(2),
    }
}
