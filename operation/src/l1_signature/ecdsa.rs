//! ECDSA on secp256k1 as Ethereum uses it.

use sp_core::{ecdsa, Pair};
use zelkova_primitives::{keccak256, L1Address};

/// Length of a signature `r:32 | s:32 | v:1`.
pub const ECDSA_BYTES: usize = 65;

/// A signature `r:32 | s:32 | v:1` with v 27 or 28.
pub type EcdsaBytes = [u8; ECDSA_BYTES];

/// Half of the order of secp256k1. A signature with a greater `s` is a second form of the same one, and OpenZeppelin's
/// ECDSA library on L1 refuses it.
const HALF_ORDER: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57, 0x6e,
    0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// The hash that a wallet signs for a personal message (EIP-191).
pub fn personal_hash(message: &[u8]) -> [u8; 32] {
    let mut bytes = format!("\x19Ethereum Signed Message:\n{}", message.len()).into_bytes();
    bytes.extend_from_slice(message);
    keccak256(&bytes)
}

/// The address whose key signed `hash`; `None` for anything that L1 would not accept either.
pub fn recover(signature: &EcdsaBytes, hash: &[u8; 32]) -> Option<L1Address> {
    if signature[32..64] > HALF_ORDER[..] {
        return None;
    }
    let mut raw = *signature;
    raw[64] = raw[64].checked_sub(27).filter(|parity| *parity < 2)?;
    // Uncompressed, without the leading byte.
    let key = sp_io::crypto::secp256k1_ecdsa_recover(&raw, hash).ok()?;
    let mut address = [0; 20];
    address.copy_from_slice(&keccak256(&key)[12..]);
    Some(L1Address(address))
}

/// Signs `hash` with 32 secret bytes; `None` if they are no secret key.
pub fn sign(secret: &[u8; 32], hash: &[u8; 32]) -> Option<EcdsaBytes> {
    let pair = ecdsa::Pair::from_seed_slice(secret).ok()?;
    let mut signature: EcdsaBytes = pair.sign_prehashed(hash).0;
    signature[64] = signature[64].checked_add(27)?;
    Some(signature)
}

/// The address of 32 secret bytes; `None` if they are no secret key.
pub fn address_of(secret: &[u8; 32]) -> Option<L1Address> {
    let hash = [0; 32];
    recover(&sign(secret, &hash)?, &hash)
}
