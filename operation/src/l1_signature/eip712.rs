//! Hashes of typed data (EIP-712). Every struct of the chain is in the domain `("Zelkova", "1")`; the chain is a member
//! of the structs (`chainTag`), so the domain has neither chain id nor contract.

use zelkova_primitives::{keccak256, AccountId, Felt, Nonce};

/// Type of the domain.
const DOMAIN_TYPE: &str = "EIP712Domain(string name,string version)";
/// Name in the domain.
pub const DOMAIN_NAME: &str = "Zelkova";
/// Version in the domain.
pub const DOMAIN_VERSION: &str = "1";

/// The encoding of one member.
pub type Word = [u8; 32];

/// An unsigned integer or, as 0 and 1, a bool.
pub fn number(value: u64) -> Word {
    let mut word = [0; 32];
    word[24..].copy_from_slice(&value.to_be_bytes());
    word
}

/// A `string`.
pub fn string(text: &str) -> Word {
    keccak256(text.as_bytes())
}

/// A `string[]`.
pub fn strings(texts: &[String]) -> Word {
    keccak256(&texts.iter().flat_map(|text| string(text)).collect::<Vec<u8>>())
}

/// The members `uint32 nonce,uint32 accountId,bytes32 chainTag`, which most structs end with.
pub fn tail(nonce: Nonce, account: AccountId, chain_tag: Felt) -> [Word; 3] {
    [number(nonce.into()), number(account.0.into()), chain_tag.to_be_bytes()]
}

/// `hashStruct`: of a type such as `Mail(string text)` and the encodings of its members in order.
pub fn struct_hash(kind: &str, members: &[Word]) -> Word {
    let mut bytes = string(kind).to_vec();
    bytes.extend(members.iter().flatten());
    keccak256(&bytes)
}

/// The hash that a wallet signs for a struct in the chain's domain.
pub fn typed_hash(struct_hash: &Word) -> Word {
    let domain = self::struct_hash(DOMAIN_TYPE, &[string(DOMAIN_NAME), string(DOMAIN_VERSION)]);
    let mut bytes = b"\x19\x01".to_vec();
    bytes.extend(domain);
    bytes.extend(struct_hash);
    keccak256(&bytes)
}
