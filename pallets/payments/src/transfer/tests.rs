//! The native rule of Transfer, and of TransferToNew where they part.

use pallet_state_keeper::{Operation, OperationError, Signed, SignedBody};
use zelkova_primitives::{AccountFields, AccountId, L1Address, Ledger, OpTrace, PrivateKey, TokenId, MAX_NONCE};

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
    use OperationError::*;
    assert!(matches!(refused(|tx| tx.account = AccountId(9)), AccountNotFound { .. }));
    assert!(matches!(refused(|tx| tx.account = AccountId(1 << 28)), ReservedAccount { .. }));
    assert!(matches!(refused(|tx| tx.account = BOB), AccountLocked { .. }));
    assert!(matches!(refused(|tx| tx.nonce = 2), NonceMismatch { expected: 3, given: 2, .. }));
    assert!(matches!(refused(|tx| tx.nonce = 4), NonceMismatch { .. }));
    assert!(matches!(refused(|tx| tx.amount = 994), InsufficientBalance { available: 1_000, required: 1_001, .. }));
    assert!(matches!(refused(|tx| tx.token = TokenId(2)), InsufficientBalance { available: 0, .. }));
    assert!(matches!(refused(|tx| tx.amount = (1 << 35) + 1), AmountNotPackable { .. }));
    assert!(matches!(refused(|tx| tx.fee = 2_049), FeeNotPackable { .. }));
    assert!(matches!(refused(|tx| tx.valid_from = NOW + 1), OutsideValidity { .. }));
    assert!(matches!(refused(|tx| tx.valid_until = NOW - 1), OutsideValidity { .. }));
    assert!(matches!(refused(|tx| tx.to = L1Address::ZERO), ZeroAddress));
    let mut stranger = Signed::sign(transfer(), &PrivateKey::from_seed(b"x"), chain_tag()).unwrap();
    stranger.body.fee = 0;
    assert!(matches!(execute(&mut ledger(), &stranger), Err(WrongKey { .. })));
}

#[test]
fn both_ends_of_the_validity_window_belong_to_it() {
    for (valid_from, valid_until) in [(NOW, u64::MAX), (0, NOW)] {
        let tx = signed(Transfer { valid_from, valid_until, ..transfer() });
        assert!(execute(&mut ledger(), &tx).is_ok());
    }
    let empty = Transfer { valid_from: 5, valid_until: 4, ..transfer() };
    assert!(matches!(empty.signed_fields(chain_tag()), Err(OperationError::EmptyValidity { .. })));
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
    assert!(matches!(execute(&mut ledger, &signed(transfer())), Err(OperationError::BalanceOverflow { .. })));
    assert_eq!(ledger, before);
}

#[test]
fn a_full_account_tree_takes_no_new_account() {
    let mut ledger = ledger();
    let last = AccountId(zelkova_primitives::RESERVED_ACCOUNTS_START - 1);
    ledger.set_account(last, AccountFields { address: L1Address([1; 20]), ..AccountFields::default() });
    let tx = signed(Transfer { to: NEWCOMER, ..transfer() });
    assert_eq!(execute(&mut ledger, &tx), Err(OperationError::AccountTreeFull));
}
