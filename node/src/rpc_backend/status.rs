//! The chain and its pipeline.

use super::internal;
use crate::service::{l1_sender, l1_watcher, Context};
use zelkova_primitives::L1Address;
use zelkova_rpc::{
    types::{BlockHeights, ChainStatus, ContractAddresses, PendingBlock, PipelineStatus, Queues},
    Fault,
};

/// How far chain and settlement have come.
pub fn pipeline(context: &Context) -> Result<PipelineStatus, Fault> {
    let head = context.chain.head();
    let (pending, sealed, timestamp, next_priority_operation) = context
        .chain
        .query(|query| (query.pending_block(), query.last_sealed().number, query.time(), query.next_priority_op()))
        .map_err(internal)?;
    let heights = l1_sender::heights(context).map_err(internal)?;
    let proofs = sealed.saturating_sub(crate::service::witness::last_proven(context).map_err(internal)?);
    let queues = Queues {
        mempool: count(context.mempool.len()),
        priority: count(context.waiting_priority_ops(next_priority_operation).map_err(internal)?),
        proofs,
        l1_transactions: count(l1_sender::in_flight(context).map_err(internal)?),
    };
    Ok(PipelineStatus {
        mini_block: head.number,
        timestamp,
        pending_block: PendingBlock {
            number: pending.number,
            operations: pending.operations,
            slots: pending.slots,
            mini_blocks: pending.mini_blocks,
        },
        blocks: BlockHeights {
            sealed,
            committed: heights.committed,
            proven: heights.proven,
            finalized: heights.executed,
        },
        queues,
        l1_block: l1_watcher::last_block(context).map_err(internal)?,
        next_priority_operation,
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
