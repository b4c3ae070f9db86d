//! The typed client, over HTTP or WebSocket. The command line and the tests speak to a node through it.

mod error;
mod follow;
mod transport;

pub use error::ClientError;

use crate::{
    api::{
        BatchesApiClient, BlocksApiClient, ChainApiClient, DiscoverApiClient, HistoryApiClient, NftsApiClient,
        SecondFactorApiClient, StateApiClient, TransactionsApiClient,
    },
    types::{
        Account, AccountNfts, AccountSelector, AccountTransactions, BatchFeeEstimate, BatchFeeItem, BatchMember,
        BatchStatus, Block, BlockSummary, BlockTag, ChainStatus, ChangePubKeyMessage, FeeEstimate, FeeName, NftStatus,
        OperationCursor, PipelineStatus, PriorityOperation, RejectedTransactions, RejectionCursor, SecondFactor,
        SecondFactorRequest, Stage, SubmittedBatch, Token, TokenSelector, TransactionRecord, TransactionStatus,
    },
};
use jsonrpsee::core::client::Subscription;
use serde_json::Value;
use transport::Transport;
use zelkova_primitives::{AccountId, Felt, L1Address, Nonce, SerialId, TxHash};
use zelkova_runtime::{L1Signature, Transaction};

/// A connection to a node.
pub struct Client {
    url: String,
    transport: Transport,
}

/// Calls the generated method of the same name and types its error.
macro_rules! forward {
    ($self:ident . $trait:ident :: $method:ident ( $($argument:expr),* )) => {
        $trait::$method(&$self.transport $(, $argument)*).await.map_err(|error| $self.error(error))
    };
}

impl Client {
    /// Connects to `http://..`, `https://..`, `ws://..` or `wss://..`. Subscriptions need WebSocket.
    pub async fn connect(url: &str) -> Result<Self, ClientError> {
        Ok(Self { url: url.to_string(), transport: Transport::connect(url).await? })
    }

