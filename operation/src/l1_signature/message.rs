//! What the owner of an L1 address signs, and the signature.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{serde_util::hex_array, L1Address};

use super::{
    ecdsa::{personal_hash, recover, sign},
    eip712::typed_hash,
    EcdsaBytes,
};

/// Something that wallets can sign in either of two forms.
pub trait L1Message {
    /// The bytes of the personal message (EIP-191).
    fn personal(&self) -> Vec<u8>;

    /// The hash of the struct (EIP-712).
    fn struct_hash(&self) -> [u8; 32];

    /// The hash that is signed.
    fn hash(&self, scheme: Scheme) -> [u8; 32] {
        match scheme {
            Scheme::Eip191 => personal_hash(&self.personal()),
            Scheme::Eip712 => typed_hash(&self.struct_hash()),
        }
    }
}

/// A form of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Personal message.
    Eip191,
    /// Typed data.
    Eip712,
}

/// A signature by the key of an L1 address.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(tag = "type", rename_all = "camelCase", deny_unknown_fields)]
pub enum L1Signature {
    /// Of the personal message.
    Eip191 {
        /// `r:32 | s:32 | v:1`, v 27 or 28, or 0 or 1 as some devices have it.
        #[serde(with = "hex_array")]
        signature: EcdsaBytes,
    },
    /// Of the typed data.
    Eip712 {
        /// As above.
        #[serde(with = "hex_array")]
        signature: EcdsaBytes,
    },
}

impl L1Signature {
    /// Signs with 32 secret bytes; `None` if they are no secret key.
    pub fn sign(secret: &[u8; 32], message: &impl L1Message, scheme: Scheme) -> Option<Self> {
        let signature = sign(secret, &message.hash(scheme))?;
        Some(match scheme {
            Scheme::Eip191 => Self::Eip191 { signature },
            Scheme::Eip712 => Self::Eip712 { signature },
        })
    }

    /// The address that signed `message`; `None` if the bytes are no signature.
    pub fn signer(&self, message: &impl L1Message) -> Option<L1Address> {
        let (mut signature, scheme) = match self {
            Self::Eip191 { signature } => (*signature, Scheme::Eip191),
            Self::Eip712 { signature } => (*signature, Scheme::Eip712),
        };
        if let parity @ (0 | 1) = signature[64] {
            signature[64] = 27 + parity;
        }
        recover(&signature, &message.hash(scheme))
    }
}
