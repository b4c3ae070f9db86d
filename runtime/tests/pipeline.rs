//! From a sealed block to its execution on L1, as the chain sees it.

mod common;

use common::{config, Chain, User, ETH};
use zelkova_runtime::{AggregatedOperation, MiniBlockInputs, OperationKind, PipelineEvent};

fn tick(chain: &mut Chain, events: Vec<PipelineEvent>) -> Vec<AggregatedOperation> {
    let output = chain.run(MiniBlockInputs { pipeline_events: events, ..Default::default() });
    assert!(output.refused_events.is_empty(), "{:?}", output.refused_events);
    output.operations
}

fn kinds(operations: &[AggregatedOperation]) -> Vec<OperationKind> {
    operations.iter().map(|operation| operation.kind).collect()
}

#[test]
fn a_block_goes_through_all_steps() {
    use OperationKind::{CommitBlocks, CreateProofBlocks, ExecuteBlocks, PublishProofBlocksOnchain};
    let mut chain = Chain::new(&config());
    chain.deposit(&User::new(1), ETH, 5);
    chain.seal();
    // The deadline of one second has passed at sealing, because the block took its time from its first operation.
    let open = chain.executor.query(&chain.header, |query| query.open_operations()).unwrap();
    assert_eq!(kinds(&open), [CommitBlocks, CreateProofBlocks]);

    assert!(tick(&mut chain, vec![PipelineEvent::ProofReady { block: 1 }]).is_empty());
    let created = tick(&mut chain, vec![PipelineEvent::L1Confirmed { operation: open[0].id }]);
    assert_eq!(kinds(&created), [PublishProofBlocksOnchain]);
    let created = tick(&mut chain, vec![PipelineEvent::L1Confirmed { operation: created[0].id }]);
    assert_eq!(kinds(&created), [ExecuteBlocks]);
    assert!(tick(&mut chain, vec![PipelineEvent::L1Confirmed { operation: created[0].id }]).is_empty());
    let done = chain.executor.query(&chain.header, |query| query.progress(ExecuteBlocks).done).unwrap();
    assert_eq!(done, 1);
}

#[test]
fn an_impossible_event_is_refused_and_the_mini_block_goes_on() {
    let mut chain = Chain::new(&config());
    let events = vec![PipelineEvent::ProofReady { block: 1 }, PipelineEvent::L1Confirmed { operation: 3 }];
    let output = chain.run(MiniBlockInputs { pipeline_events: events, ..Default::default() });
    let reasons: Vec<_> = output.refused_events.iter().map(|refused| refused.reason.as_str()).collect();
    assert!(reasons[0].starts_with("block 1 is not sealed"), "{reasons:?}");
    assert!(reasons[1].starts_with("aggregated operation 3 does not exist"), "{reasons:?}");
}
