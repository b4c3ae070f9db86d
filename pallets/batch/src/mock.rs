//! A runtime whose transactions set the clock, or fail.

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::derive_impl;
use scale_info::TypeInfo;
use sp_runtime::BuildStorage;

frame_support::construct_runtime! {
    pub enum Test {
        System: frame_system,
        StateKeeper: pallet_state_keeper,
        Batch: crate,
    }
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
}

impl pallet_state_keeper::Config for Test {
    type OnSealed = ();
    type OnMiniBlock = ();
    type Areas = ();
}

impl crate::Config for Test {
    type Transaction = Tx;
}

/// A transaction.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Tx {
    /// Sets the clock, unless it is later already.
    Clock(u64),
    /// Is refused: it needs another origin.
    Refused,
}

impl From<Tx> for RuntimeCall {
    fn from(tx: Tx) -> Self {
        match tx {
            Tx::Clock(timestamp) => pallet_state_keeper::Call::start { timestamp }.into(),
            Tx::Refused => frame_system::Call::remark_with_event { remark: Vec::new() }.into(),
        }
    }
}

/// Runs a test on an empty chain.
pub fn run(test: impl FnOnce()) {
    let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
    sp_io::TestExternalities::from(storage).execute_with(test);
}
