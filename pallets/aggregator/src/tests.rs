//! Triggers, ranges and illegal transitions.

use frame_support::{assert_noop, assert_ok};
use proptest::prelude::*;

use crate::{mock::*, AggregatedOperation, Blocks, Error, OperationKind, PipelineError, PipelineEvent, Steps};
use OperationKind::{CommitBlocks, CreateProofBlocks, ExecuteBlocks, PublishProofBlocksOnchain};

fn report(event: PipelineEvent) -> frame_support::dispatch::DispatchResult {
    Aggregator::report(RuntimeOrigin::none(), event)
}

fn proof(block: u32) {
    assert_ok!(report(PipelineEvent::ProofReady { block }));
}

fn confirm(operation: &AggregatedOperation) {
    assert_ok!(report(PipelineEvent::L1Confirmed { operation: operation.id }));
}

fn ranges(operations: &[AggregatedOperation], kind: OperationKind) -> Vec<(u32, u32)> {
    operations.iter().filter(|op| op.kind == kind).map(|op| (op.from, op.to)).collect()
}

fn only(operations: &[AggregatedOperation], kind: OperationKind) -> AggregatedOperation {
    let mut found = operations.iter().filter(|op| op.kind == kind);
    let operation = *found.next().unwrap();
    assert!(found.next().is_none());
    operation
}

#[test]
fn a_young_block_waits_until_the_deadline() {
    run(|| {
        seal(1, 100, false);
        assert!(tick(109).is_empty());
        let created = tick(110);
        assert_eq!(ranges(&created, CommitBlocks), [(1, 1)]);
        assert_eq!(ranges(&created, CreateProofBlocks), [(1, 1)]);
        assert!(tick(120).is_empty());
    });
}

#[test]
fn the_maximum_of_blocks_triggers_and_leaves_the_rest() {
    run(|| {
        (1..=4).for_each(|number| seal(number, 100, false));
        let created = tick(100);
        assert_eq!(ranges(&created, CommitBlocks), [(1, 3)]);
        assert_eq!(ranges(&created, CreateProofBlocks), [(1, 2)]);
        let created = tick(110);
        assert_eq!(ranges(&created, CommitBlocks), [(4, 4)]);
        assert_eq!(ranges(&created, CreateProofBlocks), [(3, 4)]);
    });
}

#[test]
fn a_fast_block_does_not_wait() {
    run(|| {
        seal(1, 100, false);
        seal(2, 100, true);
        assert_eq!(ranges(&tick(100), CommitBlocks), [(1, 2)]);
    });
}

#[test]
fn a_block_is_published_when_it_is_proven_and_its_commit_confirmed() {
    for proof_first in [true, false] {
        run(|| {
            seal(1, 100, true);
            let commit = only(&tick(100), CommitBlocks);
            if proof_first {
                proof(1);
            } else {
                confirm(&commit);
            }
            assert!(tick(101).is_empty());
            if proof_first {
                confirm(&commit);
            } else {
                proof(1);
            }
            assert_eq!(ranges(&tick(102), PublishProofBlocksOnchain), [(1, 1)]);
        });
    }
}

#[test]
fn a_run_of_proofs_is_done_when_the_last_of_them_is() {
    run(|| {
        seal(1, 100, true);
        seal(2, 100, true);
        let commit = only(&tick(100), CommitBlocks);
        confirm(&commit);
        proof(2);
        assert!(tick(101).is_empty());
        proof(1);
        assert_eq!(ranges(&tick(102), PublishProofBlocksOnchain), [(1, 2)]);
    });
}

#[test]
fn a_proof_may_come_before_its_operation() {
    run(|| {
        seal(1, 100, false);
        proof(1);
        let commit = only(&tick(110), CommitBlocks);
        confirm(&commit);
        assert_eq!(ranges(&tick(111), PublishProofBlocksOnchain), [(1, 1)]);
    });
}

#[test]
fn an_executed_block_is_forgotten_and_late_reports_change_nothing() {
    run(|| {
        seal(1, 100, true);
        let commit = only(&tick(100), CommitBlocks);
        confirm(&commit);
        proof(1);
        let publish = only(&tick(101), PublishProofBlocksOnchain);
        confirm(&publish);
        let execute = only(&tick(102), ExecuteBlocks);
        confirm(&execute);
        assert!(Blocks::<Test>::get(1).is_none());
        assert_eq!(Steps::<Test>::get(ExecuteBlocks).done, 1);
        for event in [
            PipelineEvent::ProofReady { block: 1 },
            PipelineEvent::L1Confirmed { operation: commit.id },
            PipelineEvent::L1Confirmed { operation: execute.id },
        ] {
            assert_ok!(report(event));
        }
        assert!(tick(200).is_empty());
    });
}

#[test]
fn impossible_events_are_refused() {
    run(|| {
        (1..=4).for_each(|number| seal(number, 100, true));
        let created = tick(100);
        let commits: Vec<_> = created.iter().filter(|op| op.kind == CommitBlocks).collect();
        let create_proof = created.iter().find(|op| op.kind == CreateProofBlocks).unwrap();
        assert_eq!(commits.len(), 2);
        let refused = [
            (PipelineEvent::ProofReady { block: 0 }, Error::<Test>::UnknownBlock),
            (PipelineEvent::ProofReady { block: 5 }, Error::<Test>::UnknownBlock),
            (PipelineEvent::L1Confirmed { operation: 0 }, Error::<Test>::UnknownOperation),
            (PipelineEvent::L1Confirmed { operation: 99 }, Error::<Test>::UnknownOperation),
            (PipelineEvent::L1Confirmed { operation: create_proof.id }, Error::<Test>::NotSentToL1),
            (PipelineEvent::L1Confirmed { operation: commits[1].id }, Error::<Test>::OutOfOrder),
        ];
        for (event, error) in refused {
            assert_noop!(report(event), error);
        }
        let event = PipelineEvent::L1Confirmed { operation: commits[1].id };
        let expected = PipelineError::OutOfOrder { operation: commits[1].id, expected: commits[0].id };
        assert_eq!(Aggregator::apply(event), Err(expected));
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens in whatever order, `tick` finds the state consistent, and in the end every block is executed.
    #[test]
    fn every_block_reaches_its_end(actions in prop::collection::vec((0u8..4, 1u64..12), 1..80)) {
        run(|| {
            let (mut sealed, mut now) = (0, 100);
            for (action, number) in actions {
                now += 1;
                match action {
                    0 => {
                        sealed += 1;
                        seal(sealed, now, number % 4 == 0);
                    }
                    1 => _ = Aggregator::apply(PipelineEvent::ProofReady { block: number as u32 }),
                    2 => _ = Aggregator::apply(PipelineEvent::L1Confirmed { operation: number }),
                    _ => now += 5,
                }
                tick(now);
            }
            for _ in 0..200 {
                now += 20;
                (1..=sealed).for_each(proof);
                for operation in Aggregator::open_operations() {
                    _ = Aggregator::apply(PipelineEvent::L1Confirmed { operation: operation.id });
                }
                tick(now);
            }
            assert_eq!(Steps::<Test>::get(ExecuteBlocks).done, sealed);
            assert!(Aggregator::open_operations().is_empty());
        });
    }
}
