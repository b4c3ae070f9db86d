//! The native rule of ChangePubKey and the owner's authorisation.

use pallet_state_keeper::{Operation, OperationError, Signed, SignedBody};
use zelkova_primitives::{Ledger, PrivateKey, TokenId};

use super::{authorization::message, ChangePubKey, L1Authorization};
use crate::mock::*;

fn new_key() -> PrivateKey {
    PrivateKey::from_seed(b"new")
}

fn signed_by_new_key(body: ChangePubKey) -> Signed<ChangePubKey> {
    Signed::sign(body, &new_key(), chain_tag()).unwrap()
}

#[test]
fn the_key_changes_and_the_fee_leaves() {
    let mut ledger = ledger();
    let body = change_pub_key(&new_key());
    let trace = Operation::execute(&signed_by_new_key(body), &context(), &mut ledger).unwrap();
    assert_eq!(ledger.account(ALICE).key_hash, body.new_key_hash);
    assert_eq!(ledger.account(ALICE).nonce, 4);
    assert_eq!(balance(&ledger, ALICE, TokenId(1)), 993);
    assert_eq!(trace.fee(), Some((TokenId(1), 7)));
    assert_eq!(trace.slots[0].signed_fields(), body.signed_fields(chain_tag()).ok());
    let mut expected = vec![7, 0, 0, 0, 1];
    expected.extend(body.new_key_hash.to_be_bytes());
    expected.extend(body.address.0);
    expected.extend([0, 0, 0, 3, 0, 1, 0, 0xe0]);
    expected.resize(72, 0);
    assert_eq!(trace.pubdata(), expected);
}

#[test]
fn each_broken_condition_has_its_error_and_changes_nothing() {
    let refused = |change: fn(&mut ChangePubKey)| {
        let mut tx = signed_by_new_key(change_pub_key(&new_key()));
        change(&mut tx.body);
        let mut ledger = ledger();
        let before = ledger.clone();
        let error = Operation::execute(&tx, &context(), &mut ledger).unwrap_err();
        assert_eq!(ledger, before);
        error
    };
    use OperationError::*;
    assert!(matches!(refused(|tx| tx.account = BOB), AddressMismatch { .. }));
    assert!(matches!(refused(|tx| tx.address = bob_address()), AddressMismatch { .. }));
    assert!(matches!(refused(|tx| tx.new_key_hash = 5u8.into()), NewKeyMismatch));
    assert!(matches!(refused(|tx| tx.new_key_hash = 0u8.into()), NewKeyMismatch));
    assert!(matches!(refused(|tx| tx.nonce = 0), NonceMismatch { .. }));
    assert!(matches!(refused(|tx| tx.fee_token = TokenId(5)), InsufficientBalance { .. }));
    assert!(matches!(refused(|tx| tx.valid_from = NOW + 1), OutsideValidity { .. }));
}

#[test]
fn the_announced_key_must_sign() {
    let body = change_pub_key(&new_key());
    let by_old_key = Signed::sign(body, &alice_key(), chain_tag()).unwrap();
    assert_eq!(by_old_key.check_signatures(chain_tag()), Err(OperationError::NewKeyMismatch));
    assert_eq!(signed_by_new_key(body).check_signatures(chain_tag()), Ok(()));
}

#[test]
fn every_part_of_the_l1_message_is_bound() {
    let body = change_pub_key(&new_key());
    let signer = |key_hash, nonce, account, tag| body.authorization.signer(&message(key_hash, nonce, account, tag));
    let (key_hash, owner) = (body.new_key_hash, Some(body.address));
    assert_eq!(signer(key_hash, 3, ALICE, chain_tag()), owner);
    assert_ne!(signer(5u8.into(), 3, ALICE, chain_tag()), owner);
    assert_ne!(signer(key_hash, 4, ALICE, chain_tag()), owner);
    assert_ne!(signer(key_hash, 3, BOB, chain_tag()), owner);
    assert_ne!(signer(key_hash, 3, ALICE, 1u8.into()), owner);
}

#[test]
fn forms_of_a_signature_that_l1_refuses_are_refused() {
    let body = change_pub_key(&new_key());
    let L1Authorization::Ecdsa { signature } = body.authorization else { panic!("not signed") };
    let message = message(body.new_key_hash, 3, ALICE, chain_tag());
    let with = |change: &dyn Fn(&mut [u8; 65])| {
        let mut changed = signature;
        change(&mut changed);
        L1Authorization::Ecdsa { signature: changed }.signer(&message)
    };
    assert_eq!(with(&|_| ()), Some(body.address));
    assert_eq!(with(&|bytes| bytes[64] -= 27), None);
    assert_eq!(with(&|bytes| bytes[64] = 29), None);
    // The other s for the same r, with the other parity, is the same signature.
    let order = hex_order();
    let malleable = with(&|bytes| {
        let mut borrow = 0i16;
        for index in (0..32).rev() {
            let digit = i16::from(order[index]) - i16::from(bytes[32 + index]) - borrow;
            borrow = i16::from(digit < 0);
            bytes[32 + index] = digit.rem_euclid(256) as u8;
        }
        bytes[64] = 55 - bytes[64];
    });
    assert_eq!(malleable, None);
}

fn hex_order() -> [u8; 32] {
    let mut order = [0xff; 32];
    order[15] = 0xfe;
    order[16..].copy_from_slice(&0xbaae_dce6_af48_a03b_bfd2_5e8c_d036_4141u128.to_be_bytes());
    order
}
