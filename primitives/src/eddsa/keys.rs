//! Private and public keys.

use super::{curve, signature, Point, Scalar, Signature};
use crate::{
    hash::{hash, keccak256_parts, Domain},
    serde_util::{from_hex, to_hex},
    Felt,
};
use ark_ff::{AdditiveGroup, PrimeField};
use codec::{Decode, DecodeWithMemTracking, Encode, Input, MaxEncodedLen, Output};
use rand::{CryptoRng, RngCore};
use scale_info::{build::Fields, Path, Type, TypeInfo};
use serde::{de::Error, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A secret scalar, not zero, with its public key.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateKey {
    scalar: Scalar,
    public: PublicKey,
}

impl PrivateKey {
    fn from_scalar(scalar: Scalar) -> Self {
        Self { scalar, public: curve::mul_base_secret(&scalar).into() }
    }

    /// The key of a seed of any length. The seed must be as hard to guess as the key.
    pub fn from_seed(seed: &[u8]) -> Self {
        let mut wide = [0; 64];
        for (half, counter) in wide.chunks_exact_mut(32).zip(0u8..) {
            half.copy_from_slice(&keccak256_parts(&[b"zelkova/seed", &[counter], seed]));
        }
        let scalar = Scalar::from_be_bytes_mod_order(&wide);
        // No seed with a zero scalar is known; the key of scalar one keeps the function total.
        Self::from_scalar(if scalar == Scalar::ZERO { Scalar::from(1u8) } else { scalar })
    }

    /// A key from a random number generator.
    pub fn random<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        Self::from_seed(&seed)
    }

    /// The scalar, 32 bytes little-endian.
    pub fn to_bytes(&self) -> [u8; 32] {
        signature::scalar_to_bytes(&self.scalar)
    }

    /// Reads what [`PrivateKey::to_bytes`] writes; `None` if the scalar is zero or not below `l`.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        signature::scalar_from_bytes(bytes).filter(|scalar| *scalar != Scalar::ZERO).map(Self::from_scalar)
    }

    /// The public key.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// Signs a message. The nonce is a keyed hash of the message, so the same message gives the same signature and two
    /// messages never share a nonce.
    pub fn sign(&self, message: Felt) -> Signature {
        let secret = Felt::from_be_bytes_mod_order(&keccak256_parts(&[b"zelkova/nonce", &self.to_bytes()]));
        let inputs = [secret, self.public.x, self.public.y, message].map(Felt::to_fr);
        // p is 8 l less a number of half its length, so the reduction is uniform up to 2^-125.
        let nonce = curve::reduce(&hash(Domain::NONCE, &inputs));
        let r = curve::mul_base_secret(&nonce);
        let h = curve::reduce(&signature::challenge(&r, self.public.key_hash(), message).to_fr());
        Signature { r, s: nonce + h * self.scalar }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey(of {})", self.public)
    }
}

impl FromStr for PrivateKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::from_bytes(&from_hex(text)?).ok_or_else(|| "the scalar is zero or not below the group order".into())
    }
}

/// A public key: a point of the curve. The fields are public and not checked; what is decoded from bytes is on the
/// curve, and [`PublicKey::verify`] checks the rest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey {
    /// The x coordinate.
    pub x: Felt,
    /// The y coordinate.
    pub y: Felt,
}

impl PublicKey {
    /// The point.
    pub fn point(&self) -> Point {
        Point { x: self.x, y: self.y }
    }

    /// `H_key(x, y)`: what an account leaf holds of the key.
    pub fn key_hash(&self) -> Felt {
        hash(Domain::KEY, &[self.x.into(), self.y.into()]).into()
    }

    /// The compressed bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.point().compress()
    }

    /// Reads the compressed bytes; refuses every encoding but the canonical one and points of small order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, String> {
        let point = Point::decompress(bytes).map_err(|error| error.to_string())?;
        if curve::has_small_order(&point) {
            return Err("the key has small order: make a new one".into());
        }
        Ok(point.into())
    }

    /// The coordinates of the point.
    pub fn coordinates(&self) -> [Felt; 2] {
        [self.x, self.y]
    }

    /// The key with these coordinates; `None` if no point of the curve has them. Points of small order are not found here,
    /// but verify nothing.
    pub fn from_coordinates([x, y]: [Felt; 2]) -> Option<Self> {
        Some(Point { x, y }).filter(Point::is_on_curve).map(Self::from)
    }

    /// Whether `signature` is this key's signature of `message`.
    pub fn verify(&self, message: Felt, signature: &Signature) -> bool {
        signature::verify((self.point(), self.key_hash()), message, signature)
    }
}

impl From<Point> for PublicKey {
    fn from(point: Point) -> Self {
        Self { x: point.x, y: point.y }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.to_bytes()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PublicKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::from_bytes(&from_hex(text)?)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Encode for PublicKey {
    fn size_hint(&self) -> usize {
        32
    }

    fn encode_to<T: Output + ?Sized>(&self, dest: &mut T) {
        dest.write(&self.to_bytes());
    }
}

impl Decode for PublicKey {
    fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
        Self::from_bytes(&Decode::decode(input)?).map_err(|_| "not the canonical encoding of a public key".into())
    }
}

impl codec::EncodeLike for PublicKey {}

impl DecodeWithMemTracking for PublicKey {}

impl MaxEncodedLen for PublicKey {
    fn max_encoded_len() -> usize {
        32
    }
}

impl TypeInfo for PublicKey {
    type Identity = Self;

    fn type_info() -> Type {
        Type::builder()
            .path(Path::new("PublicKey", module_path!()))
            .composite(Fields::unnamed().field(|field| field.ty::<[u8; 32]>()))
    }
}
