//! Identity of an NFT, and the value that stands for it in its owner's storage (protocol, section 2).

use crate::{
    hash::{hash, Domain},
    serde_util::hex_array,
    AccountId, Felt,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// An NFT: who minted it, as the how-manieth of theirs, and the hash of what it stands for. Creator and serial number
/// identify it.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, Decode, DecodeWithMemTracking,
    MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Nft {
    /// Account that minted it.
    pub creator: AccountId,
    /// Number of NFTs that the creator had minted before.
    pub serial: u32,
    /// Hash of the content, any 32 bytes: a SHA-256 digest becomes an IPFS CID on L1.
    #[serde(with = "hex_array")]
    pub content: [u8; 32],
}

impl Nft {
    /// Length of [`Nft::to_bytes`].
    pub const BYTES: usize = 40;

    /// The two halves of the content hash, 128 bits each, most significant first.
    pub fn content_halves(&self) -> [u128; 2] {
        let number = u128::from_be_bytes;
        [number(std::array::from_fn(|i| self.content[i])), number(std::array::from_fn(|i| self.content[16 + i]))]
    }

    /// What the value hashes: `creator * 2^160 + serial * 2^128 + high half of the content`, `low half`.
    pub fn value_inputs(&self) -> [Felt; 2] {
        let mut bytes = [0; 32];
        bytes[8..12].copy_from_slice(&self.creator.0.to_be_bytes());
        bytes[12..16].copy_from_slice(&self.serial.to_be_bytes());
        bytes[16..].copy_from_slice(&self.content[..16]);
        // Below 2^192, so the reduction changes nothing.
        [Felt::from_be_bytes_mod_order(&bytes), self.content_halves()[1].into()]
    }

    /// The value of the storage leaf that holds the NFT: `H_nft` of [`Nft::value_inputs`].
    pub fn value(&self) -> Felt {
        hash(Domain::NFT, &self.value_inputs().map(Felt::to_fr)).into()
    }

    /// The ERC-721 token id on L1: `creator * 2^32 + serial`.
    pub fn l1_token_id(&self) -> u64 {
        u64::from(self.creator.0) << 32 | u64::from(self.serial)
    }

    /// Reads [`Nft::to_bytes`]; `None` if the length is another.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (creator, rest) = bytes.split_first_chunk()?;
        let (serial, content) = rest.split_first_chunk()?;
        let [creator, serial] = [creator, serial].map(|number| u32::from_be_bytes(*number));
        Some(Self { creator: AccountId(creator), serial, content: content.try_into().ok()? })
    }

    /// `creator:4 serial:4 content:32`.
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..4].copy_from_slice(&self.creator.0.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.serial.to_be_bytes());
        bytes[8..].copy_from_slice(&self.content);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nft() -> Nft {
        Nft { creator: AccountId(3), serial: 7, content: std::array::from_fn(|i| i as u8) }
    }

    #[test]
    fn the_value_binds_every_field() {
        let nft = nft();
        let mut last = nft;
        last.content[31] ^= 1;
        let mut first = nft;
        first.content[0] ^= 1;
        let others = [Nft { creator: AccountId(4), ..nft }, Nft { serial: 8, ..nft }, last, first];
        assert!(others.iter().all(|other| other.value() != nft.value()));
    }

    #[test]
    fn a_content_above_the_modulus_keeps_all_its_bits() {
        let full = Nft { content: [0xff; 32], ..nft() };
        assert_eq!(full.content_halves(), [u128::MAX; 2]);
        assert_ne!(full.value(), Nft { content: [0xfe; 32], ..nft() }.value());
    }

    proptest! {
        #[test]
        fn the_bytes_are_the_fields(creator: u32, serial: u32, content: [u8; 32]) {
            let nft = Nft { creator: AccountId(creator), serial, content };
            let bytes = nft.to_bytes();
            prop_assert_eq!(&bytes[..8], nft.l1_token_id().to_be_bytes());
            prop_assert_eq!(&bytes[8..], content);
            prop_assert_eq!(Nft::from_bytes(&bytes), Some(nft));
            prop_assert_eq!(Nft::from_bytes(&bytes[1..]), None);
        }
    }
}
