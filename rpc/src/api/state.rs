//! State: accounts, tokens, fees, priority operations.

use super::{batches::check_size, Rollup};
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{
        Account, AccountSelector, BatchFeeEstimate, BatchFeeItem, FeeEstimate, FeeName, FeeRequest, PriorityOperation,
        Token, TokenSelector,
    },
    Backend, ErrorCode,
};
use jsonrpsee::{
    core::{async_trait, RpcResult},
    proc_macros::rpc,
};
use zelkova_primitives::{L1Address, SerialId};

/// State.
#[rpc(server, client, namespace = "rollup")]
pub trait StateApi {
    /// An account.
    #[method(name = "account")]
    async fn account(&self, account: AccountSelector) -> RpcResult<Option<Account>>;

    /// The registered tokens.
    #[method(name = "tokens")]
    async fn tokens(&self) -> RpcResult<Vec<Token>>;

    /// The fee of an operation.
    #[method(name = "estimateFee")]
    async fn estimate_fee(
        &self,
        #[argument(rename = "type")] kind: FeeName,
        token: TokenSelector,
        recipient: Option<L1Address>,
    ) -> RpcResult<FeeEstimate>;

    /// The fee of a batch.
    #[method(name = "estimateBatchFee")]
    async fn estimate_batch_fee(
        &self,
        requests: Vec<BatchFeeItem>,
        token: TokenSelector,
    ) -> RpcResult<BatchFeeEstimate>;

    /// A priority operation.
    #[method(name = "priorityOperation")]
    async fn priority_operation(
        &self,
        #[argument(rename = "serialId")] serial_id: SerialId,
    ) -> RpcResult<Option<PriorityOperation>>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rollup_account",
            summary:
                "An account by id or L1 address: its state on the chain, its state final on L1, deposits under way. \
                      Null if there is nothing.",
            params: vec![Parameter::required("account", "Id or L1 address.", schemas.of::<AccountSelector>())],
            result: schemas.of::<Option<Account>>(),
            ..Method::default()
        },
        Method {
            name: "rollup_tokens",
            summary: "The registered tokens by id.",
            result: schemas.of::<Vec<Token>>(),
            ..Method::default()
        },
        Method {
            name: "rollup_estimateFee",
            summary: "The fee that the node asks for an operation now.",
            params: vec![
                Parameter::required("type", "The kind of operation.", schemas.of::<FeeName>()),
                Parameter::required("token", "The token to pay in.", schemas.of::<TokenSelector>()),
                Parameter::optional(
                    "recipient",
                    "The recipient of a transfer: without an account the price is that of transferToNew.",
                    schemas.address(),
                ),
            ],
            result: schemas.of::<FeeEstimate>(),
            errors: vec![ErrorCode::UnknownToken, ErrorCode::InappropriateFeeToken],
            ..Method::default()
        },
        Method {
            name: "rollup_estimateBatchFee",
            summary: "The fee that the node asks for a batch now: the sum of its transactions, rounded once.",
            params: vec![
                Parameter::required("requests", "The transactions, 1 to 100.", schemas.of::<Vec<BatchFeeItem>>()),
                Parameter::required("token", "The token to pay in.", schemas.of::<TokenSelector>()),
            ],
            result: schemas.of::<BatchFeeEstimate>(),
            errors: vec![ErrorCode::UnknownToken, ErrorCode::InappropriateFeeToken, ErrorCode::LimitTooLarge],
            ..Method::default()
        },
        Method {
            name: "rollup_priorityOperation",
            summary: "What was requested on L1 under this number, and how far it has come; null if not seen yet.",
            params: vec![Parameter::required(
                "serialId",
                "Its number in the priority queue.",
                schemas.of::<SerialId>(),
            )],
            result: schemas.of::<Option<PriorityOperation>>(),
            ..Method::default()
        },
    ]
}

#[async_trait]
impl<B: Backend> StateApiServer for Rollup<B> {
    async fn account(&self, account: AccountSelector) -> RpcResult<Option<Account>> {
        Ok(self.backend.account(account).await?)
    }

    async fn tokens(&self) -> RpcResult<Vec<Token>> {
        Ok(self.backend.tokens().await?)
    }

    async fn estimate_fee(
        &self,
        kind: FeeName,
        token: TokenSelector,
        recipient: Option<L1Address>,
    ) -> RpcResult<FeeEstimate> {
        Ok(self.backend.estimate_fee(FeeRequest { kind, token, recipient }).await?)
    }

    async fn estimate_batch_fee(
        &self,
        requests: Vec<BatchFeeItem>,
        token: TokenSelector,
    ) -> RpcResult<BatchFeeEstimate> {
        check_size(requests.len())?;
        Ok(self.backend.estimate_batch_fee(requests, token).await?)
    }

    async fn priority_operation(&self, serial_id: SerialId) -> RpcResult<Option<PriorityOperation>> {
        Ok(self.backend.priority_operation(serial_id).await?)
    }
}
