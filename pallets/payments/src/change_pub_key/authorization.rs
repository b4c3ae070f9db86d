//! How the owner of an L1 address authorises a key (protocol, section 4).

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    l1_signature::{ecdsa, eip712, EcdsaBytes, L1Message, Scheme},
    RuleError,
};
use zelkova_primitives::{hash::keccak256_parts, serde_util::hex_array, AccountId, Felt, L1Address, Nonce};

pub use zelkova_operation::l1_signature::ECDSA_BYTES;

/// Type of the struct that is signed (EIP-712).
const TYPE: &str = "ChangePubKey(bytes32 keyHash,uint32 nonce,uint32 accountId,bytes32 chainTag)";

/// The owner's consent to a new key.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum L1Authorization {
    /// The owner called `setAuthPubkeyHash` on L1 beforehand.
    OnChain,
    /// The owner signed the message of [`message`] as a personal message (EIP-191).
    Ecdsa {
        /// `r:32 | s:32 | v:1` with v 27 or 28.
        #[serde(with = "hex_array")]
        signature: EcdsaBytes,
    },
    /// The owner signed the same fields as typed data (EIP-712).
    Eip712 {
        /// `r:32 | s:32 | v:1` with v 27 or 28.
        #[serde(with = "hex_array")]
        signature: EcdsaBytes,
    },
    /// The owner is the address of a contract that is made with CREATE2 and a salt that holds the key. It is the
    /// account's first key: nonce 0.
    Create2 {
        /// The contract that makes the owner.
        creator: L1Address,
        /// The part of the salt that the key does not fill.
        #[serde(with = "hex_array")]
        salt_arg: [u8; 32],
        /// keccak256 of the owner's init code.
        #[serde(with = "hex_array")]
        code_hash: [u8; 32],
    },
}

/// What the owner signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyMessage {
    /// Hash of the new key.
    pub key_hash: Felt,
    /// The account's nonce.
    pub nonce: Nonce,
    /// The account.
    pub account: AccountId,
    /// Tag of the chain.
    pub chain_tag: Felt,
}

impl L1Message for KeyMessage {
    fn personal(&self) -> Vec<u8> {
        message(self.key_hash, self.nonce, self.account, self.chain_tag).to_vec()
    }

    fn struct_hash(&self) -> [u8; 32] {
        let [nonce, account, chain_tag] = eip712::tail(self.nonce, self.account, self.chain_tag);
        eip712::struct_hash(TYPE, &[self.key_hash.to_be_bytes(), nonce, account, chain_tag])
    }
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

/// The address of a contract that `creator` makes with CREATE2 (EIP-1014).
pub fn create2_address(creator: L1Address, salt: &[u8; 32], code_hash: &[u8; 32]) -> L1Address {
    let hash = keccak256_parts(&[&[0xff], &creator.0, salt, code_hash]);
    let mut address = [0; 20];
    address.copy_from_slice(&hash[12..]);
    L1Address(address)
}

/// The salt of a contract that owns an account with this key.
pub fn create2_salt(salt_arg: &[u8; 32], key_hash: Felt) -> [u8; 32] {
    keccak256_parts(&[salt_arg, &key_hash.to_be_bytes()])
}

impl L1Authorization {
    /// Checks that the owner of `address` authorised the key, as far as that can be done without L1. That the owner set the key on chain is a fact that the bridge knows.
    pub fn check(&self, message: &KeyMessage, address: L1Address) -> Result<(), RuleError> {
        let authorized = match self {
            Self::OnChain => true,
            Self::Ecdsa { .. } | Self::Eip712 { .. } => self.signer(message) == Some(address),
            Self::Create2 { creator, salt_arg, code_hash } => {
                let salt = create2_salt(salt_arg, message.key_hash);
                message.nonce == 0 && create2_address(*creator, &salt, code_hash) == address
            }
        };
        if authorized {
            Ok(())
        } else {
            Err(RuleError::NotAuthorized { address })
        }
    }

    /// The address that signed `message`. `None` without a signature, or with one that L1 would refuse.
    pub fn signer(&self, message: &KeyMessage) -> Option<L1Address> {
        let (signature, scheme) = match self {
            Self::OnChain | Self::Create2 { .. } => return None,
            Self::Ecdsa { signature } => (signature, Scheme::Eip191),
            Self::Eip712 { signature } => (signature, Scheme::Eip712),
        };
        ecdsa::recover(signature, &message.hash(scheme))
    }

    /// What L1 wants to see when the block is committed.
    pub fn eth_witness(&self) -> Vec<u8> {
        match self {
            Self::OnChain => Vec::new(),
            Self::Ecdsa { signature } => signature.to_vec(),
            Self::Eip712 { signature } => [signature.as_slice(), &[1]].concat(),
            Self::Create2 { creator, salt_arg, code_hash } => [creator.0.as_slice(), salt_arg, code_hash].concat(),
        }
    }

    /// Signs a personal message with an L1 key given as its 32 secret bytes; `None` if they are no secret key.
    pub fn sign(secret: &[u8; 32], message: &[u8]) -> Option<Self> {
        let signature = ecdsa::sign(secret, &ecdsa::personal_hash(message))?;
        Some(Self::Ecdsa { signature })
    }

    /// Signs typed data with an L1 key given as its 32 secret bytes; `None` if they are no secret key.
    pub fn sign_typed(secret: &[u8; 32], message: &KeyMessage) -> Option<Self> {
        let signature = ecdsa::sign(secret, &message.hash(Scheme::Eip712))?;
        Some(Self::Eip712 { signature })
    }
}
