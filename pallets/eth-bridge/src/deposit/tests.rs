//! The native rule of Deposit.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError};
use zelkova_primitives::{AccountFields, AccountId, L1Address, StorageKey, RESERVED_ACCOUNTS_START};

use super::Deposit;
use crate::mock::*;

fn deposit(to: L1Address) -> Deposit {
    Deposit { serial_id: 0, token: ETH, amount: 5, to }
}

#[test]
fn the_owners_account_is_credited() {
    let mut ledger = ledger();
    let trace = deposit(ALICE_ADDRESS).execute(&context(), &mut ledger).unwrap();
    assert_eq!(balance(&ledger, ALICE), 1_005);
    assert_eq!(ledger.account(ALICE).nonce, 3);
    assert_eq!(trace.fee(), None);
    let mut expected = vec![1, 0, 0, 0, 1, 0, 0];
    expected.extend(5u128.to_be_bytes());
    expected.extend(ALICE_ADDRESS.0);
    expected.resize(54, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn a_new_owner_gets_an_account_without_a_key() {
    let mut ledger = ledger();
    let trace = deposit(NEWCOMER).execute(&context(), &mut ledger).unwrap();
    let created = AccountFields { address: NEWCOMER, ..AccountFields::default() };
    assert_eq!(ledger.account(AccountId(2)), created);
    assert_eq!(balance(&ledger, AccountId(2)), 5);
    assert_eq!(trace.slots[0].touches[0].before, AccountFields::default());
}

#[test]
fn the_highest_id_closes_the_chain_to_nobody() {
    let mut ledger = ledger();
    let last = AccountId(RESERVED_ACCOUNTS_START - 1);
    ledger.set_account(last, AccountFields { address: L1Address([1; 20]), ..AccountFields::default() });
    deposit(NEWCOMER).execute(&context(), &mut ledger).unwrap();
    assert_eq!(ledger.account_id(&NEWCOMER), Some(AccountId(2)));
}

#[test]
fn what_l1_never_queues_is_refused() {
    assert_eq!(deposit(L1Address::ZERO).execute(&context(), &mut ledger()).unwrap_err(), RuleError::ZeroAddress);
    let mut rich = ledger();
    rich.set_value(ALICE, StorageKey::balance(ETH), (u128::MAX - 4).into());
    let error = deposit(ALICE_ADDRESS).execute(&context(), &mut rich).unwrap_err();
    assert!(is_reason!(error, RuleError::BalanceOverflow { .. }));
}
