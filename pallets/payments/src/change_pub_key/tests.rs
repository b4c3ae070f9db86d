//! The native rule of ChangePubKey and the owner's authorisation.

use zelkova_operation::{is_reason, Ledger, Operation, RuleError, Signed, SignedBody};
use zelkova_primitives::{keccak256, AccountId, Felt, L1Address, Nonce, PrivateKey, TokenId};

use super::{
    authorization::{create2_address, create2_salt, KeyMessage},
    ChangePubKey, L1Authorization,
};
use crate::{mock::*, PaymentError};

fn new_key() -> PrivateKey {
    PrivateKey::from_seed(b"new")
}

fn message(key_hash: Felt, nonce: Nonce, account: AccountId, chain_tag: Felt) -> KeyMessage {
    KeyMessage { key_hash, nonce, account, chain_tag }
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
    assert!(is_reason!(refused(|tx| tx.account = BOB), RuleError::AddressMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.address = bob_address()), RuleError::AddressMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.new_key_hash = 5u8.into()), PaymentError::NewKeyMismatch));
    assert!(is_reason!(refused(|tx| tx.new_key_hash = 0u8.into()), PaymentError::NewKeyMismatch));
    assert!(is_reason!(refused(|tx| tx.nonce = 0), RuleError::NonceMismatch { .. }));
    assert!(is_reason!(refused(|tx| tx.fee_token = TokenId(5)), RuleError::InsufficientBalance { .. }));
    assert!(is_reason!(refused(|tx| tx.valid_from = NOW + 1), RuleError::OutsideValidity { .. }));
}

#[test]
fn the_announced_key_must_sign() {
    let body = change_pub_key(&new_key());
    let by_old_key = Signed::sign(body, &alice_key(), chain_tag()).unwrap();
    assert_eq!(by_old_key.check_signatures(chain_tag()).unwrap_err(), PaymentError::NewKeyMismatch);
    assert_eq!(signed_by_new_key(body).check_signatures(chain_tag()), Ok(()));
}

#[test]
fn every_part_of_the_l1_message_is_bound() {
    let body = change_pub_key(&new_key());
    let (key_hash, owner) = (body.new_key_hash, Some(body.address));
    let right = message(key_hash, 3, ALICE, chain_tag());
    for authorization in [body.authorization, L1Authorization::sign_typed(&ALICE_SECRET, &right).unwrap()] {
        let signer = |key_hash, nonce, account, tag| authorization.signer(&message(key_hash, nonce, account, tag));
        assert_eq!(signer(key_hash, 3, ALICE, chain_tag()), owner);
        assert_ne!(signer(5u8.into(), 3, ALICE, chain_tag()), owner);
        assert_ne!(signer(key_hash, 4, ALICE, chain_tag()), owner);
        assert_ne!(signer(key_hash, 3, BOB, chain_tag()), owner);
        assert_ne!(signer(key_hash, 3, ALICE, 1u8.into()), owner);
    }
}

#[test]
fn typed_data_authorises_and_is_told_from_a_personal_message() {
    let mut body = change_pub_key(&new_key());
    let typed = L1Authorization::sign_typed(&ALICE_SECRET, &message(body.new_key_hash, 3, ALICE, chain_tag())).unwrap();
    body.authorization = typed;
    assert_eq!(signed_by_new_key(body).check_signatures(chain_tag()), Ok(()));
    let L1Authorization::Eip712 { signature } = typed else { panic!("not typed data") };
    assert_eq!(typed.eth_witness(), [signature.as_slice(), &[1]].concat());
    body.authorization = L1Authorization::Ecdsa { signature };
    let refused = signed_by_new_key(body).check_signatures(chain_tag());
    assert_eq!(refused.unwrap_err(), RuleError::NotAuthorized { address: body.address });
}

/// The examples of EIP-1014.
#[test]
fn create2_addresses_are_those_of_the_standard() {
    let cases = [
        ("0000000000000000000000000000000000000000", 0u32, vec![0], "4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38"),
        ("deadbeef00000000000000000000000000000000", 0, vec![0], "b928f69bb1d91cd65274e3c79d8986362984fda3"),
        (
            "00000000000000000000000000000000deadbeef",
            0xcafe_babe,
            vec![0xde, 0xad, 0xbe, 0xef],
            "60f3f640a8508fc6a86d45df051962668e1e8ac7",
        ),
        ("0000000000000000000000000000000000000000", 0, vec![], "e33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0"),
    ];
    for (creator, salt, code, expected) in cases {
        let address = |text: &str| format!("0x{text}").parse::<L1Address>().unwrap();
        let mut word = [0; 32];
        word[28..].copy_from_slice(&salt.to_be_bytes());
        assert_eq!(create2_address(address(creator), &word, &keccak256(&code)), address(expected));
    }
}

#[test]
fn a_contract_address_authorises_the_key_in_its_salt_at_nonce_zero() {
    let (creator, salt_arg, code_hash) = (L1Address([0xc2; 20]), [5; 32], [6; 32]);
    let mut body = change_pub_key(&new_key());
    body.nonce = 0;
    body.address = create2_address(creator, &create2_salt(&salt_arg, body.new_key_hash), &code_hash);
    body.authorization = L1Authorization::Create2 { creator, salt_arg, code_hash };
    assert_eq!(body.authorization.check(&body.key_message(chain_tag()), body.address), Ok(()));
    let witness = body.authorization.eth_witness();
    assert_eq!(witness, [creator.0.as_slice(), &salt_arg, &code_hash].concat());
    assert_eq!(witness.len(), 84);

    let refused = |change: &dyn Fn(&mut ChangePubKey)| {
        let mut changed = body;
        change(&mut changed);
        changed.authorization.check(&changed.key_message(chain_tag()), changed.address).is_err()
    };
    assert!(refused(&|tx| tx.nonce = 1));
    assert!(refused(&|tx| tx.new_key_hash = 5u8.into()));
    assert!(refused(&|tx| tx.address = bob_address()));
    let others = [(L1Address([0xc3; 20]), [5; 32], [6; 32]), (creator, [7; 32], [6; 32]), (creator, [5; 32], [7; 32])];
    for (creator, salt_arg, code_hash) in others {
        assert!(refused(&|tx| tx.authorization = L1Authorization::Create2 { creator, salt_arg, code_hash }));
    }
}

#[test]
fn each_kind_has_its_json() {
    let json = |authorization| serde_json::to_value(authorization).unwrap();
    let bytes = |byte: &str, count| format!("0x{}", byte.repeat(count));
    let create2 = L1Authorization::Create2 { creator: L1Address([1; 20]), salt_arg: [2; 32], code_hash: [3; 32] };
    let expected = serde_json::json!({
        "type": "create2", "creator": bytes("01", 20), "saltArg": bytes("02", 32), "codeHash": bytes("03", 32),
    });
    assert_eq!(json(create2), expected);
    let typed = L1Authorization::Eip712 { signature: [4; 65] };
    assert_eq!(json(typed), serde_json::json!({ "type": "eip712", "signature": bytes("04", 65) }));
    for authorization in [create2, typed, L1Authorization::OnChain] {
        assert_eq!(serde_json::from_value::<L1Authorization>(json(authorization)).unwrap(), authorization);
    }
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
