//! The Ethereum side of a chain: reading L1, sending to it, and a local L1 for development.
//!
//! | part | does |
//! |---|---|
//! | [`L1Client`], [`L1Wallet`] | read L1; deposit, claim and send with a key |
//! | [`PendingNft`] | an NFT that left the chain and waits to be minted |
//! | [`History`] | reads the committed blocks and the beginning of a chain, from which its state is rebuilt |
//! | [`Queue`] | the open requests; with [`L1Wallet`], the way out of a chain that has stopped |
//! | [`deploy`] | puts the contracts on L1 |
//! | [`Watcher`] | reads confirmed priority operations, tokens and authorised keys, without a gap |
//! | [`Sender`], [`OperationSender`] | sends aggregated operations, in order and exactly once |
//! | [`StoredBlockInfo`] and the `*_calldata` functions | blocks as the Rollup contract sees them |
//! | [`Anvil`] | a local L1 for development and tests |
//! | [`L1Error`], [`ContractError`] | what can go wrong, with cause and remedy |

mod anvil;
mod artifacts;
mod blocks;
mod calls;
mod client;
mod clock;
mod contract_error;
mod deploy;
mod error;
mod exodus;
mod fees;
mod history;
mod logs;
mod nft;
mod ranges;
mod revert;
mod sender;
mod source;
mod symbol;
#[cfg(test)]
mod tests;
mod wallet;
mod watcher;

pub use anvil::{dev_private_key, Anvil, AnvilConfig};
pub use blocks::{
    commit_blocks_calldata, execute_blocks_calldata, prove_blocks_calldata, revert_blocks_calldata, ProvenBlock,
    StoredBlockInfo,
};
pub use client::L1Client;
pub use contract_error::ContractError;
pub use deploy::{add_token, deploy, deploy_dev_token, DeployConfig};
pub use error::{back_off, L1Error};
pub use exodus::Queue;
pub use fees::Fees;
pub use history::{Commitment, CommittedBlock, Genesis, History, RollupStatus};
pub use logs::NewToken;
pub use nft::PendingNft;
pub use sender::{
    Attempt, InFlight, L1OpKind, L1Operation, OperationSender, Sender, SenderConfig, SenderEvent, SenderRecord,
    SenderState, SenderStore,
};
pub use source::{L1Events, L1Source, RollupSource};
pub use wallet::{L1Receipt, L1Wallet};
pub use watcher::{Watcher, WatcherBatch, WatcherConfig, WatcherProgress};
