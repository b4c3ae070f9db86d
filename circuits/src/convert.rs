//! Conversions between the native field (`ark_bn254::Fr`) and the circuit field, both modulo the same prime.
//!
//! Native code uses `ark`; circuits use `pairing_ce`. Nothing else in the crate may know both.

use crate::field::{Fr, FrRepr};
use ark_ff::{BigInteger, PrimeField as _};
use bellman_ce::pairing::ff::{PrimeField as _, PrimeFieldRepr};

/// A native element as a circuit element.
pub fn from_ark(x: ark_bn254::Fr) -> Fr {
    Fr::from_repr(FrRepr(x.into_bigint().0)).expect("both fields have the same modulus")
}

/// A circuit element as a native element.
pub fn to_ark(x: Fr) -> ark_bn254::Fr {
    ark_bn254::Fr::from_bigint(ark_ff::BigInt::new(x.into_repr().0)).expect("both fields have the same modulus")
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

    #[test]
    fn conversions_are_inverse_of_each_other() {
        for x in [int(0), int(1), int(u128::MAX), neg(one())] {
            assert_eq!(from_ark(to_ark(x)), x);
            assert_eq!(from_be_bytes(&to_be_bytes(x)), Some(x));
            assert_eq!(ark_to_be_bytes(to_ark(x)), to_be_bytes(x));
        }
        assert_eq!(from_be_bytes(&[0xff; 32]), None);
    }
}
