//! The circuit field and short names for its arithmetic.
//!
//! `ff_ce` only offers `*_assign` methods; constraints read better as expressions.

pub use bellman_ce::pairing::bn256::{Bn256 as Engine, Fr, FrRepr};
use bellman_ce::pairing::ff::{Field, PrimeField};

/// 0.
pub fn zero() -> Fr {
    Fr::zero()
}

/// 1.
pub fn one() -> Fr {
    Fr::one()
}

/// `x` as a field element.
pub fn int(x: u128) -> Fr {
    Fr::from_repr(FrRepr([x as u64, (x >> 64) as u64, 0, 0])).expect("a 128-bit integer is below the modulus")
}

/// `a + b`.
pub fn add(mut a: Fr, b: Fr) -> Fr {
    a.add_assign(&b);
    a
}

/// `a - b`.
pub fn sub(mut a: Fr, b: Fr) -> Fr {
    a.sub_assign(&b);
    a
}

/// `a * b`.
pub fn mul(mut a: Fr, b: Fr) -> Fr {
    a.mul_assign(&b);
    a
}

/// `a^2`.
pub fn square(mut a: Fr) -> Fr {
    a.square();
    a
}

/// `-a`.
pub fn neg(mut a: Fr) -> Fr {
    a.negate();
    a
}

/// `2 a`.
pub fn double(mut a: Fr) -> Fr {
    a.double();
    a
}

/// `1 / a`, and 0 for 0: what a prover fills in where no inverse exists.
pub fn inverse_or_zero(a: Fr) -> Fr {
    a.inverse().unwrap_or_else(Fr::zero)
}

/// `2^k`.
pub fn pow2(k: usize) -> Fr {
    Fr::from_str("2").expect("2 is a field element").pow([k as u64])
}

/// The canonical integer as four little-endian 64-bit limbs.
pub fn limbs(a: Fr) -> [u64; 4] {
    a.into_repr().0
}

/// Bit `i` of the canonical integer.
pub fn bit(a: Fr, i: usize) -> bool {
    i < 256 && (limbs(a)[i / 64] >> (i % 64)) & 1 == 1
}

/// The low 128 bits of the canonical integer.
pub fn low_u128(a: Fr) -> u128 {
    let l = limbs(a);
    u128::from(l[0]) | (u128::from(l[1]) << 64)
}

/// The bits from 128 on of the canonical integer.
pub fn high_u128(a: Fr) -> u128 {
    let l = limbs(a);
    u128::from(l[2]) | (u128::from(l[3]) << 64)
}
