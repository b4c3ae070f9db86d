//! What a chain is known by, against vectors that other code made (`vectors/chain_tag.py`). The contracts' tests read the
//! same file.

use serde_json::Value;
use zelkova_primitives::{chain_tag, hash::HASH_ID, Felt, L1Address, PrivateKey, Settlement, SignedFields};

/// The vectors: what the tag is made of, and the tag.
fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("vectors/chain_tag.json")).expect("a list")
}

fn parse<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).expect("of the right form")
}

fn number(value: &Value) -> u64 {
    value.as_str().and_then(|text| text.parse().ok()).expect("a number")
}

#[test]
fn tags_are_those_of_other_code() {
    let mut compared = 0;
    for vector in vectors() {
        let rollup: L1Address = parse(&vector["rollup"]);
        let settlement = Settlement { l1_chain_id: number(&vector["l1_chain_id"]), rollup };
        let tag = chain_tag(settlement, number(&vector["l2_chain_id"]), parse(&vector["genesis_root"]));
        let same_hash = vector["hash_id"].as_u64() == Some(HASH_ID.into());
        assert_eq!(tag == parse::<Felt>(&vector["tag"]), same_hash, "{vector}");
        compared += u32::from(same_hash);
    }
    assert_eq!(compared, 7);
}

#[test]
fn a_signature_for_one_deployment_is_none_for_another() {
    let root = Felt::from(99u8);
    let here = Settlement { l1_chain_id: 1, rollup: L1Address([1; 20]) };
    let elsewhere = [Settlement { l1_chain_id: 2, ..here }, Settlement { rollup: L1Address([2; 20]), ..here }];
    let (key, fields) = (PrivateKey::from_seed(b"an operator of two chains"), SignedFields::default());
    let message = |settlement| fields.hash(chain_tag(settlement, 270, root));
    let signature = key.sign(message(here));
    assert!(key.public().verify(message(here), &signature));
    for settlement in elsewhere {
        assert!(!key.public().verify(message(settlement), &signature), "{settlement}");
    }
}
