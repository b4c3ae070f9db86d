//! Points in the coordinates and the byte format of EIP-2494.

use super::root::sqrt_of_quotient;
use crate::{Felt, Fr};
use ark_ff::{AdditiveGroup, BigInt, Field, MontFp, PrimeField};

/// Coefficient `a` of `a x^2 + y^2 = 1 + d x^2 y^2`.
pub const COEFF_A: Fr = MontFp!("168700");
/// Coefficient `d`.
pub const COEFF_D: Fr = MontFp!("168696");

/// Why 32 bytes are not a point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecompressError {
    /// `y` is not below the modulus.
    #[error("the y coordinate is not below the field modulus: send the canonical encoding")]
    NotCanonical,
    /// No `x` belongs to this `y`.
    #[error("no point of the curve has this y coordinate: check the key")]
    NotOnCurve,
    /// The sign of `x = 0` is negative.
    #[error("the sign bit is set for x = 0: send the canonical encoding")]
    NegativeZero,
}

/// An affine point. The fields are public and not checked; [`Point::is_on_curve`] checks them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Point {
    /// The x coordinate.
    pub x: Felt,
    /// The y coordinate.
    pub y: Felt,
}

impl Default for Point {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Point {
    /// The neutral element (0, 1).
    pub const IDENTITY: Self = Self { x: Felt::ZERO, y: Felt::ONE };

    /// The base point `B8` of EIP-2494, of order `l`.
    pub fn base() -> Self {
        Self { x: taceo_ark_babyjubjub::GENERATOR_X.into(), y: taceo_ark_babyjubjub::GENERATOR_Y.into() }
    }

    /// Whether the coordinates satisfy the curve equation.
    pub fn is_on_curve(&self) -> bool {
        let (xx, yy) = (self.x.to_fr().square(), self.y.to_fr().square());
        COEFF_A * xx + yy == Fr::ONE + COEFF_D * xx * yy
    }

    /// `y` little-endian with the top bit set if `x > (p - 1) / 2`.
    pub fn compress(&self) -> [u8; 32] {
        let mut bytes = self.y.to_be_bytes();
        bytes.reverse();
        if is_negative(&self.x.to_fr()) {
            bytes[31] |= 0x80;
        }
        bytes
    }

    /// Reads what [`Point::compress`] writes; every other encoding is refused.
    pub fn decompress(bytes: &[u8; 32]) -> Result<Self, DecompressError> {
        let mut y_bytes = *bytes;
        y_bytes.reverse();
        let negative = y_bytes[0] & 0x80 != 0;
        y_bytes[0] &= 0x7f;
        let y = Felt::from_be_bytes(&y_bytes).ok_or(DecompressError::NotCanonical)?;
        let yy = y.to_fr().square();
        // a - d y^2 is not zero for any y because a / d is not a square.
        let x = sqrt_of_quotient(&(Fr::ONE - yy), &(COEFF_A - COEFF_D * yy)).ok_or(DecompressError::NotOnCurve)?;
        if x == Fr::ZERO && negative {
            return Err(DecompressError::NegativeZero);
        }
        let x = if is_negative(&x) == negative { x } else { -x };
        Ok(Self { x: x.into(), y })
    }
}

/// Whether the integer is above (p - 1) / 2.
fn is_negative(x: &Fr) -> bool {
    const HALF: BigInt<4> = <Fr as PrimeField>::MODULUS_MINUS_ONE_DIV_TWO;
    x.into_bigint() > HALF
}
