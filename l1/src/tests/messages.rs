//! What people sign on L1's side, against another library and against the vectors of docs/second-factor.md.

use crate::dev_private_key;
use ethers::{
    signers::LocalWallet,
    types::{
        transaction::eip712::{Eip712, TypedData},
        H160,
    },
    utils::{get_create2_address_from_hash, hash_message},
};
use pallet_payments::change_pub_key::authorization::{create2_address, create2_salt, KeyMessage};
use serde_json::{json, Value};
use zelkova_primitives::{AccountId, Felt, L1Address, PrivateKey, TokenId};
use zelkova_runtime::{
    address_of, L1Message, L1Signature, Scheme, SecondFactorSetting, Signed, TokenTable, Transaction,
    TransactionMessage, Transfer,
};

const PAGE: &str = include_str!("../../../docs/second-factor.md");

fn chain_tag() -> Felt {
    Felt::from(77u8)
}

fn transaction() -> TransactionMessage {
    let body = Transfer {
        account: AccountId(3),
        to: L1Address([7; 20]),
        token: TokenId(0),
        amount: 1_500_000_000_000_000_000,
        fee: 10_000_000_000_000_000,
        nonce: 7,
        valid_from: 0,
        valid_until: u64::MAX,
    };
    let signed = Signed::sign(body, &PrivateKey::from_seed(b"a sender"), chain_tag()).expect("packable amounts");
    let names = TokenTable::new([(TokenId(0), "ETH".to_string(), 18)]);
    Transaction::from(signed).l1_message(&names, chain_tag())
}

fn setting() -> SecondFactorSetting {
    SecondFactorSetting { account: AccountId(3), enabled: true, timestamp: 1_700_000_000, chain_tag: chain_tag() }
}

/// The hash of typed data as the other library makes it from what a wallet gets.
fn typed_hash(primary: &str, members: &[(&str, &str)], message: Value) -> [u8; 32] {
    let members: Vec<_> = members.iter().map(|(kind, name)| json!({ "name": name, "type": kind })).collect();
    let domain = [("name", "string"), ("version", "string")].map(|(name, kind)| json!({ "name": name, "type": kind }));
    let data = json!({
        "domain": { "name": "Zelkova", "version": "1" },
        "types": { "EIP712Domain": domain, primary: members },
        "primaryType": primary,
        "message": message,
    });
    serde_json::from_value::<TypedData>(data).expect("typed data").encode_eip712().expect("encodes")
}

/// Compares hash and signature of both forms with the other library and with the page.
fn compare(name: &str, message: &impl L1Message, typed: [u8; 32]) {
    let secret = dev_private_key(0);
    let wallet = LocalWallet::from_bytes(&secret).expect("a key");
    let hashes = [("EIP-191", Scheme::Eip191, hash_message(message.personal()).0), ("EIP-712", Scheme::Eip712, typed)];
    for (form, scheme, expected) in hashes {
        assert_eq!(message.hash(scheme), expected, "{form} of {name}");
        let theirs = wallet.sign_hash(expected.into()).expect("signs").to_vec();
        let ours = L1Signature::sign(&secret, message, scheme).expect("signs");
        let (L1Signature::Eip191 { signature } | L1Signature::Eip712 { signature }) = ours;
        assert_eq!(signature.as_slice(), theirs, "{form} of {name}");
        assert_eq!(ours.signer(message), address_of(&secret));
        for (what, bytes) in [("hash", expected.as_slice()), ("signature", &signature)] {
            let line = format!("| {form} {what} of the {name} | `0x{}` |", hex::encode(bytes));
            assert!(PAGE.contains(&line), "docs/second-factor.md misses: {line}");
        }
    }
}

#[test]
fn the_transaction_of_the_page_has_its_hashes_and_signatures() {
    let message = transaction();
    assert!(PAGE.contains(&format!("```text\n{}\n```", message.text())), "{}", message.text());
    let members = [("string[]", "lines"), ("uint32", "nonce"), ("uint32", "accountId"), ("bytes32", "chainTag")];
    let value = json!({ "lines": message.lines, "nonce": 7, "accountId": 3, "chainTag": chain_tag() });
    compare("transaction", &message, typed_hash("Transaction", &members, value));
}

#[test]
fn the_setting_of_the_page_has_its_hashes_and_signatures() {
    let message = setting();
    assert!(PAGE.contains(&format!("```text\n{}\n```", message.text())), "{}", message.text());
    let off = SecondFactorSetting { enabled: false, ..message }.text();
    assert!(PAGE.contains(off.lines().next().expect("a line")), "{off}");
    let members = [("bool", "enabled"), ("uint32", "accountId"), ("uint64", "timestamp"), ("bytes32", "chainTag")];
    let value = json!({ "enabled": true, "accountId": 3, "timestamp": 1_700_000_000u64, "chainTag": chain_tag() });
    compare("setting above", &message, typed_hash("SecondFactor", &members, value));
}

#[test]
fn a_key_is_authorised_with_the_typed_data_that_wallets_show() {
    let key_hash = Felt::from(5u8);
    let message = KeyMessage { key_hash, nonce: 2, account: AccountId(9), chain_tag: chain_tag() };
    let members = [("bytes32", "keyHash"), ("uint32", "nonce"), ("uint32", "accountId"), ("bytes32", "chainTag")];
    let value = json!({ "keyHash": key_hash, "nonce": 2, "accountId": 9, "chainTag": chain_tag() });
    assert_eq!(message.hash(Scheme::Eip712), typed_hash("ChangePubKey", &members, value));
    assert_eq!(message.hash(Scheme::Eip191), hash_message(message.personal()).0);
}

#[test]
fn contracts_have_the_addresses_that_create2_gives_them() {
    let (creator, salt_arg, code_hash) = ([0xc2; 20], [5; 32], [6; 32]);
    let salt = create2_salt(&salt_arg, Felt::from(9u8));
    let theirs = get_create2_address_from_hash(H160(creator), salt, code_hash);
    assert_eq!(create2_address(L1Address(creator), &salt, &code_hash).0, theirs.0);
}
