//! The runtime: which pallets there are and how they know each other.

// FRAME's macros generate public items without documentation.
#![allow(missing_docs)]

use std::borrow::Cow;

use frame_support::{construct_runtime, derive_impl, parameter_types};
use sp_runtime::{
    generic,
    traits::{BlakeTwo256, IdentityLookup},
    AccountId32, MultiSignature,
};
use sp_version::RuntimeVersion;
use zelkova_primitives::{Felt, L1Address, Nonce};

use crate::{Header, PriorityOperation, Transaction};

/// Version of the logic; docs/database.md says when `spec_version` is raised. L1's verifier keys pin the logic too: other
/// circuits need other keys.
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("zelkova"),
    impl_name: Cow::Borrowed("zelkova-node"),
    authoring_version: 1,
    spec_version: 1,
    impl_version: 1,
    apis: Cow::Borrowed(&[]),
    transaction_version: 1,
    system_version: 1,
};

/// An extrinsic. All are bare: inherents of the node, and transactions that carry their own signatures.
pub type Extrinsic = generic::UncheckedExtrinsic<AccountId32, RuntimeCall, MultiSignature, ()>;

/// A mini-block.
pub type Block = generic::Block<Header, Extrinsic>;

/// Runs mini-blocks.
pub type Executive =
    frame_executive::Executive<Runtime, Block, frame_system::ChainContext<Runtime>, Runtime, AllPalletsWithSystem>;

parameter_types! {
    pub const Version: RuntimeVersion = VERSION;
}

construct_runtime! {
    pub enum Runtime {
        System: frame_system = 0,
        StateKeeper: pallet_state_keeper = 1,
        EthBridge: pallet_eth_bridge = 2,
        Payments: pallet_payments = 3,
        Mempool: pallet_mempool = 4,
        Aggregator: pallet_aggregator = 5,
        Nft: pallet_nft = 6,
        Swap: pallet_swap = 7,
        Batch: pallet_batch = 8,
    }
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type Block = Block;
    type AccountId = AccountId32;
    type Lookup = IdentityLookup<AccountId32>;
    type Hash = sp_core::H256;
    type Hashing = BlakeTwo256;
    type Version = Version;
}

impl pallet_state_keeper::Config for Runtime {
    type OnSealed = Aggregator;
    type OnMiniBlock = ();
    type Areas = (Nft,);
}

impl pallet_eth_bridge::Config for Runtime {
    type Executor = StateKeeper;
    type Requested = PriorityOperation;
}

/// The facts that the bridge has recorded.
pub struct BridgeFacts;

impl pallet_payments::KnowsAuthFacts for BridgeFacts {
    fn is_authorized(address: &L1Address, nonce: Nonce, key_hash: Felt) -> bool {
        EthBridge::is_key_authorized(address, nonce, key_hash)
    }
}

impl pallet_payments::Config for Runtime {
    type Executor = StateKeeper;
    type AuthFacts = BridgeFacts;
}

impl pallet_nft::Config for Runtime {
    type Executor = StateKeeper;
}

impl pallet_swap::Config for Runtime {
    type Executor = StateKeeper;
}

impl pallet_batch::Config for Runtime {
    type Transaction = Transaction;
}

impl pallet_mempool::Config for Runtime {}

impl pallet_aggregator::Config for Runtime {
    type Clock = StateKeeper;
}

transaction_calls!(RuntimeCall);

/// Checks the storage of every pallet. Slow: for tests.
pub fn try_state() -> Result<(), sp_runtime::TryRuntimeError> {
    StateKeeper::do_try_state()?;
    Nft::do_try_state(StateKeeper::area(pallet_nft::AREA))?;
    EthBridge::do_try_state()?;
    Aggregator::do_try_state()
}
