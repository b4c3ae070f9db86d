//! Signed digits.

use crate::arithmetic::Limbs;
use rayon::prelude::*;

/// Digits of `bits` bits, from `-2^(bits - 1)` to `2^(bits - 1)`, the least significant window first.
pub(super) struct Windows {
    pub(super) bits: u32,
    pub(super) count: usize,
}

/// Wider windows would have more buckets than caches hold.
const MAX_BITS: u32 = 17;

/// Additions that a window's fixed work is worth, as measured.
const WINDOW_COST: usize = 300;

impl Windows {
    /// The cheapest windows for `terms` scalars of at most `scalar_bits` bits; none if there are no terms.
    pub(super) fn choose(terms: usize, scalar_bits: u32) -> Option<Self> {
        if terms == 0 {
            return None;
        }
        // One bit above the scalar takes what is carried.
        (2..=MAX_BITS).map(|bits| Self { bits, count: (scalar_bits + 1).div_ceil(bits) as usize }).min_by_key(
            |windows| {
                // Additions: all terms but the first one of each bucket, then two a bucket to weigh them.
                let buckets = windows.buckets();
                let used = buckets.min(terms);
                windows.count * (terms + used + WINDOW_COST + buckets / 16)
            },
        )
    }

    /// Sizes of digits, except zero.
    pub(super) fn buckets(&self) -> usize {
        1 << (self.bits - 1)
    }

    /// Adds `2^(bits - 1)` in all windows but the top one, so that each digit can be read by itself, without a carry from
    /// below: a window of the sum, minus what was added to it, is the digit. The top digit has no sign; as the windows
    /// together have a bit more than the scalars, it is at most `2^(bits - 1)` too.
    pub(super) fn prepare(&self, scalars: &mut [Limbs]) {
        let mut offset = [0u64; 4];
        for window in 0..self.count - 1 {
            let bit = (window as u32 + 1) * self.bits - 1;
            offset[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        scalars.par_chunks_mut(1 << 12).for_each(|scalars| {
            for scalar in scalars {
                let mut carry = false;
                for (limb, offset) in scalar.iter_mut().zip(offset) {
                    let (sum, c) = limb.overflowing_add(offset);
                    let (sum, d) = sum.overflowing_add(carry as u64);
                    (*limb, carry) = (sum, c | d);
                }
            }
        });
    }

    /// How to read a window's digits.
    pub(super) fn reader(&self, window: usize) -> Reader {
        let bit = window as u32 * self.bits;
        let top = window + 1 == self.count;
        Reader {
            limb: (bit / 64) as usize,
            shift: bit % 64,
            mask: (1 << self.bits) - 1,
            offset: if top { 0 } else { 1 << (self.bits - 1) },
        }
    }
}

/// Reads the digits of one window from prepared scalars.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    limb: usize,
    shift: u32,
    mask: u64,
    offset: i32,
}

impl Reader {
    /// The digit of a prepared scalar.
    #[inline(always)]
    pub(super) fn digit(&self, scalar: &Limbs) -> i32 {
        let low = scalar[self.limb];
        let high = if self.limb < 3 { scalar[self.limb + 1] } else { 0 };
        let both = (low as u128 | (high as u128) << 64) >> self.shift;
        (both as u64 & self.mask) as i32 - self.offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_bn254::Fr;
    use ark_ff::{BigInt, Field, PrimeField};
    use proptest::prelude::*;

    fn check(scalar: Limbs, scalar_bits: u32) {
        for bits in 2..=MAX_BITS {
            let windows = Windows { bits, count: (scalar_bits + 1).div_ceil(bits) as usize };
            let mut prepared = [scalar];
            windows.prepare(&mut prepared);
            let mut sum = Fr::from(0);
            for window in (0..windows.count).rev() {
                let digit = windows.reader(window).digit(&prepared[0]);
                assert!(digit.unsigned_abs() as usize <= windows.buckets(), "{bits} {window} {digit}");
                sum = sum * Fr::from(2).pow([bits as u64]) + Fr::from(digit);
            }
            assert_eq!(sum.into_bigint(), BigInt(scalar));
        }
    }

    proptest! {
        #[test]
        fn digits_make_up_the_scalar(limbs: Limbs, bits in 1u32..=253) {
            let mut scalar = limbs;
            for (i, limb) in scalar.iter_mut().enumerate() {
                let kept = bits.saturating_sub(64 * i as u32).min(64);
                *limb &= ((1u128 << kept) - 1) as u64;
            }
            if BigInt(scalar) <= Fr::MODULUS_MINUS_ONE_DIV_TWO {
                check(scalar, bits);
            }
        }
    }

    #[test]
    fn full_digits_do_not_overflow() {
        check(Fr::MODULUS_MINUS_ONE_DIV_TWO.0, 253);
        check([0; 4], 1);
        for bits in 1..=252 {
            let power = Fr::from(2).pow([bits]).into_bigint().0;
            check(power, bits as u32 + 1);
            check((Fr::from(2).pow([bits]) - Fr::from(1)).into_bigint().0, bits as u32);
        }
    }

    #[test]
    fn a_column_of_bits_is_one_window() {
        assert_eq!(Windows::choose(1 << 16, 1).unwrap().count, 1);
        assert!(Windows::choose(0, 0).is_none());
    }
}
