//! Conversions between the native field (`ark_bn254::Fr`) and the circuit field, both modulo the same prime.
//!
//! Native code and the prover use `ark`; circuits and keys use `pairing_ce`. Nothing else in the crate may know how one
//! becomes the other. Both keep `x 2^256 mod p` in four little-endian limbs, so a conversion copies limbs.

use crate::field::{Fr, FrRepr};
use ark_ff::{BigInteger, PrimeField as _};
use bellman_ce::pairing::bn256;
use bellman_ce::pairing::ff::{PrimeField as _, PrimeFieldRepr};
use bellman_ce::pairing::CurveAffine;

/// A native element as a circuit element.
#[inline]
pub fn from_ark(x: ark_bn254::Fr) -> Fr {
    Fr::from_raw_repr(FrRepr(x.0 .0)).expect("both fields have the same modulus")
}

/// A circuit element as a native element.
#[inline]
pub fn to_ark(x: Fr) -> ark_bn254::Fr {
    ark_bn254::Fr::new_unchecked(ark_ff::BigInt(x.into_raw_repr().0))
}

/// A point of the first group in native types.
pub fn point_to_ark(point: &bn256::G1Affine) -> ark_bn254::G1Affine {
    if point.is_zero() {
        return ark_bn254::G1Affine::identity();
    }
    let coordinate = |x: &bn256::Fq| ark_bn254::Fq::new_unchecked(ark_ff::BigInt(x.into_raw_repr().0));
    let (x, y) = point.as_xy();
    ark_bn254::G1Affine::new_unchecked(coordinate(x), coordinate(y))
}

/// 32 big-endian bytes of the canonical integer.
pub fn to_be_bytes(x: Fr) -> [u8; 32] {
    let mut bytes = [0u8; 32];
    x.into_repr().write_be(&mut bytes[..]).expect("a representation has 32 bytes");
    bytes
}

/// The element with these big-endian bytes; `None` at or above the modulus.
pub fn from_be_bytes(bytes: &[u8; 32]) -> Option<Fr> {
    let mut repr = FrRepr::default();
    repr.read_be(&bytes[..]).ok()?;
    Fr::from_repr(repr).ok()
}

/// Big-endian bytes of any length, reduced modulo the prime.
pub fn from_be_bytes_mod_order(bytes: &[u8]) -> Fr {
    from_ark(ark_bn254::Fr::from_be_bytes_mod_order(bytes))
}

/// 32 big-endian bytes of a native element.
pub fn ark_to_be_bytes(x: ark_bn254::Fr) -> [u8; 32] {
    let bytes = x.into_bigint().to_bytes_be();
    bytes.try_into().expect("a 256-bit integer has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{int, neg, one};
    use ark_ec::{AffineRepr, CurveGroup};
    use bellman_ce::pairing::CurveProjective;

    #[test]
    fn conversions_are_inverse_of_each_other() {
        for x in [int(0), int(1), int(u128::MAX), neg(one())] {
            assert_eq!(from_ark(to_ark(x)), x);
            assert_eq!(from_be_bytes(&to_be_bytes(x)), Some(x));
            assert_eq!(ark_to_be_bytes(to_ark(x)), to_be_bytes(x));
            assert_eq!(to_ark(x).into_bigint().0, x.into_repr().0);
        }
        assert_eq!(from_be_bytes(&[0xff; 32]), None);
    }

    #[test]
    fn points_keep_their_coordinates() {
        let secret = int(u128::MAX / 7);
        let point = bn256::G1Affine::one().mul(secret.into_repr()).into_affine();
        let native = (ark_bn254::G1Affine::generator() * to_ark(secret)).into_affine();
        assert_eq!(point_to_ark(&point), native);
        assert!(point_to_ark(&bn256::G1Affine::zero()).is_zero());
    }
}
