//! A runtime with the chain's own pallets and vesting, and a chain of it in memory.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use frame_support::derive_impl;
use pallet_state_keeper::{
    host::{StateTreeExt, StateTreeHost},
    SealingRules,
};
use sp_runtime::{BuildStorage, DispatchResult};
use zelkova_operation::{OperationError, SealedBlock};
use zelkova_primitives::{
    tree::{AccountChange, MemoryStore, StateTree, TreeError},
    AccountId, BlockNumber, Felt, L1Address, Nonce, Settlement, StorageKey, TokenId,
};
use zelkova_runtime::{BlockSize, GenesisConfig, ReservedAccount, StoredValue, TokenInfo};

use crate::{
    table::{PriorityOperation, Transaction},
    vesting::{self, ACCOUNT},
};

frame_support::construct_runtime! {
    pub enum Runtime {
        System: frame_system,
        StateKeeper: pallet_state_keeper,
        EthBridge: pallet_eth_bridge,
        Payments: pallet_payments,
        Vesting: vesting,
    }
}

transaction_calls!(RuntimeCall);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
    type Block = frame_system::mocking::MockBlock<Runtime>;
}

impl pallet_state_keeper::Config for Runtime {
    type OnSealed = ();
    type OnMiniBlock = ();
    type Areas = (Vesting,);
}

impl pallet_eth_bridge::Config for Runtime {
    type Executor = StateKeeper;
    type Requested = PriorityOperation;
}

/// No key was authorised on L1 beforehand.
impl pallet_payments::KnowsAuthFacts for Runtime {
    fn is_authorized(_address: &L1Address, _nonce: Nonce, _key_hash: Felt) -> bool {
        false
    }
}

impl pallet_payments::Config for Runtime {
    type Executor = StateKeeper;
    type AuthFacts = Self;
}

impl vesting::Config for Runtime {
    type Executor = StateKeeper;
}

/// What the pallet's account starts with: a unit that nobody has locked.
pub const FIRST_TOTAL: u64 = 1;

pub fn config() -> GenesisConfig {
    let first = StoredValue { area: StorageKey::BALANCES, index: 0, value: FIRST_TOTAL.into() };
    GenesisConfig {
        l2_chain_id: 1337,
        fee_account_address: L1Address([0xfe; 20]),
        tokens: vec![TokenInfo::eth()],
        reserved: vec![ReservedAccount { account: ACCOUNT, key_hash: Felt::ZERO, storage: vec![first] }],
        parameters: Default::default(),
    }
}

/// What the runtime told its host.
#[derive(Default)]
pub struct Told {
    pub sealed: Vec<SealedBlock>,
    pub failures: Vec<OperationError>,
}

struct Host {
    tree: Arc<MemoryStore>,
    told: Arc<Mutex<Told>>,
}

impl StateTreeHost for Host {
    fn commit(
        &mut self,
        version: BlockNumber,
        changes: &BTreeMap<AccountId, AccountChange>,
    ) -> Result<Felt, TreeError> {
        let update = StateTree::new(self.tree.clone()).commit(version, changes)?;
        self.tree.apply(&update.writes);
        Ok(update.root)
    }

    fn sealed(&mut self, block: SealedBlock, _eth_witnesses: Vec<Vec<u8>>) {
        self.told.lock().expect("unpoisoned").sealed.push(block);
    }

    fn sealed_block(&self, number: BlockNumber) -> Option<SealedBlock> {
        let sealed = &self.told.lock().expect("unpoisoned").sealed;
        sealed.iter().rev().find(|block| block.number == number).cloned()
    }

    fn reopened(&mut self, first: BlockNumber) -> Result<(), TreeError> {
        self.tree.apply(&StateTree::new(self.tree.clone()).revert(first.saturating_sub(1))?);
        Ok(())
    }

    fn failed(&mut self, error: &OperationError) {
        self.told.lock().expect("unpoisoned").failures.push(error.clone());
    }

    fn batch_member(&mut self, _position: usize) {}

    fn signatures_checked(&self) -> bool {
        false
    }
}

/// A chain in memory.
pub struct Chain {
    storage: sp_io::TestExternalities,
    pub tree: Arc<MemoryStore>,
    told: Arc<Mutex<Told>>,
}

impl Chain {
    pub fn new() -> Self {
        let (tree, told) = (Arc::new(MemoryStore::new()), Arc::new(Mutex::new(Told::default())));
        let config = config();
        let update = config.state_tree().expect("a genesis");
        tree.apply(&update.writes);
        let genesis = RuntimeGenesisConfig {
            state_keeper: pallet_state_keeper::GenesisConfig {
                chain_tag: config.chain_tag(Settlement::NONE).expect("a genesis"),
                genesis_root: update.root,
                accounts: config.accounts(),
                rules: SealingRules { sizes: vec![BlockSize::SMALL], ..SealingRules::default() },
                ..Default::default()
            },
            eth_bridge: pallet_eth_bridge::GenesisConfig { tokens: config.tokens, ..Default::default() },
            ..Default::default()
        };
        let mut storage = sp_io::TestExternalities::from(genesis.build_storage().expect("storage"));
        storage.register_extension(StateTreeExt(Box::new(Host { tree: tree.clone(), told: told.clone() })));
        Self { storage, tree, told }
    }

    /// Runs a block of calls at a time, and seals it.
    pub fn block(&mut self, time: u64, calls: impl IntoIterator<Item = RuntimeCall>) -> SealedBlock {
        self.run(|| {
            StateKeeper::start(RuntimeOrigin::none(), time).expect("starts");
            for call in calls {
                dispatch(call).expect("executes");
            }
            StateKeeper::finish(RuntimeOrigin::none(), true).expect("seals");
            StateKeeper::do_try_state().expect("a sound state");
        });
        self.told.lock().expect("unpoisoned").sealed.last().expect("a sealed block").clone()
    }

    /// Why a transaction is refused.
    pub fn refused(&mut self, transaction: Transaction) -> OperationError {
        self.run(|| dispatch(transaction.into()).expect_err("is refused"));
        self.told.lock().expect("unpoisoned").failures.last().expect("a reason").clone()
    }

    /// Reads or writes the state.
    pub fn run<T>(&mut self, f: impl FnOnce() -> T) -> T {
        self.storage.execute_with(f)
    }

    pub fn chain_tag(&mut self) -> Felt {
        self.run(pallet_state_keeper::ChainTag::<Runtime>::get)
    }

    pub fn value(&mut self, id: AccountId, key: StorageKey) -> Felt {
        self.run(|| pallet_state_keeper::Values::<Runtime>::get(id, key))
    }

    pub fn balance(&mut self, id: AccountId) -> u128 {
        self.value(id, StorageKey::balance(TokenId::ETH)).to_u128().expect("a balance")
    }
}

fn dispatch(call: RuntimeCall) -> DispatchResult {
    use sp_runtime::traits::Dispatchable;
    call.dispatch(RuntimeOrigin::none()).map(|_| ()).map_err(|error| error.error)
}
