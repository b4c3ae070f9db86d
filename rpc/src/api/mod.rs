//! The methods, one file for each part of the namespace.

mod blocks;
mod chain;
mod discover;
mod second_factor;
mod state;
mod transactions;

pub use blocks::{BlocksApiClient, BlocksApiServer, MAX_BLOCKS};
pub use chain::{ChainApiClient, ChainApiServer};
pub use discover::{DiscoverApiClient, DiscoverApiServer, MethodNames};
pub use second_factor::{SecondFactorApiClient, SecondFactorApiServer};
pub use state::{StateApiClient, StateApiServer, MAX_BATCH_FEE_ITEMS};
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
        second_factor::describe,
        state::describe,
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
    module.merge(SecondFactorApiServer::into_rpc(rollup.clone()))?;
    module.merge(StateApiServer::into_rpc(rollup.clone()))?;
    module.merge(BlocksApiServer::into_rpc(rollup.clone()))?;
    module.merge(ChainApiServer::into_rpc(rollup))?;
    discover::merge(&mut module)?;
    Ok(module)
}
