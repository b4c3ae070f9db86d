//! The JSON types of the interface: camelCase names, hashes and addresses as 0x hex, amounts as decimal strings.

mod account;
mod amount;
mod batch;
mod block;
mod chain;
mod fee;
mod history;
mod nft;
mod priority;
mod second_factor;
mod selector;
mod stage;
mod transaction;

pub use account::{Account, AccountState, Balance, PendingDeposit};
pub use amount::{Amount, Bytes};
pub use batch::{BatchMember, BatchStatus, SubmittedBatch};
pub use block::{Block, BlockOperation, BlockSummary, L1Transactions};
pub use chain::{BlockHeights, ChainStatus, ContractAddresses, PendingBlock, PipelineStatus, Queues};
pub use fee::{BatchFeeEstimate, BatchFeeItem, FeeEstimate, FeeName, FeeRequest, Token};
pub use history::{
    AccountTransactions, HistoryEntry, OperationCursor, RejectedTransaction, RejectedTransactions, RejectionCursor,
};
pub use nft::{AccountNft, AccountNfts, NftHolder, NftRecord, NftStatus};
pub use priority::{PriorityKind, PriorityOperation};
pub use second_factor::{SecondFactor, SecondFactorRequest};
pub use selector::{AccountSelector, BlockTag, TokenSelector};
pub use stage::Stage;
pub use transaction::{ChangePubKeyMessage, TransactionRecord, TransactionStatus};
pub use zelkova_runtime::Rejection;
