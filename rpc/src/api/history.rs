//! History: what was executed for an account, and what was rejected.

use super::{check_page, Rollup, DEFAULT_PAGE};
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{AccountSelector, AccountTransactions, OperationCursor, RejectedTransactions, RejectionCursor},
    Backend, ErrorCode, Fault,
};
use jsonrpsee::{
    core::{async_trait, RpcResult},
    proc_macros::rpc,
};

/// History.
#[rpc(server, client, namespace = "rollup")]
pub trait HistoryApi {
    /// The executed operations that touched an account.
    #[method(name = "accountTransactions")]
    async fn account_transactions(
        &self,
        account: AccountSelector,
        before: Option<OperationCursor>,
        limit: Option<u32>,
    ) -> RpcResult<AccountTransactions>;

    /// An account's transactions that were rejected.
    #[method(name = "rejectedTransactions")]
    async fn rejected_transactions(
        &self,
        account: AccountSelector,
        before: Option<RejectionCursor>,
        limit: Option<u32>,
    ) -> RpcResult<RejectedTransactions>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    let account =
        |schemas: &mut Describe| Parameter::required("account", "Id or L1 address.", schemas.of::<AccountSelector>());
    let limit = |schemas: &mut Describe| {
        Parameter::optional("limit", "How many entries: 1 to 100; 20 unless given.", schemas.of::<u32>())
    };
    let newest = "Where the page begins: the `next` of the page before; the newest entry unless given.";
    let errors = || vec![ErrorCode::AccountNotFound, ErrorCode::LimitTooLarge];
    vec![
        Method {
            name: "rollup_accountTransactions",
            summary: "The executed transactions and priority operations that touched an account, newest first.",
            params: vec![
                account(schemas),
                Parameter::optional("before", newest, schemas.of::<OperationCursor>()),
                limit(schemas),
            ],
            result: schemas.of::<AccountTransactions>(),
            errors: errors(),
            ..Method::default()
        },
        Method {
            name: "rollup_rejectedTransactions",
            summary:
                "The rejected transactions of an account with their reasons, newest first, for as long as the node keeps them.",
            params: vec![
                account(schemas),
                Parameter::optional("before", newest, schemas.of::<RejectionCursor>()),
                limit(schemas),
            ],
            result: schemas.of::<RejectedTransactions>(),
            errors: errors(),
            ..Method::default()
        },
    ]
}

/// The number of entries that are answered.
fn page_size(limit: Option<u32>) -> Result<u32, Fault> {
    check_page(limit.unwrap_or(DEFAULT_PAGE), "entries", "with the answer's `next` as `before`")
}

#[async_trait]
impl<B: Backend> HistoryApiServer for Rollup<B> {
    async fn account_transactions(
        &self,
        account: AccountSelector,
        before: Option<OperationCursor>,
        limit: Option<u32>,
    ) -> RpcResult<AccountTransactions> {
        Ok(self.backend.account_transactions(account, before, page_size(limit)?).await?)
    }

    async fn rejected_transactions(
        &self,
        account: AccountSelector,
        before: Option<RejectionCursor>,
        limit: Option<u32>,
    ) -> RpcResult<RejectedTransactions> {
        Ok(self.backend.rejected_transactions(account, before, page_size(limit)?).await?)
    }
}
