//! The native rule of the transfer.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError, SignedBody};
use zelkova_primitives::{AccountId, L1Address, StorageKey};

use super::TransferNft;
use crate::{mock::*, NftError};

fn transfer() -> TransferNft {
    TransferNft {
        account: ALICE,
        to: BOB_ADDRESS,
        nft: nft(),
        slot: 0,
        fee_token: DAI,
        fee: 7,
        nonce: 3,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

#[test]
fn the_nft_moves_and_the_fee_leaves() {
    let mut ledger = ledger();
    let trace = Operation::execute(&signed(transfer()), &context(), &mut ledger).unwrap();
    assert!(ledger.value(ALICE, StorageKey::nft(0)).is_zero());
    assert_eq!(ledger.value(BOB, StorageKey::nft(0)), nft().value());
    assert_eq!((balance(&ledger, ALICE), ledger.account(ALICE).nonce), (993, 4));
    assert_eq!(trace.slots[0].signed_fields(), transfer().signed_fields(chain_tag()).ok());
    let mut expected = vec![13, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0xe0];
    expected.extend(BOB_ADDRESS.0);
    expected.resize(36, 0);
    expected.extend([0, 0, 0, 2, 0, 0]);
    expected.resize(54, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn an_unknown_recipient_gets_an_account() {
    let mut ledger = ledger();
    Operation::execute(&signed(TransferNft { to: NEWCOMER, ..transfer() }), &context(), &mut ledger).unwrap();
    assert_eq!(ledger.account_id(&NEWCOMER), Some(AccountId(3)));
    assert_eq!(ledger.value(AccountId(3), StorageKey::nft(0)), nft().value());
}

#[test]
fn a_transfer_to_oneself_moves_it_to_another_slot() {
    let mut ledger = ledger();
    Operation::execute(&signed(TransferNft { to: ALICE_ADDRESS, ..transfer() }), &context(), &mut ledger).unwrap();
    assert!(ledger.value(ALICE, StorageKey::nft(0)).is_zero());
    assert_eq!(ledger.value(ALICE, StorageKey::nft(1)), nft().value());
}

#[test]
fn each_broken_condition_has_its_error_and_changes_nothing() {
    let refused = |change: fn(&mut TransferNft)| {
        let mut tx = signed(transfer());
        change(&mut tx.body);
        let mut ledger = ledger();
        let before = ledger.clone();
        let error = Operation::execute(&tx, &context(), &mut ledger).unwrap_err();
        assert_eq!(ledger, before);
        error
    };
    assert!(is_reason!(refused(|tx| tx.slot = 1), NftError::NotThere { .. }));
    assert!(is_reason!(refused(|tx| tx.nft.serial = 0), NftError::NotThere { .. }));
    assert!(is_reason!(refused(|tx| tx.to = L1Address::ZERO), RuleError::ZeroAddress));
    assert!(is_reason!(refused(|tx| tx.account = BOB), RuleError::AccountLocked { .. }));
    assert!(is_reason!(refused(|tx| tx.nonce = 4), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.valid_from = NOW + 1), RuleError::OutsideValidity { .. }));
    assert!(is_reason!(refused(|tx| tx.fee = 1_001), RuleError::InsufficientBalance { .. }));
}
