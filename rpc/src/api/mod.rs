//! The methods, one file for each part of the namespace.

mod batches;
mod blocks;
mod chain;
mod discover;
mod history;
mod nfts;
mod second_factor;
mod state;
mod transactions;

pub use batches::{BatchesApiClient, BatchesApiServer, MAX_BATCH};
pub use blocks::{BlocksApiClient, BlocksApiServer};
pub use chain::{ChainApiClient, ChainApiServer};
pub use discover::{DiscoverApiClient, DiscoverApiServer, MethodNames};
pub use history::{HistoryApiClient, HistoryApiServer};
pub use nfts::{NftsApiClient, NftsApiServer};
pub use second_factor::{SecondFactorApiClient, SecondFactorApiServer};
pub use state::{StateApiClient, StateApiServer};
pub use transactions::{TransactionsApiClient, TransactionsApiServer};

use crate::{
    openrpc::{Describe, Method},
    Backend, ErrorCode, Fault,
};
use jsonrpsee::{server::RegisterMethodError, RpcModule};
use std::sync::Arc;

/// The most entries that one answer holds: blocks, NFTs, a history.
pub const MAX_PAGE: u32 = 100;

/// How many entries a page holds if the caller does not say.
pub const DEFAULT_PAGE: u32 = 20;

/// Refuses an answer of no or too many `what`; `onwards` says how to get the rest.
fn check_page(limit: u32, what: &str, onwards: &str) -> Result<u32, Fault> {
    if (1..=MAX_PAGE).contains(&limit) {
        return Ok(limit);
    }
    let remedy = format!("ask for 1 to {MAX_PAGE} and go on {onwards}");
    Err(Fault::new(ErrorCode::LimitTooLarge, format!("{limit} {what} were asked for"), remedy))
}

/// What each part is implemented on.
pub(crate) struct Rollup<B> {
    pub(crate) backend: Arc<B>,
}

impl<B> Clone for Rollup<B> {
    fn clone(&self) -> Self {
        Self { backend: self.backend.clone() }
    }
}

/// The descriptions of all parts.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    [
        transactions::describe,
        batches::describe,
        second_factor::describe,
        state::describe,
        nfts::describe,
        history::describe,
        blocks::describe,
        chain::describe,
        discover::describe,
    ]
    .into_iter()
    .flat_map(|part| part(schemas))
    .collect()
}

/// All methods over one backend: the list that docs/rpc.md's "How to add a method" refers to.
pub fn module<B: Backend>(backend: Arc<B>) -> Result<RpcModule<()>, RegisterMethodError> {
    let rollup = Rollup { backend };
    let mut module = RpcModule::new(());
    module.merge(TransactionsApiServer::into_rpc(rollup.clone()))?;
    module.merge(BatchesApiServer::into_rpc(rollup.clone()))?;
    module.merge(SecondFactorApiServer::into_rpc(rollup.clone()))?;
    module.merge(StateApiServer::into_rpc(rollup.clone()))?;
    module.merge(NftsApiServer::into_rpc(rollup.clone()))?;
    module.merge(HistoryApiServer::into_rpc(rollup.clone()))?;
    module.merge(BlocksApiServer::into_rpc(rollup.clone()))?;
    module.merge(ChainApiServer::into_rpc(rollup))?;
    discover::merge(&mut module)?;
    Ok(module)
}
