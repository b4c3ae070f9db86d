//! The unit of pubdata: 18 bytes, which is one transfer and fits in a field element (protocol, section 5).

use crate::{serde_util::hex_array, Felt};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Length of a chunk.
pub const CHUNK_BYTES: usize = 18;

/// One chunk of pubdata.
#[rustfmt::skip]
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Encode, Decode, DecodeWithMemTracking,
    MaxEncodedLen, TypeInfo, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Chunk(#[serde(with = "hex_array")] pub [u8; CHUNK_BYTES]);

impl Chunk {
    /// The chunk as a 144-bit big-endian integer.
    pub fn to_felt(&self) -> Felt {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0[2..]);
        let low = Felt::from(u128::from_be_bytes(bytes)).to_fr();
        let high = Felt::from(u16::from_be_bytes([self.0[0], self.0[1]])).to_fr();
        // 2^128 as an element is (2^64)^2.
        let shift = Felt::from(1u128 << 64).to_fr();
        (low + high * shift * shift).into()
    }
}

/// Cuts `bytes` into chunks; the last one is filled with zeros.
pub fn pack_chunks(bytes: &[u8]) -> Vec<Chunk> {
    bytes
        .chunks(CHUNK_BYTES)
        .map(|part| {
            let mut chunk = [0; CHUNK_BYTES];
            chunk[..part.len()].copy_from_slice(part);
            Chunk(chunk)
        })
        .collect()
}