    /// The node's URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn error(&self, error: jsonrpsee::core::ClientError) -> ClientError {
        ClientError::from_call(&self.url, error)
    }

    /// Submits a signed transaction.
    pub async fn submit_transaction(&self, transaction: Transaction) -> Result<TxHash, ClientError> {
        self.submit_confirmed(transaction, None).await
    }

    /// Submits a signed transaction that the owner of the account has also signed with the L1 key.
    pub async fn submit_confirmed(
        &self,
        transaction: Transaction,
        eth_signature: Option<L1Signature>,
    ) -> Result<TxHash, ClientError> {
        forward!(self.TransactionsApiClient::submit_transaction(transaction, eth_signature))
    }

    /// Submits signed transactions that are executed together or not at all.
    pub async fn submit_batch(&self, transactions: Vec<BatchMember>) -> Result<SubmittedBatch, ClientError> {
        forward!(self.BatchesApiClient::submit_batch(transactions))
    }

    /// The status of a batch's transactions.
    pub async fn batch_status(&self, hash: TxHash) -> Result<Option<BatchStatus>, ClientError> {
        forward!(self.BatchesApiClient::batch_status(hash))
    }

    /// Whether an account has a second factor.
    pub async fn second_factor(&self, account: impl Into<AccountSelector>) -> Result<SecondFactor, ClientError> {
        forward!(self.SecondFactorApiClient::second_factor(account.into()))
    }

    /// Turns the second factor of an account on or off.
    pub async fn set_second_factor(&self, request: SecondFactorRequest) -> Result<SecondFactor, ClientError> {
        let SecondFactorRequest { account, enabled, timestamp, signature } = request;
        forward!(self.SecondFactorApiClient::set_second_factor(account, enabled, timestamp, signature))
    }

    /// A transaction with its status.
    pub async fn transaction(&self, hash: TxHash) -> Result<Option<TransactionRecord>, ClientError> {
        forward!(self.TransactionsApiClient::transaction(hash))
    }

    /// A transaction's status.
    pub async fn transaction_status(&self, hash: TxHash) -> Result<Option<TransactionStatus>, ClientError> {
        forward!(self.TransactionsApiClient::transaction_status(hash))
    }

    /// What to sign to authorise a key.
    pub async fn change_pub_key_message(
        &self,
        account: AccountId,
        key_hash: Felt,
        nonce: Option<Nonce>,
    ) -> Result<ChangePubKeyMessage, ClientError> {
        forward!(self.TransactionsApiClient::change_pub_key_message(account, key_hash, nonce))
    }

    /// Follows a transaction from stage to stage; nothing follows a stage that is the last. WebSocket only.
    pub async fn subscribe_transaction(&self, hash: TxHash) -> Result<Subscription<TransactionStatus>, ClientError> {
        forward!(self.TransactionsApiClient::subscribe_transaction(hash))
    }

    /// An account.
    pub async fn account(&self, account: impl Into<AccountSelector>) -> Result<Option<Account>, ClientError> {
        forward!(self.StateApiClient::account(account.into()))
    }

    /// NFTs of an account from a slot on; 20 unless told how many, at most 100.
    pub async fn account_nfts(
        &self,
        account: impl Into<AccountSelector>,
        from: Option<u16>,
        limit: Option<u32>,
    ) -> Result<AccountNfts, ClientError> {
        forward!(self.NftsApiClient::account_nfts(account.into(), from, limit))
    }

    /// An NFT and where it is.
    pub async fn nft(&self, creator: AccountId, serial: u32) -> Result<Option<NftStatus>, ClientError> {
        forward!(self.NftsApiClient::nft(creator, serial))
    }

    /// The registered tokens.
    pub async fn tokens(&self) -> Result<Vec<Token>, ClientError> {
        forward!(self.StateApiClient::tokens())
    }

    /// The fee of an operation.
    pub async fn estimate_fee(
        &self,
        kind: impl Into<FeeName>,
        token: impl Into<TokenSelector>,
        recipient: Option<L1Address>,
    ) -> Result<FeeEstimate, ClientError> {
        forward!(self.StateApiClient::estimate_fee(kind.into(), token.into(), recipient))
    }

    /// The fee of a batch.
    pub async fn estimate_batch_fee(
        &self,
        requests: Vec<BatchFeeItem>,
        token: impl Into<TokenSelector>,
    ) -> Result<BatchFeeEstimate, ClientError> {
        forward!(self.StateApiClient::estimate_batch_fee(requests, token.into()))
    }

    /// A priority operation.
    pub async fn priority_operation(&self, serial_id: SerialId) -> Result<Option<PriorityOperation>, ClientError> {
        forward!(self.StateApiClient::priority_operation(serial_id))
    }

    /// The executed operations that touched an account, newest first; 20 from the newest one on unless told otherwise. The
    /// next page is asked for with the last one's `next`.
    pub async fn account_transactions(
        &self,
        account: impl Into<AccountSelector>,
        before: Option<OperationCursor>,
        limit: Option<u32>,
    ) -> Result<AccountTransactions, ClientError> {
        forward!(self.HistoryApiClient::account_transactions(account.into(), before, limit))
    }

    /// An account's rejected transactions, newest first, in pages like those of `account_transactions`.
    pub async fn rejected_transactions(
        &self,
        account: impl Into<AccountSelector>,
        before: Option<RejectionCursor>,
        limit: Option<u32>,
    ) -> Result<RejectedTransactions, ClientError> {
        forward!(self.HistoryApiClient::rejected_transactions(account.into(), before, limit))
    }

    /// A block.
    pub async fn block(&self, block: BlockTag) -> Result<Option<Block>, ClientError> {
        forward!(self.BlocksApiClient::block(block))
    }

    /// Blocks from one downwards, newest first.
    pub async fn blocks(&self, from: BlockTag, limit: u32) -> Result<Vec<BlockSummary>, ClientError> {
        forward!(self.BlocksApiClient::blocks(from, limit))
    }

    /// Blocks as they reach a stage; sealed unless given. WebSocket only.
    pub async fn subscribe_blocks(&self, stage: Option<Stage>) -> Result<Subscription<BlockSummary>, ClientError> {
        forward!(self.BlocksApiClient::subscribe_blocks(stage))
    }

    /// What identifies the chain.
    pub async fn chain_status(&self) -> Result<ChainStatus, ClientError> {
        forward!(self.ChainApiClient::chain_status())
    }

    /// How far chain and settlement have come.
    pub async fn pipeline_status(&self) -> Result<PipelineStatus, ClientError> {
        forward!(self.ChainApiClient::pipeline_status())
    }

    /// The OpenRPC document.
    pub async fn discover(&self) -> Result<Value, ClientError> {
        forward!(self.DiscoverApiClient::discover())
    }

    /// The names of all methods.
    pub async fn methods(&self) -> Result<Vec<String>, ClientError> {
        let names = forward!(self.DiscoverApiClient::methods())?;
        Ok(names.methods)
    }
}
