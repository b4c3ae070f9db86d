//! Texts, hashes and names.

use proptest::prelude::*;
use zelkova_primitives::{keccak256, AccountId, Felt, TokenId};

use super::{ecdsa::personal_hash, *};

const SECRET: [u8; 32] = [0x42; 32];

fn message() -> TransactionMessage {
    let lines = vec!["Transfer 1.5 ETH to: 0x0707070707070707070707070707070707070707".into(), "Fee: 0.01 ETH".into()];
    TransactionMessage { lines, nonce: 7, account: AccountId(3), chain_tag: Felt::from(77u8) }
}

fn setting() -> SecondFactorSetting {
    SecondFactorSetting { account: AccountId(3), enabled: true, timestamp: 1_700_000_000, chain_tag: 77u8.into() }
}

#[test]
fn the_text_is_lines_nonce_and_chain() {
    let expected = format!("Transfer 1.5 ETH to: 0x{}\nFee: 0.01 ETH\nNonce: 7\nChain: 0x{:064x}", "07".repeat(20), 77);
    assert_eq!(message().text(), expected);
    assert_eq!(TransactionMessage { lines: Vec::new(), ..message() }.text(), format!("Nonce: 7\nChain: 0x{:064x}", 77));
}

#[test]
fn a_personal_message_carries_its_length() {
    assert_eq!(personal_hash(b"hello"), keccak256(b"\x19Ethereum Signed Message:\n5hello"));
}

/// `encodeData` of the standard, written out for one struct.
#[test]
fn typed_data_is_hashed_as_the_standard_says() {
    let word = |number: u8| [[0; 31].as_slice(), &[number]].concat();
    let hashed = |text: &str| keccak256(text.as_bytes()).to_vec();
    let message = message();
    let lines = keccak256(&message.lines.iter().flat_map(|line| hashed(line)).collect::<Vec<_>>()).to_vec();
    let kind = hashed("Transaction(string[] lines,uint32 nonce,uint32 accountId,bytes32 chainTag)");
    let inner = keccak256(&[kind, lines, word(7), word(3), word(77)].concat());
    let domain = hashed("EIP712Domain(string name,string version)");
    let domain = keccak256(&[domain, hashed("Zelkova"), hashed("1")].concat());
    let expected = keccak256(&[b"\x19\x01".as_slice(), &domain, &inner].concat());
    assert_eq!(message.hash(Scheme::Eip712), expected);
}

#[test]
fn each_part_is_bound_in_both_forms() {
    let changes: [fn(&mut TransactionMessage); 4] = [
        |message| message.lines[0].push('0'),
        |message| drop(message.lines.pop()),
        |message| message.nonce += 1,
        |message| message.chain_tag = Felt::ONE,
    ];
    let owner = address_of(&SECRET);
    for scheme in [Scheme::Eip191, Scheme::Eip712] {
        let signature = L1Signature::sign(&SECRET, &message(), scheme).unwrap();
        assert_eq!(signature.signer(&message()), owner);
        for change in changes {
            let mut changed = message();
            change(&mut changed);
            assert_ne!(signature.signer(&changed), owner);
        }
        let signature = L1Signature::sign(&SECRET, &setting(), scheme).unwrap();
        assert_eq!(signature.signer(&setting()), owner);
        let changed = [
            SecondFactorSetting { account: AccountId(4), ..setting() },
            SecondFactorSetting { enabled: false, ..setting() },
            SecondFactorSetting { timestamp: 1_700_000_001, ..setting() },
            SecondFactorSetting { chain_tag: Felt::ONE, ..setting() },
        ];
        for changed in changed {
            assert_ne!(signature.signer(&changed), owner);
        }
        assert_ne!(signature.signer(&message()), owner);
    }
}

#[test]
fn the_parity_may_be_written_in_either_way_and_the_form_counts() {
    let L1Signature::Eip191 { mut signature } = L1Signature::sign(&SECRET, &message(), Scheme::Eip191).unwrap() else {
        panic!("not a personal message");
    };
    assert_ne!(L1Signature::Eip712 { signature }.signer(&message()), address_of(&SECRET));
    signature[64] -= 27;
    assert_eq!(L1Signature::Eip191 { signature }.signer(&message()), address_of(&SECRET));
    signature[64] = 2;
    assert_eq!(L1Signature::Eip191 { signature }.signer(&message()), None);
}

#[test]
fn signatures_have_a_form_in_json() {
    let signature = L1Signature::Eip712 { signature: [5; ECDSA_BYTES] };
    let json = serde_json::json!({ "type": "eip712", "signature": format!("0x{}", "05".repeat(65)) });
    assert_eq!(serde_json::to_value(signature).unwrap(), json);
    assert_eq!(serde_json::from_value::<L1Signature>(json).unwrap(), signature);
    assert!(
        serde_json::from_value::<L1Signature>(serde_json::json!({ "type": "eip191", "signature": "0x12" })).is_err()
    );
}

#[test]
fn a_symbol_names_one_token() {
    let tokens = [(0, "ETH", 18), (1, "DAI", 18), (2, "eth", 6), (3, "A\nFee: 0", 0), (4, "", 0), (5, "#1", 0)];
    let table = TokenTable::new(tokens.map(|(id, symbol, decimals)| (TokenId(id), symbol.into(), decimals)));
    let symbols = [0, 1, 2, 3, 4, 5, 9].map(|id| table.name(TokenId(id)).symbol);
    assert_eq!(symbols, ["ETH", "DAI", "#2", "#3", "#4", "#5", "#9"]);
    assert_eq!(amount_text(&table, TokenId(2), 1_500_000), "1.5 #2");
    assert_eq!(amount_text(&table, TokenId(9), 7), "7 #9");
    assert_eq!(fee_line(&table, (TokenId(1), 0)), None);
    assert_eq!(fee_line(&table, (TokenId(1), 1)), Some("Fee: 0.000000000000000001 DAI".into()));
}

proptest! {
    #[test]
    fn amounts_are_exact_and_have_no_zeros_at_the_end(amount: u128, decimals: u8) {
        let text = format_units(amount, decimals);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        prop_assert!(!fraction.ends_with('0') && fraction.len() <= usize::from(decimals));
        prop_assert!(whole == "0" || !whole.starts_with('0'));
        let places = usize::from(decimals);
        let digits = format!("{whole}{fraction:0<places$}");
        let digits = digits.trim_start_matches('0');
        prop_assert_eq!(if digits.is_empty() { "0" } else { digits }, amount.to_string());
    }
}
