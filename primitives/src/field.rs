//! An element of the BN254 scalar field at the border of the system: canonical bytes, SCALE, JSON.

use crate::serde_util::{from_hex, to_hex};
pub use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, BigInt, BigInteger, Field, PrimeField};
use codec::{Decode, DecodeWithMemTracking, Encode, Input, MaxEncodedLen, Output};
use scale_info::{build::Fields, Path, Type, TypeInfo};
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// An element of `Fr`. Ordered as an integer in `0..p`; bytes are 32, big-endian and canonical.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Felt(Fr);

impl Felt {
    /// The number 0.
    pub const ZERO: Self = Self(Fr::ZERO);
    /// The number 1.
    pub const ONE: Self = Self(Fr::ONE);

    /// The element as the arithmetic type of arkworks.
    pub const fn to_fr(self) -> Fr {
        self.0
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        self.0 == Fr::ZERO
    }

    /// The canonical big-endian bytes.
    pub fn to_be_bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (slot, limb) in bytes.chunks_exact_mut(8).zip(self.0.into_bigint().0.iter().rev()) {
            slot.copy_from_slice(&limb.to_be_bytes());
        }
        bytes
    }

    /// Reads canonical big-endian bytes; `None` if the integer is `p` or more.
    pub fn from_be_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let mut limbs = [0; 4];
        for (limb, slot) in limbs.iter_mut().rev().zip(bytes.chunks_exact(8)) {
            *limb = slot.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
        }
        Fr::from_bigint(BigInt(limbs)).map(Self)
    }

    /// Reads a big-endian integer of any length and reduces it modulo `p`.
    pub fn from_be_bytes_mod_order(bytes: &[u8]) -> Self {
        Self(Fr::from_be_bytes_mod_order(bytes))
    }

    /// The integer, if it is below 2^128.
    pub fn to_u128(&self) -> Option<u128> {
        let limbs = self.0.into_bigint().0;
        (limbs[2] == 0 && limbs[3] == 0).then(|| (u128::from(limbs[1]) << 64) | u128::from(limbs[0]))
    }

    /// The bits of the integer, least significant first.
    pub fn to_bits_le(&self) -> Vec<bool> {
        self.0.into_bigint().to_bits_le()
    }
}

impl From<Fr> for Felt {
    fn from(value: Fr) -> Self {
        Self(value)
    }
}

impl From<Felt> for Fr {
    fn from(value: Felt) -> Self {
        value.0
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Felt {
            fn from(value: $integer) -> Self {
                Self(Fr::from(value))
            }
        }
    )*};
}
from_integer!(u8, u16, u32, u64, u128);

impl fmt::Display for Felt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.to_be_bytes()))
    }
}

impl fmt::Debug for Felt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Felt {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::from_be_bytes(&from_hex(text)?).ok_or_else(|| format!("{text} is not below the field modulus"))
    }
}

impl Encode for Felt {
    fn size_hint(&self) -> usize {
        32
    }

    fn encode_to<T: Output + ?Sized>(&self, dest: &mut T) {
        dest.write(&self.to_be_bytes());
    }
}

impl Decode for Felt {
    fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
        Self::from_be_bytes(&Decode::decode(input)?).ok_or_else(|| "field element not below the modulus".into())
    }
}

impl codec::EncodeLike for Felt {}

impl DecodeWithMemTracking for Felt {}

impl MaxEncodedLen for Felt {
    fn max_encoded_len() -> usize {
        32
    }
}

impl TypeInfo for Felt {
    type Identity = Self;

    fn type_info() -> Type {
        Type::builder()
            .path(Path::new("Felt", module_path!()))
            .composite(Fields::unnamed().field(|field| field.ty::<[u8; 32]>()))
    }
}

impl Serialize for Felt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Felt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
