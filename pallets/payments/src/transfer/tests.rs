//! The native rule of Transfer, and of TransferToNew where they part.

use zelkova_operation::{is_reason, Ledger, OpTrace, Operation, OperationError, RuleError, Signed, SignedBody};
use zelkova_primitives::{AccountFields, AccountId, L1Address, PrivateKey, TokenId, MAX_NONCE};

use crate::{mock::*, Transfer};

fn execute(ledger: &mut dyn Ledger, tx: &Signed<Transfer>) -> Result<OpTrace, OperationError> {
    Operation::execute(tx, &context(), ledger)
}

/// The rule refuses the transfer and changes nothing.
fn refused(change: impl FnOnce(&mut Transfer)) -> OperationError {
    let mut tx = signed(transfer());
    change(&mut tx.body);
    let mut ledger = ledger();
    let before = ledger.clone();
    let error = execute(&mut ledger, &tx).unwrap_err();
    assert_eq!(ledger, before);
    error
}

#[test]
fn the_amount_moves_and_the_fee_leaves() {
    let mut ledger = ledger();
    let trace = execute(&mut ledger, &signed(transfer())).unwrap();
    assert_eq!(balance(&ledger, ALICE, ETH), 1_000 - 107);
    assert_eq!(balance(&ledger, BOB, ETH), 150);
    assert_eq!(ledger.account(ALICE).nonce, 4);
    assert_eq!(trace.fee(), Some((ETH, 7)));
    let expected = [&[5u8, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0][..], &[0, 0, 0, 0x0c, 0x80, 0, 0xe0]].concat();
    assert_eq!(trace.pubdata(), expected);
    let slot = &trace.slots[0];
    assert_eq!(slot.signed_fields(), transfer().signed_fields(chain_tag()).ok());
    assert_eq!((slot.touches[0].account, slot.touches[1].account), (ALICE, BOB));
}

#[test]
fn a_transfer_to_oneself_costs_the_fee() {
    let mut ledger = ledger();
    let tx = Transfer { to: address(&ALICE_SECRET), ..transfer() };
    let trace = execute(&mut ledger, &signed(tx)).unwrap();
    assert_eq!(balance(&ledger, ALICE, ETH), 993);
    assert_eq!(trace.slots[0].touches[1].before, trace.slots[0].touches[0].after);
}

#[test]
fn an_unknown_recipient_gets_an_account() {
    let mut ledger = ledger();
    let trace = execute(&mut ledger, &signed(Transfer { to: NEWCOMER, ..transfer() })).unwrap();
    let slot = &trace.slots[0];
    assert_eq!((slot.opcode, slot.touches[1].account, trace.pubdata().len()), (2, AccountId(3), 54));
    assert_eq!(slot.signature.unwrap().message_opcode, 5);
    assert_eq!(ledger.account_id(&NEWCOMER), Some(AccountId(3)));
    assert_eq!(balance(&ledger, AccountId(3), ETH), 100);
    assert!(ledger.account(AccountId(3)).key_hash.is_zero());
}

#[test]
fn each_broken_condition_has_its_error() {
    assert!(is_reason!(refused(|tx| tx.account = AccountId(9)), RuleError::AccountNotFound { .. }));
    assert!(is_reason!(refused(|tx| tx.account = AccountId(1 << 28)), RuleError::ReservedAccount { .. }));
    assert!(is_reason!(refused(|tx| tx.account = BOB), RuleError::AccountLocked { .. }));
    assert!(is_reason!(refused(|tx| tx.nonce = 2), RuleError::NonceMismatch { expected: 3, given: 2, .. }));
    assert!(is_reason!(refused(|tx| tx.nonce = 4), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(
        refused(|tx| tx.amount = 994),
        RuleError::InsufficientBalance { available: 1_000, required: 1_001, .. }
    ));
    assert!(is_reason!(refused(|tx| tx.token = TokenId(2)), RuleError::InsufficientBalance { available: 0, .. }));
    assert!(is_reason!(refused(|tx| tx.amount = (1 << 35) + 1), RuleError::AmountNotPackable { .. }));
    assert!(is_reason!(refused(|tx| tx.fee = 2_049), RuleError::FeeNotPackable { .. }));
    assert!(is_reason!(refused(|tx| tx.valid_from = NOW + 1), RuleError::OutsideValidity { .. }));
    assert!(is_reason!(refused(|tx| tx.valid_until = NOW - 1), RuleError::OutsideValidity { .. }));
    assert!(is_reason!(refused(|tx| tx.to = L1Address::ZERO), RuleError::ZeroAddress));
    let mut stranger = Signed::sign(transfer(), &PrivateKey::from_seed(b"x"), chain_tag()).unwrap();
    stranger.body.fee = 0;
    assert!(is_reason!(execute(&mut ledger(), &stranger).unwrap_err(), RuleError::WrongKey { .. }));
}

#[test]
fn both_ends_of_the_validity_window_belong_to_it() {
    for (valid_from, valid_until) in [(NOW, u64::MAX), (0, NOW)] {
        let tx = signed(Transfer { valid_from, valid_until, ..transfer() });
        assert!(execute(&mut ledger(), &tx).is_ok());
    }
    let empty = Transfer { valid_from: 5, valid_until: 4, ..transfer() };
    assert!(is_reason!(empty.signed_fields(chain_tag()).unwrap_err(), RuleError::EmptyValidity { .. }));
}

#[test]
fn the_greatest_nonce_cannot_be_used() {
    for (nonce, works) in [(MAX_NONCE, true), (MAX_NONCE + 1, false)] {
        let mut ledger = ledger();
        let fields = AccountFields { nonce, ..ledger.account(ALICE) };
        ledger.set_account(ALICE, fields);
        assert_eq!(execute(&mut ledger, &signed(Transfer { nonce, ..transfer() })).is_ok(), works);
    }
}

#[test]
fn a_recipient_cannot_reach_2_to_the_128() {
    let mut ledger = ledger();
    let key = zelkova_primitives::StorageKey::balance(ETH);
    ledger.set_value(BOB, key, (u128::MAX - 99).into());
    let before = ledger.clone();
    assert!(is_reason!(execute(&mut ledger, &signed(transfer())).unwrap_err(), RuleError::BalanceOverflow { .. }));
    assert_eq!(ledger, before);
}

#[test]
fn the_highest_id_closes_the_chain_to_nobody() {
    let mut ledger = ledger();
    let last = AccountId(zelkova_primitives::RESERVED_ACCOUNTS_START - 1);
    ledger.set_account(last, AccountFields { address: L1Address([1; 20]), ..AccountFields::default() });
    let next = ledger.next_account_id();
    execute(&mut ledger, &signed(Transfer { to: NEWCOMER, ..transfer() })).unwrap();
    assert_eq!(ledger.account_id(&NEWCOMER), Some(next));
}
