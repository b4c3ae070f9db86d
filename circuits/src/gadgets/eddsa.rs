//! Verification of EdDSA signatures on Baby Jubjub: `docs/protocol.md`, section 4.
//!
//! The equation `8 (s B - R - h A) = 0` with `h = H_eddsa(R.x, R.y, H_key(A), m)` is enforced unconditionally. A slot that
//! needs no signature uses [`SignatureValues::trivial`], which satisfies it for every message: a flag would cost rows and
//! decide nothing, because what makes a signature count is the key, whose hash the operation compares with the account's.
//!
//! | constrained | by |
//! |---|---|
//! | `A` and `R` are on the curve | `key/on-curve`, `r/on-curve` |
//! | `s < l`, 251 digits | `s` |
//! | `signer` is the hash of `A` | `signer` |
//! | `h` is the hash of all four, its digits those of the integer below `p` | `challenge`, `h` |
//! | the equation | `equation` |
//!
//! Points of small order are not refused: the equation has a cofactor, so adding such a point to `R` or `A` changes
//! nothing but the challenge, as in native verification. Natively, keys and commitments that *are* of small order are
//! refused; in the circuit that would protect nobody but the owner of such a key.

use super::eddsa_scalar::digits_at_most;
use super::edwards::{assert_signature_equation, identity, Coordinates, Point};
use super::{hash, Num};
use crate::builder::Builder;
use crate::convert::from_ark;
use crate::field::{neg, one, zero, Fr};
use bellman_ce::pairing::ff::PrimeField;
use zelkova_operation::SlotSignature;
use zelkova_primitives::{Domain, PublicKey, Signature};

/// Number of bits of `l`, the order of the prime subgroup.
pub const SCALAR_BITS: usize = 251;

/// `l - 1`.
pub fn largest_scalar() -> Fr {
    let order = "2736030358979909402780800718157159386076813972158567259200215660948447373040";
    Fr::from_str(order).expect("l is below p")
}

/// The values of a signature and its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureValues {
    /// `A`.
    pub key: Coordinates,
    /// `R`.
    pub r: Coordinates,
    /// `s`.
    pub s: Fr,
}

impl SignatureValues {
    /// The signature that is valid for every message: `A` and `R` the identity, `s = 0`.
    pub fn trivial() -> Self {
        Self { key: identity(), r: identity(), s: zero() }
    }

    /// A native signature.
    pub fn new(key: &PublicKey, signature: &Signature) -> Self {
        Self {
            key: (from_ark(key.x.into()), from_ark(key.y.into())),
            r: (from_ark(signature.r.x.into()), from_ark(signature.r.y.into())),
            s: from_ark(signature.s_felt().into()),
        }
    }
}

impl From<Option<&SlotSignature>> for SignatureValues {
    fn from(signature: Option<&SlotSignature>) -> Self {
        signature.map_or_else(Self::trivial, |s| Self::new(&s.public_key, &s.signature))
    }
}

/// Constrains `signature` to be valid for `message` and returns the hash of its key. 987 rows.
pub fn verify(cs: &mut Builder, signature: &SignatureValues, message: &Num) -> Num {
    let key = Point::alloc(cs, "key", signature.key);
    let r = Point::alloc(cs, "r", signature.r);
    let s = cs.alloc(signature.s);
    let s = digits_at_most(cs, "s", &s, largest_scalar(), SCALAR_BITS);
    let signer = cs.region("signer", |cs| hash::hash(cs, Domain::KEY.name(), &[key.x.clone(), key.y.clone()]));
    let h = cs.region("challenge", |cs| {
        let inputs = [r.x.clone(), r.y.clone(), signer.clone(), message.clone()];
        hash::hash(cs, Domain::EDDSA.name(), &inputs)
    });
    let h = digits_at_most(cs, "h", &h, neg(one()), Fr::NUM_BITS as usize);
    cs.region("equation", |cs| assert_signature_equation(cs, &s, &h, &key, &r));
    signer
}

#[cfg(test)]
#[path = "eddsa_tests.rs"]
mod tests;
