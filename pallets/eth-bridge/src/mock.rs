//! A runtime with accounts and the bridge.

use frame_support::derive_impl;
use sp_runtime::BuildStorage;
use zelkova_operation::{BlockContext, BlockSize, Ledger, MemoryLedger, OpTrace, Operation, OperationError, Request};
use zelkova_primitives::{
    tree::AccountChange, AccountFields, AccountId, Felt, L1Address, PriorityOp, PriorityOpKind, SerialId, StorageKey,
    TokenId,
};

use pallet_state_keeper::FrameLedger;

use crate::{Deposit, FullExit, TokenInfo};

frame_support::construct_runtime! {
    pub enum Test {
        System: frame_system,
        StateKeeper: pallet_state_keeper,
        EthBridge: crate,
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
    type Executor = StateKeeper;
    type Requested = Requested;
}

/// What L1 requests here.
pub enum Requested {
    Deposit(Deposit),
    FullExit(FullExit),
}

impl Requested {
    fn operation(&self) -> &dyn Operation {
        match self {
            Self::Deposit(op) => op,
            Self::FullExit(op) => op,
        }
    }
}

impl From<PriorityOp> for Requested {
    fn from(request: PriorityOp) -> Self {
        let deposit = Deposit::from_request(&request).map(Self::Deposit);
        deposit.or_else(|| FullExit::from_request(&request).map(Self::FullExit)).expect("no other request here")
    }
}

impl Operation for Requested {
    fn fast(&self) -> bool {
        self.operation().fast()
    }

    fn serial_id(&self) -> Option<SerialId> {
        self.operation().serial_id()
    }

    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        self.operation().execute(context, ledger)
    }
}

/// Owns the fee account.
const OPERATOR: AccountFields =
    AccountFields { nonce: 0, key_hash: Felt::ZERO, address: L1Address([0xfe; 20]), minted: 0 };

pub const ETH: TokenId = TokenId(0);
pub const ALICE: AccountId = AccountId(1);
pub const ALICE_ADDRESS: L1Address = L1Address([0xa1; 20]);
pub const NEWCOMER: L1Address = L1Address([0x77; 20]);

fn fill(ledger: &mut dyn Ledger) {
    let operator = AccountFields { address: L1Address([0xfe; 20]), ..AccountFields::default() };
    ledger.set_account(AccountId(0), operator);
    let alice = AccountFields { address: ALICE_ADDRESS, nonce: 3, ..AccountFields::default() };
    ledger.set_account(ALICE, alice);
    ledger.set_value(ALICE, StorageKey::balance(ETH), 1_000u32.into());
}

/// The operator and Alice with 1000.
pub fn ledger() -> MemoryLedger {
    let mut ledger = MemoryLedger::new();
    fill(&mut ledger);
    ledger
}

pub fn context() -> BlockContext {
    BlockContext { number: 1, timestamp: 100, chain_tag: 7u8.into(), fee_account: AccountId(0) }
}

pub fn balance(ledger: &dyn Ledger, account: AccountId) -> u128 {
    ledger.value(account, StorageKey::balance(ETH)).to_u128().unwrap()
}

pub fn priority(serial_id: SerialId, kind: PriorityOpKind) -> PriorityOp {
    PriorityOp { serial_id, kind, l1_block: 5, l1_tx_hash: [1; 32], expiration_block: 500 }
}

/// Runs a test on the state of [`fill`] with ETH as the only token, and checks the state after it.
pub fn run(test: impl FnOnce()) {
    let config = RuntimeGenesisConfig {
        state_keeper: pallet_state_keeper::GenesisConfig {
            accounts: [(AccountId(0), AccountChange { fields: OPERATOR, ..AccountChange::default() })].into(),
            rules: pallet_state_keeper::SealingRules {
                sizes: vec![BlockSize { slots: 10, fee_touches: 2 }],
                ..Default::default()
            },
            ..Default::default()
        },
        eth_bridge: crate::GenesisConfig { tokens: vec![TokenInfo::eth()], ..Default::default() },
        ..Default::default()
    };
    sp_io::TestExternalities::from(config.build_storage().unwrap()).execute_with(|| {
        System::set_block_number(1);
        fill(&mut FrameLedger::<Test>::new());
        test();
        StateKeeper::do_try_state().unwrap();
        EthBridge::do_try_state().unwrap();
    });
}
