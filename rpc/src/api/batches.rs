//! Batches: several transactions, all of them or none. docs/batches.md says what is promised.

use super::Rollup;
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{BatchMember, BatchStatus, SubmittedBatch},
    Backend, ErrorCode, Fault,
};
use jsonrpsee::{
    core::{async_trait, RpcResult},
    proc_macros::rpc,
};
use zelkova_primitives::TxHash;

/// The most transactions of a batch in one request. How many fit into a block is the chain's own, lower limit.
pub const MAX_BATCH: usize = 100;

/// Batches.
#[rpc(server, client, namespace = "rollup")]
pub trait BatchesApi {
    /// Checks and stores several signed transactions that are executed together or not at all.
    #[method(name = "submitBatch")]
    async fn submit_batch(&self, transactions: Vec<BatchMember>) -> RpcResult<SubmittedBatch>;

    /// The status of a batch's transactions.
    #[method(name = "batchStatus")]
    async fn batch_status(&self, hash: TxHash) -> RpcResult<Option<BatchStatus>>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rollup_submitBatch",
            summary: "Checks and stores signed transactions that are executed in this order, all of them or none.",
            params: vec![Parameter::required(
                "transactions",
                "The transactions, 1 to 100.",
                schemas.of::<Vec<BatchMember>>(),
            )],
            result: schemas.of::<SubmittedBatch>(),
            errors: ErrorCode::ALL
                .iter()
                .copied()
                .filter(|code| code.code() < 2000 || *code == ErrorCode::LimitTooLarge)
                .collect(),
            ..Method::default()
        },
        Method {
            name: "rollup_batchStatus",
            summary: "The status of a batch's transactions; null if the hash is unknown or no batch of several.",
            params: vec![Parameter::required("hash", "The batch's hash.", schemas.hash())],
            result: schemas.of::<Option<BatchStatus>>(),
            ..Method::default()
        },
    ]
}

#[async_trait]
impl<B: Backend> BatchesApiServer for Rollup<B> {
    async fn submit_batch(&self, transactions: Vec<BatchMember>) -> RpcResult<SubmittedBatch> {
        check_size(transactions.len())?;
        Ok(self.backend.submit_batch(transactions).await?)
    }

    async fn batch_status(&self, hash: TxHash) -> RpcResult<Option<BatchStatus>> {
        Ok(self.backend.batch_status(hash).await?)
    }
}

/// Refuses batches that are empty or too large.
pub(super) fn check_size(count: usize) -> Result<(), Fault> {
    if (1..=MAX_BATCH).contains(&count) {
        return Ok(());
    }
    let cause = format!("the batch has {count} transactions");
    Err(Fault::new(ErrorCode::LimitTooLarge, cause, format!("give it 1 to {MAX_BATCH}")))
}
