//! The native rule of ForcedExit.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError, SignedBody};
use zelkova_primitives::{AccountFields, L1Address};

use super::ForcedExit;
use crate::{mock::*, PaymentError};

fn forced_exit() -> ForcedExit {
    ForcedExit {
        account: ALICE,
        target: bob_address(),
        token: ETH,
        fee: 7,
        nonce: 3,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

#[test]
fn the_whole_balance_leaves_to_its_owner() {
    let mut ledger = ledger();
    let trace = Operation::execute(&signed(forced_exit()), &context(), &mut ledger).unwrap();
    assert_eq!((balance(&ledger, ALICE, ETH), balance(&ledger, BOB, ETH)), (993, 0));
    assert_eq!((ledger.account(ALICE).nonce, ledger.account(BOB).nonce), (4, 0));
    assert_eq!(trace.slots[0].signed_fields(), forced_exit().signed_fields(chain_tag()).ok());
    let mut expected = vec![8, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0];
    expected.extend(bob_address().0);
    expected.extend([0; 5]);
    expected.extend(50u128.to_be_bytes());
    expected.extend([0, 0xe0]);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn an_empty_balance_may_leave_too() {
    let tx = signed(ForcedExit { token: zelkova_primitives::TokenId(1), ..forced_exit() });
    let trace = Operation::execute(&tx, &context(), &mut ledger()).unwrap();
    assert_eq!(trace.pubdata()[36..52], [0; 16]);
}

#[test]
fn each_broken_condition_has_its_error_and_changes_nothing() {
    let refused = |change: fn(&mut ForcedExit), prepare: fn(&mut dyn Ledger)| {
        let mut tx = signed(forced_exit());
        change(&mut tx.body);
        let mut ledger = ledger();
        prepare(&mut ledger);
        let before = ledger.clone();
        let error = Operation::execute(&tx, &context(), &mut ledger).unwrap_err();
        assert_eq!(ledger, before);
        error
    };
    assert!(is_reason!(refused(|tx| tx.target = NEWCOMER, |_| ()), RuleError::RecipientNotFound { .. }));
    assert!(is_reason!(refused(|tx| tx.target = L1Address::ZERO, |_| ()), RuleError::ZeroAddress));
    assert!(is_reason!(refused(|tx| tx.target = address(&ALICE_SECRET), |_| ()), PaymentError::TargetHasKey { .. }));
    assert!(is_reason!(refused(|tx| tx.nonce = 4, |_| ()), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.valid_from = NOW + 1, |_| ()), RuleError::OutsideValidity { .. }));
    assert!(is_reason!(refused(|tx| tx.fee = 1_001, |_| ()), RuleError::InsufficientBalance { .. }));
    let bob_has_a_key = |ledger: &mut dyn Ledger| {
        let fields = AccountFields { key_hash: 5u8.into(), ..ledger.account(BOB) };
        ledger.set_account(BOB, fields);
    };
    assert!(is_reason!(refused(|_| (), bob_has_a_key), PaymentError::TargetHasKey { .. }));
}
