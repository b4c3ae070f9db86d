//! Random sequences of every operation, valid and not, on the real executor and on a simple model of the protocol.
//!
//! After each step both have the same verdict, accounts, NFTs and fees, and nothing has appeared or vanished. After each
//! sealed block the chain's root is that of a tree made from the model alone, and the state rebuilt from the block's pubdata
//! has the same root and the same accounts.
//!
//! | module | holds |
//! |---|---|
//! | [`steps`] | random steps |
//! | [`resolve`], [`orders`] | what a step means in the state that it meets |
//! | [`action`] | what is offered |
//! | [`build`] | as transactions and requests for the chain |
//! | [`model`], [`rules`], [`exchange`] | the model |
//! | [`play`] | runs both and compares |
//! | [`coverage`] | what the sequences must reach |
//! | [`circuits`] | random blocks as the circuit sees them |

#[path = "../common/mod.rs"]
mod common;

mod action;
mod build;
mod circuits;
mod coverage;
mod exchange;
mod model;
mod orders;
mod play;
mod resolve;
mod rules;
mod steps;
mod world;

use std::collections::BTreeSet;

use play::Play;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use steps::{step, Step};
use zelkova_runtime::BlockSize;

/// The smaller sizes, and a large one that sequences fill and that has fewer fee tokens than there are.
fn all_sizes() -> Vec<BlockSize> {
    vec![BlockSize::SMALL, BlockSize::MIDDLE, BlockSize { slots: 22, fee_touches: 3 }]
}

/// Block sizes of a chain: all, or only the smaller ones.
fn sizes() -> impl Strategy<Value = Vec<BlockSize>> {
    prop_oneof![1 => Just(1usize), 2 => Just(2), 3 => Just(3)].prop_map(|count| all_sizes()[..count].to_vec())
}

fn steps(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), count)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_chain_follows_the_model_and_its_pubdata_rebuilds_it(sizes in sizes(), steps in steps(1..80)) {
        let mut play = Play::new(&sizes);
        for step in &steps {
            play.step(step);
        }
    }
}

#[test]
fn the_sequences_reach_every_operation_verdict_and_block_size() {
    let mut runner = TestRunner::deterministic();
    let mut play = Play::new(&all_sizes());
    for step in steps(600..601).new_tree(&mut runner).unwrap().current() {
        play.step(&step);
    }
    let (accepted, refused) = (BTreeSet::from(coverage::ACCEPTED), BTreeSet::from(coverage::REFUSED));
    assert_eq!(&accepted - &play.accepted, BTreeSet::new(), "never accepted");
    assert_eq!(refused, play.refused);
    assert_eq!(play.capacities, all_sizes().iter().map(|size| size.slots).collect());
    assert!(play.deferred > 0, "everything fitted");
}
