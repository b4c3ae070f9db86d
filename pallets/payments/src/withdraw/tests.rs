//! The native rule of Withdraw.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError, Signed, SignedBody};
use zelkova_primitives::L1Address;

use crate::{mock::*, Withdraw};

#[test]
fn the_amount_leaves_the_chain() {
    let mut ledger = ledger();
    let trace = Operation::execute(&signed(withdraw()), &context(), &mut ledger).unwrap();
    assert_eq!(balance(&ledger, ALICE, ETH), 1_000 - 130);
    assert_eq!(ledger.account(ALICE).nonce, 4);
    let slot = &trace.slots[0];
    assert!(slot.touches[1].is_identity());
    assert_eq!(slot.touches[1].before, slot.touches[0].after);
    assert_eq!(slot.signed_fields(), withdraw().signed_fields(chain_tag()).ok());
    let mut expected = vec![3, 0, 0, 0, 1, 0, 0];
    expected.extend(123u128.to_be_bytes());
    expected.extend([0, 0xe0]);
    expected.extend(NEWCOMER.0);
    expected.resize(54, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn any_amount_can_be_withdrawn_whether_packable_or_not() {
    let mut ledger = ledger();
    let amount = (1u128 << 100) + 1;
    ledger.set_value(ALICE, zelkova_primitives::StorageKey::balance(ETH), (amount + 7).into());
    let tx = signed(Withdraw { amount, ..withdraw() });
    assert!(Operation::execute(&tx, &context(), &mut ledger).is_ok());
    assert_eq!(balance(&ledger, ALICE, ETH), 0);
}

#[test]
fn each_broken_condition_has_its_error_and_changes_nothing() {
    let refused = |change: fn(&mut Signed<Withdraw>)| {
        let mut tx = signed(withdraw());
        change(&mut tx);
        let mut ledger = ledger();
        let before = ledger.clone();
        let error = Operation::execute(&tx, &context(), &mut ledger).unwrap_err();
        assert_eq!(ledger, before);
        error
    };
    assert!(is_reason!(refused(|tx| tx.body.to = L1Address::ZERO), RuleError::ZeroAddress));
    assert!(is_reason!(refused(|tx| tx.body.amount = u128::MAX), RuleError::BalanceOverflow { .. }));
    assert!(is_reason!(refused(|tx| tx.body.amount = 994), RuleError::InsufficientBalance { .. }));
    assert!(is_reason!(refused(|tx| tx.body.nonce = 0), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.body.valid_until = 1), RuleError::OutsideValidity { .. }));
    assert!(is_reason!(refused(|tx| tx.body.account = BOB), RuleError::AccountLocked { .. }));
}
