//! Users and a state for the tests of the native rule.

use zelkova_operation::{BlockContext, Ledger, MemoryLedger};
use zelkova_primitives::{AccountFields, AccountId, Felt, L1Address, PrivateKey, StorageKey, TokenId};

use crate::{Order, Swap};

pub const ETH: TokenId = TokenId(0);
pub const DAI: TokenId = TokenId(1);
pub const ALICE: AccountId = AccountId(1);
pub const BOB: AccountId = AccountId(2);
pub const SUBMITTER: AccountId = AccountId(3);
pub const NOW: u64 = 100;

pub fn chain_tag() -> Felt {
    Felt::from(77u8)
}

pub fn key(account: AccountId) -> PrivateKey {
    PrivateKey::from_seed(&account.0.to_be_bytes())
}

pub fn address(account: AccountId) -> L1Address {
    L1Address([account.0 as u8; 20])
}

pub fn context() -> BlockContext {
    BlockContext { number: 1, timestamp: NOW, chain_tag: chain_tag(), fee_account: AccountId(0) }
}

/// Alice has 1000 ETH, Bob 1000 DAI, the submitter 100 DAI.
pub fn ledger() -> MemoryLedger {
    let mut ledger = MemoryLedger::new();
    for account in [ALICE, BOB, SUBMITTER] {
        let key_hash = key(account).public().key_hash();
        let fields = AccountFields { nonce: account.0, key_hash, address: address(account), minted: 0 };
        ledger.set_account(account, fields);
    }
    ledger.set_value(ALICE, StorageKey::balance(ETH), 1_000u32.into());
    ledger.set_value(BOB, StorageKey::balance(DAI), 1_000u32.into());
    ledger.set_value(SUBMITTER, StorageKey::balance(DAI), 100u32.into());
    ledger
}

pub fn balance(ledger: &dyn Ledger, account: AccountId, token: TokenId) -> u128 {
    ledger.value(account, StorageKey::balance(token)).to_u128().unwrap()
}

/// Alice sells 100 ETH for at least 2 DAI each.
pub fn first() -> Order {
    Order {
        account: ALICE,
        recipient: address(ALICE),
        nonce: 1,
        token_sell: ETH,
        token_buy: DAI,
        ratio_sell: 1,
        ratio_buy: 2,
        amount: 100,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

/// Bob sells DAI, at most 3 for an ETH.
pub fn second() -> Order {
    Order {
        account: BOB,
        recipient: address(BOB),
        nonce: 2,
        token_sell: DAI,
        token_buy: ETH,
        ratio_sell: 3,
        ratio_buy: 1,
        amount: 0,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

/// Both orders, signed, at 2.5 DAI an ETH.
pub fn swap_of(first: Order, second: Order) -> Swap {
    let sign = |order: Order| order.sign(&key(order.account), chain_tag()).unwrap();
    Swap {
        account: SUBMITTER,
        nonce: 3,
        orders: Box::new([sign(first), sign(second)]),
        first_amount: 100,
        second_amount: 250,
        fee_token: DAI,
        fee: 7,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}
