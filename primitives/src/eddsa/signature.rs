//! Signatures and their verification.

use super::{curve, Point, Scalar};
use crate::{
    hash::{hash, Domain},
    serde_util::{from_hex, to_hex},
    Felt,
};
use ark_ff::{AdditiveGroup, BigInt, PrimeField};
use codec::{Decode, DecodeWithMemTracking, Encode, Input, MaxEncodedLen, Output};
use scale_info::{build::Fields, Path, Type, TypeInfo};
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A signature `(R, s)`; 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Signature {
    /// The commitment to the nonce.
    pub r: Point,
    /// The response.
    pub s: Scalar,
}

/// `H_eddsa(R.x, R.y, H_key(A), m)`, an integer below `p`. The key enters by its hash, which the circuit has anyway.
pub fn challenge(r: &Point, key_hash: Felt, message: Felt) -> Felt {
    hash(Domain::EDDSA, &[r.x, r.y, key_hash, message].map(Felt::to_fr)).into()
}

/// `8 (s B - R - h A) = 0` for points of the curve that are not of small order.
pub(super) fn verify((a, key_hash): (Point, Felt), message: Felt, signature: &Signature) -> bool {
    let r = signature.r;
    if !a.is_on_curve() || !r.is_on_curve() || curve::has_small_order(&a) || curve::has_small_order(&r) {
        return false;
    }
    // The factor 8 removes every component outside the prime subgroup, so h may be reduced modulo l.
    let h = curve::reduce(&challenge(&r, key_hash, message).to_fr());
    curve::verification_equation(&signature.s, &r, &h, &a)
}

/// 32 bytes little-endian.
pub(super) fn scalar_to_bytes(scalar: &Scalar) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (slot, limb) in bytes.chunks_exact_mut(8).zip(scalar.into_bigint().0) {
        slot.copy_from_slice(&limb.to_le_bytes());
    }
    bytes
}

/// Reads 32 bytes little-endian; `None` if the integer is `l` or more.
pub(super) fn scalar_from_bytes(bytes: &[u8; 32]) -> Option<Scalar> {
    let mut limbs = [0; 4];
    for (limb, slot) in limbs.iter_mut().zip(bytes.chunks_exact(8)) {
        *limb = slot.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
    }
    Scalar::from_bigint(BigInt(limbs))
}

impl Signature {
    /// `R:32 | s:32`.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&self.r.compress());
        bytes[32..].copy_from_slice(&scalar_to_bytes(&self.s));
        bytes
    }

    /// Reads what [`Signature::to_bytes`] writes; every other encoding is refused.
    pub fn from_bytes(bytes: &[u8; 64]) -> Result<Self, String> {
        let (mut r, mut s) = ([0; 32], [0; 32]);
        r.copy_from_slice(&bytes[..32]);
        s.copy_from_slice(&bytes[32..]);
        let r = Point::decompress(&r).map_err(|error| error.to_string())?;
        let s = scalar_from_bytes(&s).ok_or("s is not below the group order: send the canonical encoding")?;
        Ok(Self { r, s })
    }

    /// The coordinates of `R`, then `s`.
    pub fn elements(&self) -> [Felt; 3] {
        [self.r.x, self.r.y, self.s_felt()]
    }

    /// The signature with these elements; `None` if `R` is not on the curve or `s` is not below `l`.
    pub fn from_elements([x, y, s]: [Felt; 3]) -> Option<Self> {
        let r = Some(Point { x, y }).filter(Point::is_on_curve)?;
        Some(Self { r, s: Scalar::from_bigint(s.to_fr().into_bigint())? })
    }

    /// Whether `s` is zero; only the default signature has that in practice.
    pub fn is_blank(&self) -> bool {
        self.s == Scalar::ZERO
    }

    /// `s` as a field element; `l` is below `p`, so nothing is lost.
    pub fn s_felt(&self) -> Felt {
        let mut bytes = scalar_to_bytes(&self.s);
        bytes.reverse();
        Felt::from_be_bytes_mod_order(&bytes)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.to_bytes()))
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Signature {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::from_bytes(&from_hex(text)?)
    }
}

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Encode for Signature {
    fn size_hint(&self) -> usize {
        64
    }

    fn encode_to<T: Output + ?Sized>(&self, dest: &mut T) {
        dest.write(&self.to_bytes());
    }
}

impl Decode for Signature {
    fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
        Self::from_bytes(&Decode::decode(input)?).map_err(|_| "not the canonical encoding of a signature".into())
    }
}

impl codec::EncodeLike for Signature {}

impl DecodeWithMemTracking for Signature {}

impl MaxEncodedLen for Signature {
    fn max_encoded_len() -> usize {
        64
    }
}

impl TypeInfo for Signature {
    type Identity = Self;

    fn type_info() -> Type {
        Type::builder()
            .path(Path::new("Signature", module_path!()))
            .composite(Fields::unnamed().field(|field| field.ty::<[u8; 64]>()))
    }
}
