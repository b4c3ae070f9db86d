//! What the bridge stores about L1.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{Felt, L1Address, Nonce, TokenId};

/// A token that L1's governance has added.
#[rustfmt::skip]
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenInfo {
    /// Number of the token; 0 is ETH.
    pub id: TokenId,
    /// ERC-20 contract; zero for ETH.
    pub address: L1Address,
    /// Short name.
    pub symbol: String,
    /// Decimal places that people expect.
    pub decimals: u8,
}

impl TokenInfo {
    /// Token 0.
    pub fn eth() -> Self {
        Self { id: TokenId::ETH, address: L1Address::ZERO, symbol: "ETH".into(), decimals: 18 }
    }
}

/// The fact that an L1 address has authorised a key with `setAuthPubkeyHash`.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct AuthFact {
    /// Who authorised it.
    pub address: L1Address,
    /// Nonce that the account must have.
    pub nonce: Nonce,
    /// Hash of the key.
    pub key_hash: Felt,
}
