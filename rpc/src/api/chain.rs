//! The chain: what identifies it, how far it has come.

use super::Rollup;
use crate::{
    openrpc::{Describe, Method},
    types::{ChainStatus, PipelineStatus},
    Backend,
};
use jsonrpsee::{
    core::{async_trait, RpcResult},
    proc_macros::rpc,
};

/// The chain.
#[rpc(server, client, namespace = "rollup")]
pub trait ChainApi {
    /// What identifies the chain.
    #[method(name = "chainStatus")]
    async fn chain_status(&self) -> RpcResult<ChainStatus>;

    /// How far chain and settlement have come.
    #[method(name = "pipelineStatus")]
    async fn pipeline_status(&self) -> RpcResult<PipelineStatus>;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rollup_chainStatus",
            summary:
                "What identifies the chain: names, chain ids, chain tag, genesis root, contracts on L1, block sizes.",
            result: schemas.of::<ChainStatus>(),
            ..Method::default()
        },
        Method {
            name: "rollup_pipelineStatus",
            summary:
                "How far the chain and its settlement have come: mini-block, pending block, blocks by stage, queues.",
            result: schemas.of::<PipelineStatus>(),
            ..Method::default()
        },
    ]
}

#[async_trait]
impl<B: Backend> ChainApiServer for Rollup<B> {
    async fn chain_status(&self) -> RpcResult<ChainStatus> {
        Ok(self.backend.chain_status().await?)
    }

    async fn pipeline_status(&self) -> RpcResult<PipelineStatus> {
        Ok(self.backend.pipeline_status().await?)
    }
}
