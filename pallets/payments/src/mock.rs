//! A runtime with accounts and payments, and the users of the tests.

use std::cell::RefCell;

use frame_support::derive_impl;
use sp_runtime::BuildStorage;
use zelkova_operation::{l1_signature::address_of, BlockContext, BlockSize, Ledger, MemoryLedger, Signed, SignedBody};
use zelkova_primitives::{
    tree::AccountChange, AccountFields, AccountId, Felt, L1Address, Nonce, PrivateKey, StorageKey, TokenId,
};

use pallet_state_keeper::FrameLedger;

use crate::{change_pub_key::authorization, ChangePubKey, KnowsAuthFacts, L1Authorization, Transfer, Withdraw};

frame_support::construct_runtime! {
    pub enum Test {
        System: frame_system,
        StateKeeper: pallet_state_keeper,
        Payments: crate,
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

thread_local! {
    static FACTS: RefCell<Vec<(L1Address, Nonce, Felt)>> = const { RefCell::new(Vec::new()) };
}

/// Facts that a test has set.
pub struct Facts;

impl Facts {
    pub fn add(address: L1Address, nonce: Nonce, key_hash: Felt) {
        FACTS.with(|facts| facts.borrow_mut().push((address, nonce, key_hash)));
    }
}

impl KnowsAuthFacts for Facts {
    fn is_authorized(address: &L1Address, nonce: Nonce, key_hash: Felt) -> bool {
        FACTS.with(|facts| facts.borrow().contains(&(*address, nonce, key_hash)))
    }
}

impl crate::Config for Test {
    type Executor = StateKeeper;
    type AuthFacts = Facts;
}

/// Owns the fee account.
const OPERATOR: AccountFields =
    AccountFields { nonce: 0, key_hash: Felt::ZERO, address: L1Address([0xfe; 20]), minted: 0 };

pub const ETH: TokenId = TokenId(0);
pub const ALICE: AccountId = AccountId(1);
pub const BOB: AccountId = AccountId(2);
pub const NEWCOMER: L1Address = L1Address([0x77; 20]);
pub const ALICE_SECRET: [u8; 32] = [0xa1; 32];
pub const NOW: u64 = 100;

pub fn chain_tag() -> Felt {
    Felt::from(77u8)
}

pub fn alice_key() -> PrivateKey {
    PrivateKey::from_seed(b"alice")
}

pub fn address(secret: &[u8; 32]) -> L1Address {
    address_of(secret).unwrap()
}

pub fn bob_address() -> L1Address {
    L1Address([0xb0; 20])
}

/// Alice (activated, 1000 of each token) and Bob (no key, 50).
fn fill(ledger: &mut dyn Ledger) {
    let operator = AccountFields { address: L1Address([0xfe; 20]), ..AccountFields::default() };
    ledger.set_account(AccountId(0), operator);
    let key_hash = alice_key().public().key_hash();
    let alice = AccountFields { address: address(&ALICE_SECRET), key_hash, nonce: 3, minted: 0 };
    ledger.set_account(ALICE, alice);
    ledger.set_account(BOB, AccountFields { address: bob_address(), ..AccountFields::default() });
    for token in [0, 1] {
        ledger.set_value(ALICE, StorageKey::balance(TokenId(token)), 1_000u32.into());
    }
    ledger.set_value(BOB, StorageKey::balance(ETH), 50u8.into());
}

/// The state of [`fill`] in memory.
pub fn ledger() -> MemoryLedger {
    let mut ledger = MemoryLedger::new();
    fill(&mut ledger);
    ledger
}

pub fn context() -> BlockContext {
    BlockContext { number: 1, timestamp: NOW, chain_tag: chain_tag(), fee_account: AccountId(0) }
}

pub fn balance(ledger: &dyn Ledger, account: AccountId, token: TokenId) -> u128 {
    ledger.value(account, StorageKey::balance(token)).to_u128().unwrap()
}

pub fn transfer() -> Transfer {
    Transfer {
        account: ALICE,
        to: bob_address(),
        token: ETH,
        amount: 100,
        fee: 7,
        nonce: 3,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

pub fn withdraw() -> Withdraw {
    Withdraw {
        account: ALICE,
        to: NEWCOMER,
        token: ETH,
        amount: 123,
        fee: 7,
        nonce: 3,
        fast: false,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

/// Alice's change to the key of `new_key`.
pub fn change_pub_key(new_key: &PrivateKey) -> ChangePubKey {
    let new_key_hash = new_key.public().key_hash();
    let message = authorization::message(new_key_hash, 3, ALICE, chain_tag());
    ChangePubKey {
        account: ALICE,
        address: address(&ALICE_SECRET),
        new_key_hash,
        fee_token: TokenId(1),
        fee: 7,
        nonce: 3,
        valid_from: 0,
        valid_until: u64::MAX,
        authorization: L1Authorization::sign(&ALICE_SECRET, &message).unwrap(),
    }
}

/// Signed by Alice's key.
pub fn signed<B: SignedBody>(body: B) -> Signed<B> {
    Signed::sign(body, &alice_key(), chain_tag()).unwrap()
}

/// Runs a test on the state of [`fill`] and checks the state after it.
pub fn run(test: impl FnOnce()) {
    let config = RuntimeGenesisConfig {
        state_keeper: pallet_state_keeper::GenesisConfig {
            chain_tag: chain_tag(),
            accounts: [(AccountId(0), AccountChange { fields: OPERATOR, ..AccountChange::default() })].into(),
            rules: pallet_state_keeper::SealingRules {
                sizes: vec![BlockSize { slots: 10, fee_touches: 2 }],
                ..Default::default()
            },
            ..Default::default()
        },
        ..Default::default()
    };
    FACTS.with(|facts| facts.borrow_mut().clear());
    sp_io::TestExternalities::from(config.build_storage().unwrap()).execute_with(|| {
        System::set_block_number(1);
        fill(&mut FrameLedger::<Test>::new());
        StateKeeper::start(RuntimeOrigin::none(), NOW).unwrap();
        test();
        StateKeeper::do_try_state().unwrap();
    });
}
