//! Answers RPC requests from the database and the runtime. One file for each part of the interface.
//!
//! Every answer comes from durable data, so a status never goes back, not even over a crash.

mod admission;
mod batches;
mod blocks;
mod fees;
mod history;
mod nfts;
mod priority;
mod second_factor;
mod stages;
mod state;
mod status;
mod transactions;

use crate::service::{pool::Submission, Context, ServiceError};
use async_trait::async_trait;
use pallet_mempool::PoolTransaction;
use std::sync::Arc;
use tokio::sync::{mpsc, watch};
use zelkova_primitives::{AccountId, Felt, Nonce, SerialId, TxHash};
use zelkova_rpc::{
    types::{
        Account, AccountNfts, AccountSelector, AccountTransactions, BatchFeeEstimate, BatchFeeItem, BatchMember,
        BatchStatus, Block, BlockSummary, BlockTag, ChainStatus, ChangePubKeyMessage, FeeEstimate, FeeRequest,
        NftStatus, OperationCursor, PipelineStatus, PriorityOperation, RejectedTransactions, RejectionCursor,
        SecondFactor, SecondFactorRequest, SubmittedBatch, Token, TokenSelector, TransactionRecord, TransactionStatus,
    },
    Backend, ErrorCode, Fault,
};
use zelkova_runtime::{L1Signature, Transaction};

/// The node behind the RPC server.
pub struct NodeBackend {
    context: Arc<Context>,
    submissions: mpsc::Sender<Submission>,
}

impl NodeBackend {
    /// A backend that hands accepted transactions to the mempool writer.
    pub fn new(context: Arc<Context>, submissions: mpsc::Sender<Submission>) -> Self {
        Self { context, submissions }
    }

    /// Runs a read on the blocking pool, because it may wait for the disk.
    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Context) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let context = self.context.clone();
        tokio::task::spawn_blocking(move || read(&context)).await.map_err(Fault::internal)?
    }
}

/// The node itself failed; the caller learns that, the log learns why.
fn internal(error: impl Into<ServiceError>) -> Fault {
    Fault::internal(error.into())
}

fn not_ready() -> Fault {
    Fault::new(ErrorCode::NotReady, "the node is stopping", "send the request again to a node that runs")
}

#[async_trait]
impl Backend for NodeBackend {
    async fn submit_transaction(
        &self,
        transaction: Transaction,
        eth_signature: Option<L1Signature>,
    ) -> Result<TxHash, Fault> {
        let hash = transaction.hash();
        let member = BatchMember { transaction, eth_signature };
        transactions::submit(&self.context, &self.submissions, vec![member]).await.map(|_| hash)
    }

    async fn submit_batch(&self, transactions: Vec<BatchMember>) -> Result<SubmittedBatch, Fault> {
        batches::submit(&self.context, &self.submissions, transactions).await
    }

    async fn batch_status(&self, hash: TxHash) -> Result<Option<BatchStatus>, Fault> {
        self.read(move |context| batches::status(context, hash)).await
    }

    async fn second_factor(&self, account: AccountSelector) -> Result<SecondFactor, Fault> {
        self.read(move |context| second_factor::read(context, account)).await
    }

    async fn set_second_factor(&self, request: SecondFactorRequest) -> Result<SecondFactor, Fault> {
        self.read(move |context| second_factor::set(context, request)).await
    }

    async fn transaction(&self, hash: TxHash) -> Result<Option<TransactionRecord>, Fault> {
        self.read(move |context| transactions::record(context, hash)).await
    }

    async fn transaction_status(&self, hash: TxHash) -> Result<Option<TransactionStatus>, Fault> {
        self.read(move |context| Ok(transactions::record(context, hash)?.map(|record| record.status))).await
    }

    async fn priority_operation(&self, serial_id: SerialId) -> Result<Option<PriorityOperation>, Fault> {
        self.read(move |context| priority::operation(context, serial_id)).await
    }

    async fn account(&self, selector: AccountSelector) -> Result<Option<Account>, Fault> {
        self.read(move |context| state::account(context, selector)).await
    }

    async fn account_nfts(&self, selector: AccountSelector, from: u16, limit: u32) -> Result<AccountNfts, Fault> {
        self.read(move |context| nfts::of_account(context, selector, from, limit)).await
    }

    async fn nft(&self, creator: AccountId, serial: u32) -> Result<Option<NftStatus>, Fault> {
        self.read(move |context| nfts::nft(context, creator, serial)).await
    }

    async fn tokens(&self) -> Result<Vec<Token>, Fault> {
        self.read(state::tokens).await
    }

    async fn estimate_fee(&self, request: FeeRequest) -> Result<FeeEstimate, Fault> {
        self.read(move |context| fees::estimate(context, request)).await
    }

    async fn estimate_batch_fee(
        &self,
        requests: Vec<BatchFeeItem>,
        token: TokenSelector,
    ) -> Result<BatchFeeEstimate, Fault> {
        self.read(move |context| fees::estimate_batch(context, requests, token)).await
    }

    async fn change_pub_key_message(
        &self,
        account: AccountId,
        key_hash: Felt,
        nonce: Option<Nonce>,
    ) -> Result<ChangePubKeyMessage, Fault> {
        self.read(move |context| state::change_pub_key_message(context, account, key_hash, nonce)).await
    }

    async fn account_transactions(
        &self,
        account: AccountSelector,
        before: Option<OperationCursor>,
        limit: u32,
    ) -> Result<AccountTransactions, Fault> {
        self.read(move |context| history::executed(context, account, before, limit)).await
    }

    async fn rejected_transactions(
        &self,
        account: AccountSelector,
        before: Option<RejectionCursor>,
        limit: u32,
    ) -> Result<RejectedTransactions, Fault> {
        self.read(move |context| history::rejected(context, account, before, limit)).await
    }

    async fn block(&self, tag: BlockTag) -> Result<Option<Block>, Fault> {
        self.read(move |context| blocks::block(context, tag)).await
    }

    async fn blocks(&self, from: BlockTag, limit: u32) -> Result<Vec<BlockSummary>, Fault> {
        self.read(move |context| blocks::summaries(context, from, limit)).await
    }

    async fn chain_status(&self) -> Result<ChainStatus, Fault> {
        self.read(status::chain).await
    }

    async fn pipeline_status(&self) -> Result<PipelineStatus, Fault> {
        self.read(status::pipeline).await
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.context.changes.subscribe()
    }
}
