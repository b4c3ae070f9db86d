//! A runtime of the state keeper alone, with a state tree in memory.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use frame_support::derive_impl;
use sp_runtime::BuildStorage;
use zelkova_operation::{
    rules, BlockContext, BlockSize, Ledger, OpTrace, Operation, OperationError, SealedBlock, SlotArgs, SlotTrace,
    Tracer,
};
use zelkova_primitives::{
    tree::{AccountChange, MemoryStore, StateTree, TreeError},
    AccountFields, AccountId, BlockNumber, Felt, L1Address, PackedFee, SerialId, StorageKey, TokenId, FEE_ACCOUNT,
};

use crate::{
    host::{StateTreeExt, StateTreeHost},
    ExecuteOperation, OnMiniBlock, SealingRules,
};

frame_support::construct_runtime! {
    pub enum Test {
        System: frame_system,
        StateKeeper: crate,
    }
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
}

impl crate::Config for Test {
    type OnSealed = ();
    type OnMiniBlock = Due;
    type Areas = ();
}

thread_local! {
    static DUE: RefCell<Option<Mint>> = const { RefCell::new(None) };
}

/// What the chain starts itself with the next mini-block.
pub struct Due;

impl Due {
    pub fn set(operation: Option<Mint>) {
        DUE.with(|due| *due.borrow_mut() = operation);
    }
}

impl OnMiniBlock for Due {
    fn on_mini_block(_now: u64) {
        if let Some(operation) = DUE.with(|due| due.borrow().clone()) {
            let _ = <StateKeeper as ExecuteOperation>::execute(&operation);
        }
    }
}

pub const OPERATOR: L1Address = L1Address([0xfe; 20]);
pub const ALICE: L1Address = L1Address([0xa1; 20]);

/// What the host was told.
#[derive(Default)]
pub struct Told {
    pub sealed: Vec<SealedBlock>,
    pub failures: Vec<OperationError>,
    pub broken: bool,
}

pub struct TestHost {
    tree: Arc<MemoryStore>,
    told: Arc<Mutex<Told>>,
}

impl StateTreeHost for TestHost {
    fn commit(
        &mut self,
        version: BlockNumber,
        changes: &BTreeMap<AccountId, AccountChange>,
    ) -> Result<Felt, TreeError> {
        if self.told.lock().unwrap().broken {
            return Err(TreeError::MissingVersion(version));
        }
        let update = StateTree::new(self.tree.clone()).commit(version, changes)?;
        self.tree.apply(&update.writes);
        Ok(update.root)
    }

    fn sealed(&mut self, block: SealedBlock, _eth_witnesses: Vec<Vec<u8>>) {
        self.told.lock().unwrap().sealed.push(block);
    }

    fn sealed_block(&self, number: BlockNumber) -> Option<SealedBlock> {
        self.told.lock().unwrap().sealed.iter().rev().find(|block| block.number == number).cloned()
    }

    fn reopened(&mut self, first: BlockNumber) -> Result<(), TreeError> {
        self.tree.apply(&StateTree::new(self.tree.clone()).revert(first - 1)?);
        Ok(())
    }

    fn failed(&mut self, error: &OperationError) {
        self.told.lock().unwrap().failures.push(error.clone());
    }

    fn batch_member(&mut self, _position: usize) {}

    fn signatures_checked(&self) -> bool {
        false
    }
}

/// Builds a chain that holds only the fee account.
pub struct ExtBuilder {
    pub rules: SealingRules,
}

impl Default for ExtBuilder {
    fn default() -> Self {
        let sizes = vec![BlockSize { slots: 2, fee_touches: 1 }, BlockSize { slots: 4, fee_touches: 2 }];
        Self { rules: SealingRules { sizes, max_mini_blocks: 3, fast_deadline: 10 } }
    }
}

impl ExtBuilder {
    /// Runs a test and checks the state after it.
    pub fn run(self, test: impl FnOnce(&Mutex<Told>)) {
        let (tree, told) = (Arc::new(MemoryStore::new()), Arc::new(Mutex::new(Told::default())));
        let fields = AccountFields { address: OPERATOR, ..AccountFields::default() };
        let genesis = BTreeMap::from([(FEE_ACCOUNT, AccountChange { fields, ..AccountChange::default() })]);
        let update = StateTree::new(tree.clone()).commit(0, &genesis).unwrap();
        tree.apply(&update.writes);
        let config = RuntimeGenesisConfig {
            state_keeper: crate::GenesisConfig {
                genesis_root: update.root,
                accounts: genesis,
                rules: self.rules,
                ..Default::default()
            },
            ..Default::default()
        };
        let mut ext = sp_io::TestExternalities::from(config.build_storage().unwrap());
        ext.register_extension(StateTreeExt(Box::new(TestHost { tree, told: told.clone() })));
        ext.execute_with(|| {
            System::set_block_number(1);
            test(&told);
            StateKeeper::do_try_state().unwrap();
        });
    }
}

/// An operation that mints `amount` for `to` and lets it pay a fee.
#[derive(Clone)]
pub struct Mint {
    pub to: L1Address,
    pub amount: u128,
    pub fee: Option<(TokenId, u128)>,
    pub slots: u32,
    pub fast: bool,
    pub serial_id: Option<SerialId>,
}

impl Default for Mint {
    fn default() -> Self {
        Self { to: ALICE, amount: 100, fee: None, slots: 1, fast: false, serial_id: None }
    }
}

impl Operation for Mint {
    fn slots(&self) -> u32 {
        self.slots
    }

    fn fee_token(&self) -> Option<TokenId> {
        self.fee.map(|(token, _)| token)
    }

    fn fast(&self) -> bool {
        self.fast
    }

    fn serial_id(&self) -> Option<SerialId> {
        self.serial_id
    }

    fn execute(&self, _context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        rules::non_zero(self.to)?;
        let account = ledger.account_id(&self.to).unwrap_or_else(|| ledger.next_account_id());
        let (token, fee) = self.fee.unwrap_or_default();
        let mut tracer = Tracer::new(ledger);
        let key = StorageKey::balance(token);
        let touch = tracer.touch(account, key, |fields, value| {
            fields.address = self.to;
            rules::credit(account, token, value, self.amount)?;
            rules::debit(account, token, value, 0, fee)
        })?;
        let second = tracer.identity(account, key);
        tracer.commit();
        let slot = |step| SlotTrace {
            opcode: 200,
            step,
            touches: [if step == 0 { touch } else { second }, second],
            args: SlotArgs { token, packed_fee: PackedFee::pack(fee).unwrap(), ..SlotArgs::default() },
            signature: None,
            chunks: Vec::new(),
            pays_fee: step == 0 && self.fee.is_some(),
        };
        Ok(OpTrace { slots: (0..self.slots as u8).map(slot).collect() })
    }
}
