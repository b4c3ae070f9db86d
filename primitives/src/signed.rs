//! Signed integers as field elements: `x` is `x`, `-x` is `p - x`. The circuits' signed numbers are these, and the native rules
//! of operations use what is here beside the circuits' divisions.

use crate::Felt;

/// The element of a signed integer.
pub fn from_i128(x: i128) -> Felt {
    let magnitude = Felt::from(x.unsigned_abs()).to_fr();
    if x < 0 {
        Felt::from(-magnitude)
    } else {
        Felt::from(magnitude)
    }
}

/// The signed integer `-2^bits < x < 2^bits` of an element, for at most 127 bits; `None` if it is none.
pub fn to_i128(x: Felt, bits: u32) -> Option<i128> {
    let (magnitude, negative) = match x.to_u128() {
        Some(magnitude) => (magnitude, false),
        None => (Felt::from(-x.to_fr()).to_u128()?, true),
    };
    let magnitude = i128::try_from(magnitude).ok().filter(|x| bits >= 127 || x >> bits == 0)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// Quotient and remainder of a division that rounds down: `a = quotient * b + remainder`, `0 <= remainder < b`; `None` if
/// `b <= 0`. To round up, take `-divide_floor(-a, b)`.
pub fn divide_floor(a: i128, b: i128) -> Option<(i128, i128)> {
    (b > 0).then(|| (a.div_euclid(b), a.rem_euclid(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ranges_are_symmetric_and_zero_is_one_element() {
        assert_eq!(from_i128(0), Felt::ZERO);
        for (x, bits, fits) in
            [(15, 4, true), (-15, 4, true), (16, 4, false), (-16, 4, false), (0, 0, true), (1, 0, false)]
        {
            assert_eq!(to_i128(from_i128(x), bits), fits.then_some(x), "{x} in {bits} bits");
        }
        assert_eq!(to_i128(from_i128(i128::MIN), 127), None);
        assert_eq!(divide_floor(-100, 3), Some((-34, 2)));
        assert_eq!((divide_floor(1, 0), divide_floor(1, -1)), (None, None));
    }

    proptest! {
        #[test]
        fn integers_come_back(x in (-i128::MAX)..=i128::MAX, b in 1..=i128::MAX) {
            prop_assert_eq!(to_i128(from_i128(x), 127), Some(x));
            let (quotient, remainder) = divide_floor(x, b).unwrap();
            // The product may lie just below what the type holds.
            let sum = quotient.wrapping_mul(b).wrapping_add(remainder);
            prop_assert!((0..b).contains(&remainder) && sum == x);
        }
    }
}
