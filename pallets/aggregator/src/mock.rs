//! A runtime of the aggregator with a clock that the test sets.

use std::cell::Cell;

use frame_support::{derive_impl, traits::Hooks};
use pallet_state_keeper::{Clock, OnBlockSealed, SealedHeader};
use sp_runtime::BuildStorage;

use crate::{AggregatedOperation, AggregatorRules, Created, StepRules};

frame_support::construct_runtime! {
    pub enum Test {
        System: frame_system,
        Aggregator: crate,
    }
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
}

thread_local! {
    static NOW: Cell<u64> = const { Cell::new(0) };
}

pub struct TestClock;

impl Clock for TestClock {
    fn now() -> u64 {
        NOW.with(Cell::get)
    }
}

impl crate::Config for Test {
    type Clock = TestClock;
}

/// Runs a test with limits of 3, 2 and 3 blocks and a deadline of 10 seconds, and checks the state after it.
pub fn run(test: impl FnOnce()) {
    let step = |max_blocks| StepRules { max_blocks, deadline: 10 };
    let rules = AggregatorRules { commit: step(3), prove: step(2), execute: step(3) };
    let config =
        RuntimeGenesisConfig { aggregator: crate::GenesisConfig { rules, ..Default::default() }, ..Default::default() };
    NOW.with(|now| now.set(0));
    sp_io::TestExternalities::from(config.build_storage().unwrap()).execute_with(|| {
        System::set_block_number(1);
        test();
        Aggregator::do_try_state().unwrap();
    });
}

/// A block that was sealed at `timestamp`.
pub fn seal(number: u32, timestamp: u64, fast: bool) {
    Aggregator::on_block_sealed(&SealedHeader { number, timestamp, fast, ..SealedHeader::default() });
}

/// Ends a mini-block at `now` and starts the next. Returns what it created.
pub fn tick(now: u64) -> Vec<AggregatedOperation> {
    NOW.with(|time| time.set(now));
    let number = System::block_number();
    <Aggregator as Hooks<_>>::on_finalize(number);
    Aggregator::do_try_state().unwrap();
    let created = Created::<Test>::get();
    System::set_block_number(number + 1);
    <Aggregator as Hooks<_>>::on_initialize(number + 1);
    created
}
