//! Packed amounts (protocol.md section 3): a mantissa in the high bits and a 5-bit power of ten.

use super::{bits, range, Bit, Num};
use crate::builder::Builder;
use crate::field::{int, mul, one, pow2, sub};

/// Bits of the exponent.
pub const EXPONENT_BITS: usize = 5;
/// Bits of the mantissa of an amount (40 bits in all).
pub const AMOUNT_MANTISSA_BITS: usize = 35;
/// Bits of the mantissa of a fee (16 bits in all).
pub const FEE_MANTISSA_BITS: usize = 11;

/// The amount that a packed number stands for, with the packed number constrained to `mantissa_bits + 5` bits. A fee is below
/// 2^114. An amount is below 2^138 only: equate it with a number of 128 bits, or take it from a balance.
pub fn unpack(cs: &mut Builder, packed: &Num, mantissa_bits: usize) -> Num {
    cs.region("unpack", |cs| {
        let value = crate::field::low_u128(packed.value());
        let exponent = cs.alloc(int(value & 31));
        let digits = bits::decompose(cs, &exponent, EXPONENT_BITS);
        // The mantissa is bound by packed = 32 mantissa + exponent, a free linear relation; 2^-5 times the rest.
        let inverse = crate::field::inverse_or_zero(pow2(EXPONENT_BITS));
        let mantissa = (packed - &exponent).scale(inverse).reduce(cs);
        range::assert_range(cs, "mantissa", &mantissa, mantissa_bits);
        let power = pow10(cs, &digits);
        // Below 2^35 * 10^31 < 2^138, so nothing wraps.
        mantissa.mul(cs, &power)
    })
}

/// `10^e` for the binary digits of `e`, least significant first.
fn pow10(cs: &mut Builder, digits: &[Bit]) -> Num {
    let mut factor = int(10);
    let mut power = Num::one();
    for digit in digits {
        // digit ? factor : 1
        let step = Num::one().add_scaled(digit.num(), sub(factor, one()));
        power = power.mul(cs, &step);
        factor = mul(factor, factor);
    }
    power
}
