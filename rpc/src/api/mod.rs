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
pub use blocks::{BlocksApiClient, BlocksApiServer, MAX_BLOCKS};
pub use chain::{ChainApiClient, ChainApiServer};
pub use discover::{DiscoverApiClient, DiscoverApiServer, MethodNames};
pub use history::{HistoryApiClient, HistoryApiServer, MAX_HISTORY};
pub use nfts::{NftsApiClient, NftsApiServer, DEFAULT_NFTS, MAX_NFTS};
pub use second_factor::{SecondFactorApiClient, SecondFactorApiServer};
pub use state::{StateApiClient, StateApiServer};
pub use transactions::{TransactionsApiClient, TransactionsApiServer};

use crate::{
    openrpc::{Describe, Method},
    Backend,
};
use jsonrpsee::{server::RegisterMethodError, RpcModule};
use std::sync::Arc;

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
