//! Identifiers: accounts, tokens, L1 addresses, storage keys (protocol, section 2).

use crate::serde_util::{from_hex, hex_array, to_hex};
use codec::{Decode, DecodeWithMemTracking, Encode, Input, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{de::Error, Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr};

/// Bits of an account id.
pub const ACCOUNT_TREE_DEPTH: usize = 28;
/// Levels of the account tree: two bits of the id choose one of four children.
pub const ACCOUNT_TREE_LEVELS: usize = 14;
/// Bits of a storage key.
pub const STORAGE_TREE_DEPTH: usize = 19;
/// Levels of each account's storage tree, whose paths are 20 bits: a 0, then the storage key.
pub const STORAGE_TREE_LEVELS: usize = 10;
/// First of the 256 account ids whose storage belongs to pallets.
pub const RESERVED_ACCOUNTS_START: u32 = (1 << ACCOUNT_TREE_DEPTH) - 256;
/// The account that receives the fees of a block.
pub const FEE_ACCOUNT: AccountId = AccountId(0);
/// Nobody, in the place of the account that a proof is made for: account 0 is the operator's, who has its fees without it.
pub const NOBODY: AccountId = AccountId(0);
/// The greatest nonce that an operation may use.
pub const MAX_NONCE: Nonce = u32::MAX - 1;

/// Number of a rollup block; genesis is 0.
pub type BlockNumber = u32;
/// Serial number of a priority operation on L1.
pub type SerialId = u64;
/// Number of operations that an account has signed.
pub type Nonce = u32;

/// Index of an account in the account tree.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, Decode, DecodeWithMemTracking,
    MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct AccountId(pub u32);

impl AccountId {
    /// Whether the id belongs to the pallets' reserved accounts (or lies outside the tree).
    pub const fn is_reserved(self) -> bool {
        self.0 >= RESERVED_ACCOUNTS_START
    }

    /// Whether the account tree has a leaf of this id.
    pub const fn is_in_tree(self) -> bool {
        self.0 < 1 << ACCOUNT_TREE_DEPTH
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Index of a fungible token; 0 is ETH.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, Decode, DecodeWithMemTracking,
    MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TokenId(pub u16);

impl TokenId {
    /// The token id of ETH.
    pub const ETH: Self = Self(0);
}

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A 20-byte Ethereum address. Zero means "no address".
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
    TypeInfo, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct L1Address(#[serde(with = "hex_array")] pub [u8; 20]);

impl L1Address {
    /// The zero address.
    pub const ZERO: Self = Self([0; 20]);

    /// Whether this is the zero address.
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }
}

/// A 32-byte transaction hash.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen,
    TypeInfo, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TxHash(#[serde(with = "hex_array")] pub [u8; 32]);

macro_rules! hex_text {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                from_hex(text).map(Self)
            }
        }
    )*};
}
hex_text!(L1Address, TxHash);

/// Path in an account's storage tree: `area * 2^16 + index`, 19 bits.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, DecodeWithMemTracking, MaxEncodedLen,
    TypeInfo, Serialize,
)]
#[serde(transparent)]
pub struct StorageKey(u32);

impl StorageKey {
    /// Area of fungible balances.
    pub const BALANCES: u8 = 0;
    /// Area of NFT slots.
    pub const NFTS: u8 = 1;
    /// Number of areas.
    pub const AREAS: u8 = 8;

    /// The key of `index` in `area`; `None` if there is no such area.
    pub const fn new(area: u8, index: u16) -> Option<Self> {
        if area < Self::AREAS {
            Some(Self(((area as u32) << 16) | index as u32))
        } else {
            None
        }
    }

    /// The key of a balance.
    pub const fn balance(token: TokenId) -> Self {
        Self(token.0 as u32)
    }

    /// The key of an NFT slot.
    pub const fn nft(slot: u16) -> Self {
        Self(((Self::NFTS as u32) << 16) | slot as u32)
    }

    /// Reads a raw key; `None` if it does not fit in 19 bits.
    pub const fn from_raw(raw: u32) -> Option<Self> {
        if raw < 1 << STORAGE_TREE_DEPTH {
            Some(Self(raw))
        } else {
            None
        }
    }

    /// The area, 0..8.
    pub const fn area(self) -> u8 {
        (self.0 >> 16) as u8
    }

    /// The index inside the area.
    pub const fn index(self) -> u16 {
        self.0 as u16
    }

    /// The 19-bit path.
    pub const fn raw(self) -> u32 {
        self.0
    }
}

impl fmt::Display for StorageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.area(), self.index())
    }
}

impl Decode for StorageKey {
    fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
        Self::from_raw(u32::decode(input)?).ok_or_else(|| "storage key above 19 bits".into())
    }
}

impl<'de> Deserialize<'de> for StorageKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_raw(u32::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("storage key above 19 bits"))
    }
}
