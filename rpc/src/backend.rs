//! What the node provides to the interface.

use crate::{
    types::{
        Account, AccountNfts, AccountSelector, AccountTransactions, BatchFeeEstimate, BatchFeeItem, BatchMember,
        BatchStatus, Block, BlockSummary, BlockTag, ChainStatus, ChangePubKeyMessage, FeeEstimate, FeeRequest,
        NftStatus, OperationCursor, PipelineStatus, PriorityOperation, RejectedTransactions, RejectionCursor,
        SecondFactor, SecondFactorRequest, SubmittedBatch, Token, TokenSelector, TransactionRecord, TransactionStatus,
    },
    Fault,
};
use async_trait::async_trait;
use tokio::sync::watch;
use zelkova_primitives::{AccountId, Felt, Nonce, SerialId, TxHash};
use zelkova_runtime::{L1Signature, Transaction};

/// The chain as the interface sees it. Answers must be consistent: a status may never go back to an earlier stage.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Checks a transaction and stores it durably; an `Ok` is a promise that survives a crash. An Ethereum signature that
    /// is given must be good, whether the account asks for it or not.
    async fn submit_transaction(
        &self,
        transaction: Transaction,
        eth_signature: Option<L1Signature>,
    ) -> Result<TxHash, Fault>;

    /// Checks transactions that are executed together or not at all, and stores them durably.
    async fn submit_batch(&self, transactions: Vec<BatchMember>) -> Result<SubmittedBatch, Fault>;

    /// The status of a batch's transactions; `None` if the hash is not that of a batch of several.
    async fn batch_status(&self, hash: TxHash) -> Result<Option<BatchStatus>, Fault>;

    /// Whether an account has a second factor.
    async fn second_factor(&self, account: AccountSelector) -> Result<SecondFactor, Fault>;

    /// Turns the second factor of an account on or off, durably.
    async fn set_second_factor(&self, request: SecondFactorRequest) -> Result<SecondFactor, Fault>;

    /// A transaction with its status; `None` if the hash is unknown.
    async fn transaction(&self, hash: TxHash) -> Result<Option<TransactionRecord>, Fault>;

    /// A transaction's status; `None` if the hash is unknown.
    async fn transaction_status(&self, hash: TxHash) -> Result<Option<TransactionStatus>, Fault>;

    /// A priority operation; `None` if it was not seen (with enough confirmations) on L1.
    async fn priority_operation(&self, serial_id: SerialId) -> Result<Option<PriorityOperation>, Fault>;

    /// An account; `None` if there is none and no deposit is under way to it.
    async fn account(&self, selector: AccountSelector) -> Result<Option<Account>, Fault>;

    /// At most `limit` NFTs of an account from slot `from` on, by slot.
    async fn account_nfts(&self, selector: AccountSelector, from: u16, limit: u32) -> Result<AccountNfts, Fault>;

    /// An NFT and where it is; `None` if it was never minted.
    async fn nft(&self, creator: AccountId, serial: u32) -> Result<Option<NftStatus>, Fault>;

    /// The registered tokens by id.
    async fn tokens(&self) -> Result<Vec<Token>, Fault>;

    /// The fee that a transaction has to pay now.
    async fn estimate_fee(&self, request: FeeRequest) -> Result<FeeEstimate, Fault>;

    /// The fee that a batch has to pay now.
    async fn estimate_batch_fee(
        &self,
        requests: Vec<BatchFeeItem>,
        token: TokenSelector,
    ) -> Result<BatchFeeEstimate, Fault>;

    /// What the owner of an account signs to authorise a key; `nonce` is the account's next one if absent.
    async fn change_pub_key_message(
        &self,
        account: AccountId,
        key_hash: Felt,
        nonce: Option<Nonce>,
    ) -> Result<ChangePubKeyMessage, Fault>;

    /// At most `limit` executed operations that touched an account, newest first, from below `before` on.
    async fn account_transactions(
        &self,
        account: AccountSelector,
        before: Option<OperationCursor>,
        limit: u32,
    ) -> Result<AccountTransactions, Fault>;

    /// At most `limit` rejected transactions of an account, newest first, from below `before` on. They are kept for
    /// a time that is the node's own.
    async fn rejected_transactions(
        &self,
        account: AccountSelector,
        before: Option<RejectionCursor>,
        limit: u32,
    ) -> Result<RejectedTransactions, Fault>;

    /// A sealed block with its operations; `None` if there is none.
    async fn block(&self, tag: BlockTag) -> Result<Option<Block>, Fault>;

    /// At most `limit` blocks from `from` downwards, newest first. Genesis is not among them.
    async fn blocks(&self, from: BlockTag, limit: u32) -> Result<Vec<BlockSummary>, Fault>;

    /// What identifies the chain.
    async fn chain_status(&self) -> Result<ChainStatus, Fault>;

    /// How far chain and settlement have come.
    async fn pipeline_status(&self) -> Result<PipelineStatus, Fault>;

    /// A counter that changes after every durable change that an answer above may depend on. Subscriptions ask again
    /// when it does, so that a slow reader or a burst of changes loses nothing.
    fn changes(&self) -> watch::Receiver<u64>;
}
