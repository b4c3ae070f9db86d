//! How the owner of an L1 address authorises a key (protocol, section 4).

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::OperationError;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::ecdsa;
use zelkova_primitives::{keccak256, serde_util::hex_array, AccountId, Felt, L1Address, Nonce};

use super::ChangePubKey;

/// Length of an ECDSA signature `r:32 | s:32 | v:1`.
pub const ECDSA_BYTES: usize = 65;

/// Half of the order of secp256k1. A signature with a greater `s` is a second form of the same one, and OpenZeppelin's
/// ECDSA library on L1 refuses it.
const HALF_ORDER: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x5d, 0x57, 0x6e,
    0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// The owner's consent to a new key.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum L1Authorization {
    /// The owner called `setAuthPubkeyHash` on L1 beforehand.
    OnChain,
    /// The owner signed the message of [`message`] as a personal message (EIP-191).
    Ecdsa {
        /// `r:32 | s:32 | v:1` with v 27 or 28.
        #[serde(with = "hex_array")]
        signature: [u8; ECDSA_BYTES],
    },
}

/// `key_hash:32 | nonce:4 | account:4 | chain_tag:32`: what the owner signs as a personal message.
pub fn message(key_hash: Felt, nonce: Nonce, account: AccountId, chain_tag: Felt) -> [u8; 72] {
    let mut bytes = [0; 72];
    bytes[..32].copy_from_slice(&key_hash.to_be_bytes());
    bytes[32..36].copy_from_slice(&nonce.to_be_bytes());
    bytes[36..40].copy_from_slice(&account.0.to_be_bytes());
    bytes[40..].copy_from_slice(&chain_tag.to_be_bytes());
    bytes
}

/// The hash that a wallet signs for a personal message (EIP-191).
pub fn personal_hash(message: &[u8]) -> [u8; 32] {
    let mut bytes = format!("\x19Ethereum Signed Message:\n{}", message.len()).into_bytes();
    bytes.extend_from_slice(message);
    keccak256(&bytes)
}

/// The address whose key signed `hash`; `None` for anything that L1 would not accept either.
fn recover(signature: &[u8; ECDSA_BYTES], hash: &[u8; 32]) -> Option<L1Address> {
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

impl L1Authorization {
    /// Checks what can be checked without L1: an ECDSA signature. That the owner set the key on chain is a fact that
    /// the bridge knows.
    pub fn check(&self, tx: &ChangePubKey, chain_tag: Felt) -> Result<(), OperationError> {
        if *self == Self::OnChain {
            return Ok(());
        }
        let message = message(tx.new_key_hash, tx.nonce, tx.account, chain_tag);
        if self.signer(&message) == Some(tx.address) {
            Ok(())
        } else {
            Err(OperationError::NotAuthorized { address: tx.address })
        }
    }

    /// The address that signed `message` as a personal message. `None` without a signature, or with one that L1 would
    /// refuse.
    pub fn signer(&self, message: &[u8]) -> Option<L1Address> {
        match self {
            Self::OnChain => None,
            Self::Ecdsa { signature } => recover(signature, &personal_hash(message)),
        }
    }

    /// What L1 wants to see when the block is committed.
    pub fn eth_witness(&self) -> Vec<u8> {
        match self {
            Self::OnChain => Vec::new(),
            Self::Ecdsa { signature } => signature.to_vec(),
        }
    }

    /// Signs with an L1 key given as its 32 secret bytes; `None` if they are no secret key.
    pub fn sign(secret: &[u8; 32], message: &[u8]) -> Option<Self> {
        let pair = <ecdsa::Pair as sp_core::Pair>::from_seed_slice(secret).ok()?;
        let mut signature: [u8; ECDSA_BYTES] = pair.sign_prehashed(&personal_hash(message)).0;
        signature[64] = signature[64].checked_add(27)?;
        Some(Self::Ecdsa { signature })
    }
}
