//! The native rule of MintNft.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError, SignedBody};
use zelkova_primitives::{AccountFields, StorageKey};

use super::MintNft;
use crate::{mock::*, NftError, AREA};

fn mint() -> MintNft {
    MintNft {
        account: ALICE,
        to: BOB_ADDRESS,
        content: CONTENT,
        fee_token: DAI,
        fee: 7,
        nonce: 3,
        valid_from: 0,
        valid_until: u64::MAX,
    }
}

#[test]
fn the_recipient_gets_a_new_nft() {
    let mut ledger = ledger();
    let trace = Operation::execute(&signed(mint()), &context(), &mut ledger).unwrap();
    let nft = mint().nft(2);
    assert_eq!(ledger.value(BOB, StorageKey::nft(0)), nft.value());
    assert_eq!(ledger.record(AREA, nft.value()), Some(nft.to_bytes().to_vec()));
    assert_eq!((ledger.account(ALICE).minted, ledger.account(ALICE).nonce), (3, 4));
    assert_eq!(balance(&ledger, ALICE), 993);
    assert_eq!(trace.slots[0].signed_fields(), mint().signed_fields(chain_tag()).ok());
    let mut expected = vec![9, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0];
    expected.extend(CONTENT);
    expected.extend([0, 1, 0, 0xe0]);
    expected.resize(54, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn the_creator_may_keep_it_in_the_next_free_slot() {
    let mut ledger = ledger();
    Operation::execute(&signed(MintNft { to: ALICE_ADDRESS, ..mint() }), &context(), &mut ledger).unwrap();
    assert_eq!(ledger.value(ALICE, StorageKey::nft(1)), mint().nft(2).value());
    assert_eq!(ledger.value(ALICE, StorageKey::nft(0)), nft().value());
}

#[test]
fn each_broken_condition_has_its_error_and_changes_nothing() {
    let refused = |change: fn(&mut MintNft), minted: u32| {
        let mut tx = signed(mint());
        change(&mut tx.body);
        let mut ledger = ledger();
        let fields = AccountFields { minted, ..ledger.account(ALICE) };
        ledger.set_account(ALICE, fields);
        let before = ledger.clone();
        let error = Operation::execute(&tx, &context(), &mut ledger).unwrap_err();
        assert_eq!(ledger, before);
        error
    };
    assert!(is_reason!(refused(|tx| tx.to = NEWCOMER, 2), RuleError::RecipientNotFound { .. }));
    assert!(is_reason!(refused(|tx| tx.account = BOB, 2), RuleError::AccountLocked { .. }));
    assert!(is_reason!(refused(|tx| tx.nonce = 2, 2), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.fee = 1_001, 2), RuleError::InsufficientBalance { .. }));
    assert!(is_reason!(refused(|tx| tx.valid_until = NOW - 1, 2), RuleError::OutsideValidity { .. }));
    assert!(is_reason!(refused(|_| (), u32::MAX), NftError::Exhausted { .. }));
}

#[test]
fn a_full_account_takes_no_nft() {
    let mut ledger = ledger();
    for slot in 0..=u16::MAX {
        ledger.set_value(BOB, StorageKey::nft(slot), 1u8.into());
    }
    let error = Operation::execute(&signed(mint()), &context(), &mut ledger).unwrap_err();
    assert_eq!(error, NftError::SlotsFull { account: BOB });
}
