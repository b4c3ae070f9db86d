//! Blocks: look up, list, follow.

use super::{check_page, Rollup};
use crate::{
    openrpc::{Describe, Method, Parameter},
    types::{Block, BlockSummary, BlockTag, Stage},
    Backend, ErrorCode, Fault,
};
use jsonrpsee::{
    core::{async_trait, RpcResult, SubscriptionResult},
    proc_macros::rpc,
    PendingSubscriptionSink,
};

/// Blocks.
#[rpc(server, client, namespace = "rollup")]
pub trait BlocksApi {
    /// A block with its operations.
    #[method(name = "block")]
    async fn block(&self, block: BlockTag) -> RpcResult<Option<Block>>;

    /// Blocks from one downwards.
    #[method(name = "blocks")]
    async fn blocks(&self, from: BlockTag, limit: u32) -> RpcResult<Vec<BlockSummary>>;

    /// Blocks as they reach a stage.
    #[subscription(name = "subscribeBlocks" => "blockStage", unsubscribe = "unsubscribeBlocks", item = BlockSummary)]
    async fn subscribe_blocks(&self, stage: Option<Stage>) -> SubscriptionResult;
}

/// The description of this part.
pub(crate) fn describe(schemas: &mut Describe) -> Vec<Method> {
    vec![
        Method {
            name: "rollup_block",
            summary: "A sealed block with its operations; null if there is none.",
            params: vec![Parameter::required("block", "Number or tag.", schemas.of::<BlockTag>())],
            result: schemas.of::<Option<Block>>(),
            ..Method::default()
        },
        Method {
            name: "rollup_blocks",
            summary: "Sealed blocks from one downwards, newest first, at most 100 at once.",
            params: vec![
                Parameter::required("from", "The newest block wanted: number or tag.", schemas.of::<BlockTag>()),
                Parameter::required("limit", "How many blocks: 1 to 100.", schemas.of::<u32>()),
            ],
            result: schemas.of::<Vec<BlockSummary>>(),
            errors: vec![ErrorCode::LimitTooLarge],
            ..Method::default()
        },
        Method {
            name: "rollup_subscribeBlocks",
            summary: "One notification for each block that reaches the stage after the call, in order, none left out.",
            params: vec![Parameter::optional(
                "stage",
                "sealed (unless given), committed, proven or finalized.",
                schemas.of::<Stage>(),
            )],
            result: schemas.of::<BlockSummary>(),
            errors: vec![ErrorCode::InvalidParameter],
            subscription: Some(("rollup_blockStage", "rollup_unsubscribeBlocks")),
        },
    ]
}

#[async_trait]
impl<B: Backend> BlocksApiServer for Rollup<B> {
    async fn block(&self, block: BlockTag) -> RpcResult<Option<Block>> {
        Ok(self.backend.block(block).await?)
    }

    async fn blocks(&self, from: BlockTag, limit: u32) -> RpcResult<Vec<BlockSummary>> {
        let limit = check_page(limit, "blocks", "from the last one's number")?;
        Ok(self.backend.blocks(from, limit).await?)
    }

    async fn subscribe_blocks(&self, pending: PendingSubscriptionSink, stage: Option<Stage>) -> SubscriptionResult {
        let stage = stage.unwrap_or(Stage::Sealed);
        let Some(height) = crate::subscription::height_of(stage) else {
            let cause = format!("a block has no stage `{stage}`");
            let remedy = "use sealed, committed, proven or finalized";
            pending.reject(Fault::new(ErrorCode::InvalidParameter, cause, remedy)).await;
            return Ok(());
        };
        let changes = self.backend.changes();
        let start = match self.backend.pipeline_status().await {
            Ok(status) => height(&status.blocks),
            Err(fault) => {
                pending.reject(fault).await;
                return Ok(());
            }
        };
        let sink = pending.accept().await?;
        crate::subscription::blocks(sink, self.backend.clone(), changes, height, start).await;
        Ok(())
    }
}
