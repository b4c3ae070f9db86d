//! The crate against vectors that other code made; `tests/vectors/generate.py` says how.

use std::{collections::BTreeMap, str::FromStr};
use zelkova_primitives::{
    block::{block_commitment, header_word},
    challenge, compress4,
    eddsa::{self, curve::has_small_order, DecompressError, Point, Scalar},
    evaluation,
    hash::{constants, permute4},
    keccak256, pack_chunks, pubdata_commitment,
    tree::{empty_account_root, empty_storage_root, AccountChange, MemoryStore, StateTree},
    AccountFields, AccountId, Domain, Felt, Fr, L1Address, Nft, PackedFee, PrivateKey, PublicKey, Signature,
    SignedFields, StorageKey, TokenId,
};

use ark_ff::{BigInteger, PrimeField};
use serde_json::Value;

fn load(text: &str) -> Value {
    serde_json::from_str(text).expect("the vectors are JSON")
}

fn poseidon2() -> Value {
    load(include_str!("vectors/poseidon2.json"))
}

fn babyjubjub() -> Value {
    load(include_str!("vectors/babyjubjub.json"))
}

fn protocol() -> Value {
    load(include_str!("vectors/protocol.json"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn parse<T: FromStr>(value: &Value) -> T
where
    T::Err: std::fmt::Debug,
{
    value.as_str().expect("a string").parse().expect("a value of the type")
}

fn felts(value: &Value) -> Vec<Felt> {
    list(value).iter().map(parse).collect()
}

fn bytes<const N: usize>(value: &Value) -> [u8; N] {
    let text = value.as_str().expect("a string");
    zelkova_primitives::serde_util::from_hex(text).expect("hex of the right length")
}

#[test]
fn poseidon2_constants_come_from_the_grain_lfsr() {
    let (first, last) = constants::FULL_ROUND_CONSTANTS.split_at(constants::FULL_ROUNDS / 2);
    let ours: Vec<Felt> = first
        .iter()
        .flatten()
        .chain(&constants::PARTIAL_ROUND_CONSTANTS)
        .chain(last.iter().flatten())
        .map(|constant| Felt::from(*constant))
        .collect();
    let vectors = poseidon2();
    assert_eq!(ours, felts(&vectors["constants"]));
    assert_eq!(constants::INTERNAL_DIAGONAL.map(Felt::from).to_vec(), felts(&vectors["internal_diagonal"]));
}

fn state(value: &Value) -> [Fr; 4] {
    felts(value).into_iter().map(Felt::to_fr).collect::<Vec<_>>().try_into().expect("four words")
}

#[test]
fn poseidon2_permutes_and_compresses() {
    let vectors = poseidon2();
    for vector in list(&vectors["permutations"]) {
        let mut words = state(&vector["input"]);
        permute4(&mut words);
        assert_eq!(words, state(&vector["output"]));
    }
    for vector in list(&vectors["compressions"]) {
        assert_eq!(Felt::from(compress4(&state(&vector["input"]))), parse(&vector["output"]));
    }
}

#[test]
fn domains_separate() {
    let domains = [
        Domain::ACCOUNT,
        Domain::KEY,
        Domain::MESSAGE,
        Domain::EDDSA,
        Domain::PUBDATA,
        Domain::NONCE,
        Domain::NFT,
        Domain::ORDERS,
    ];
    let vectors = poseidon2();
    for (domain, vector) in domains.into_iter().zip(list(&vectors["hashes"])) {
        assert_eq!(domain.name(), vector["domain"]);
        let inputs: Vec<_> = felts(&vector["inputs"]).into_iter().map(Felt::to_fr).collect();
        assert_eq!(Felt::from(domain.iv(inputs.len() as u32)), parse(&vector["iv"]));
        assert_eq!(Felt::from(zelkova_primitives::hash(domain, &inputs)), parse(&vector["output"]));
    }
}

#[test]
fn points_and_their_bytes_are_those_of_other_libraries() {
    let vectors = babyjubjub();
    let mut order = Scalar::MODULUS.to_bytes_be();
    order.resize(32, 0);
    assert_eq!(order, bytes::<32>(&vectors["order"]));
    for vector in list(&vectors["multiples"]) {
        let key = PrivateKey::from_bytes(&bytes(&vector["scalar"])).expect("a scalar below l").public();
        let point = &vector["point"];
        assert_eq!((key.x, key.y), (parse(&point["x"]), parse(&point["y"])));
        assert_eq!(key.to_bytes(), bytes(&point["bytes"]));
        assert_eq!(PublicKey::from_bytes(&bytes(&point["bytes"])), Ok(key));
    }
    let base = &vectors["multiples"][0]["point"];
    assert_eq!(Point::base(), Point { x: parse(&base["x"]), y: parse(&base["y"]) });
}

#[test]
fn signatures_of_other_code_verify() {
    let vectors = babyjubjub();
    for vector in list(&vectors["signatures"]).iter().chain(list(&vectors["cofactored"])) {
        let key: PublicKey = parse(&vector["key"]["bytes"]);
        let signature: Signature = parse(&vector["signature"]);
        let message = parse(&vector["message"]);
        assert_eq!(key.key_hash(), parse(&vector["key_hash"]));
        assert_eq!(eddsa::challenge(&signature.r, key.key_hash(), message), parse(&vector["h"]));
        assert!(key.verify(message, &signature));
        assert!(!key.verify(Felt::from(message.to_fr() + Felt::ONE.to_fr()), &signature));
    }
    for vector in list(&vectors["signatures"]) {
        let key: PrivateKey = parse(&vector["secret"]);
        assert_eq!(key.public(), parse(&vector["key"]["bytes"]));
    }
}

#[test]
fn points_of_small_order_and_other_encodings_are_refused() {
    let vectors = babyjubjub();
    for vector in list(&vectors["small_order"]) {
        let point = Point::decompress(&bytes(&vector["bytes"])).expect("on the curve");
        assert_eq!(point, Point { x: parse(&vector["x"]), y: parse(&vector["y"]) });
        assert!(has_small_order(&point));
        assert!(PublicKey::from_bytes(&bytes(&vector["bytes"])).is_err());
    }
    for vector in list(&vectors["no_point"]) {
        assert_eq!(Point::decompress(&bytes(vector)), Err(DecompressError::NotOnCurve));
    }
    for vector in list(&vectors["not_canonical"]) {
        let error = Point::decompress(&bytes(vector)).expect_err("not canonical");
        assert!(matches!(error, DecompressError::NotCanonical | DecompressError::NegativeZero));
    }
}

#[test]
fn keccak() {
    let vectors = protocol();
    for vector in list(&vectors["keccak"]) {
        let text = vector["text"].as_str().expect("a string");
        assert_eq!(keccak256(text.as_bytes()), bytes(&vector["digest"]));
    }
}

#[test]
fn signed_messages() {
    let vectors = protocol();
    for vector in list(&vectors["messages"]) {
        let fields = SignedFields {
            opcode: parse(&vector["opcode"]),
            account: AccountId(parse(&vector["account"])),
            nonce: parse(&vector["nonce"]),
            token: TokenId(parse(&vector["token"])),
            packed_fee: PackedFee::from_raw(parse(&vector["packed_fee"])).expect("16 bits"),
            amount: parse(&vector["amount"]),
            address: parse::<L1Address>(&vector["address"]),
            valid_from: parse(&vector["valid_from"]),
            valid_until: parse(&vector["valid_until"]),
            aux: parse(&vector["aux"]),
        };
        assert_eq!(fields.words().to_vec(), felts(&vector["words"]));
        assert_eq!(fields.hash(parse(&vectors["chain"]["tag"])), parse(&vector["hash"]));
    }
}

#[test]
fn state_roots() {
    let vectors = protocol();
    assert_eq!(empty_storage_root(), parse(&vectors["empty_storage_root"]));
    assert_eq!(empty_account_root(), parse(&vectors["empty_account_root"]));
    let state = &vectors["state"];
    let changes: BTreeMap<AccountId, AccountChange> = list(&state["accounts"])
        .iter()
        .map(|account| {
            let id: AccountId = serde_json::from_value(account["id"].clone()).expect("an id");
            let fields: AccountFields = serde_json::from_value(account["fields"].clone()).expect("fields");
            let values: Vec<(StorageKey, Felt)> =
                serde_json::from_value(account["values"].clone()).expect("keys and values");
            (id, AccountChange { fields, values: values.into_iter().collect() })
        })
        .collect();
    let tree = StateTree::new(MemoryStore::new());
    let update = tree.commit(0, &changes).expect("a commit");
    assert_eq!(update.root, parse(&state["root"]));
    tree.reader().apply(&update.writes);
    for ((id, change), vector) in changes.iter().zip(list(&state["accounts"])) {
        let key = *change.values.keys().next().expect("a value");
        let membership = tree.membership(0, *id, key).expect("a path");
        assert!(membership.verify(*id, key) && membership.value == change.values[&key]);
        assert_eq!(Felt::from(change.fields.leaf(membership.storage_root)), parse(&vector["leaf"]));
    }
}

#[test]
fn values_of_nfts_and_digests_of_orders() {
    let vectors = protocol();
    let vector = &vectors["nft"];
    let number = |name: &str| vector[name].as_u64().expect("a number") as u32;
    let nft =
        Nft { creator: AccountId(number("creator")), serial: number("serial"), content: bytes(&vector["content"]) };
    assert_eq!(nft.value(), parse(&vector["value"]));
    let orders: Vec<Fr> = felts(&vectors["orders"]["messages"]).into_iter().map(Felt::to_fr).collect();
    let digest = Felt::from(zelkova_primitives::hash(Domain::ORDERS, &orders));
    assert_eq!(digest, parse(&vectors["orders"]["hash"]));
}

#[test]
fn public_inputs_of_a_block() {
    let vectors = protocol();
    let block = &vectors["block"];
    let number = |name: &str| block[name].as_u64().expect("a number");
    let pubdata = bytes::<90>(&block["pubdata"]);
    let chunks = pack_chunks(&pubdata);
    assert_eq!(chunks.iter().map(|chunk| chunk.to_felt()).collect::<Vec<_>>(), felts(&block["chunks"]));

    let inputs: [Felt; 7] = felts(&block["public_inputs"]).try_into().expect("seven");
    let [old_root, new_root, header, tag, commitment, g, r] = inputs;
    let fee_account = AccountId(number("fee_account") as u32);
    assert_eq!(header_word(number("number") as u32, number("timestamp"), fee_account, 5), header);
    assert_eq!(pubdata_commitment(&chunks), commitment);
    assert_eq!(challenge(tag, bytes(&block["key_digest"]), old_root, new_root, header, commitment, &pubdata), g);
    assert_eq!(evaluation(&pubdata, g), r);
    assert_eq!(block_commitment(&inputs, number("capacity") as u32), bytes(&block["commitment"]));
}
