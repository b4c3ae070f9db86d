//! The chain and its pipeline.

use super::internal;
use crate::service::{Context, Heights};
use zelkova_primitives::L1Address;
use zelkova_rpc::{
    types::{self, BlockHeights, ChainStatus, ContractAddresses, PipelineStatus, Queues},
    Fault,
};
use zelkova_runtime::PendingBlock;

/// How far chain and settlement have come.
pub fn pipeline(context: &Context) -> Result<PipelineStatus, Fault> {
    let heights = context.progress.heights().map_err(internal)?;
    let backlog = context.progress.backlog(&heights).map_err(internal)?;
    let Heights { mini_block, timestamp, pending, sealed, l1, l1_block, next_priority_operation } = heights;
    let PendingBlock { number, operations, slots, mini_blocks, .. } = pending;
    Ok(PipelineStatus {
        mini_block,
        timestamp,
        pending_block: types::PendingBlock { number, operations, slots, mini_blocks },
        blocks: BlockHeights { sealed, committed: l1.committed, proven: l1.proven, finalized: l1.finalized },
        queues: Queues {
            mempool: count(backlog.transactions),
            priority: count(backlog.priority_operations),
            proofs: backlog.proofs,
            l1_transactions: count(backlog.l1_operations),
        },
        l1_block,
        next_priority_operation,
        settlement_problem: context.health.settlement_problem(),
    })
}

/// What identifies the chain.
pub fn chain(context: &Context) -> Result<ChainStatus, Fault> {
    let spec = &context.spec;
    // An isolated chain has no contracts; its addresses are zero.
    let contracts = context.deployment.as_ref().map(|deployment| ContractAddresses {
        rollup: deployment.rollup,
        governance: deployment.governance,
        verifier: deployment.verifier,
    });
    let none = L1Address::default();
    Ok(ChainStatus {
        name: spec.name.clone(),
        id: spec.id.clone(),
        chain_type: spec.chain_type.to_string(),
        version: env!("CARGO_PKG_VERSION").into(),
        l2_chain_id: spec.genesis.l2_chain_id,
        l1_chain_id: spec.l1.chain_id,
        chain_tag: context.chain_tag(),
        genesis_root: context.chain.genesis_root(),
        contracts: contracts.unwrap_or(ContractAddresses { rollup: none, governance: none, verifier: none }),
        capacities: spec.genesis.parameters.sealing.sizes.iter().map(|size| size.slots).collect(),
        confirmations: spec.l1.confirmations,
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
