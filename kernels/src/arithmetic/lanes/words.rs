//! Eight residues between memory and lanes.

use super::{
    limbs::{Constants52, BITS, MASK},
    Factor, Limbs52, Sum, LANES,
};
use crate::arithmetic::Limbs;
use ark_ff::MontConfig;
use std::{arch::x86_64::*, mem::transmute};

/// Eight numbers of 256 bits, by 64-bit limb.
#[derive(Clone, Copy)]
pub(crate) struct Words([__m512i; 4]);

impl Words {
    /// One number a lane.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn load(numbers: [&Limbs; LANES]) -> Self {
        let mut rows = [_mm512_setzero_si512(); 4];
        for (i, row) in rows.iter_mut().enumerate() {
            // SAFETY: both are eight 64-bit integers.
            let [low, high] = unsafe { transmute::<[Limbs; 2], [__m256i; 2]>([*numbers[i], *numbers[i + 4]]) };
            *row = _mm512_inserti64x4::<1>(_mm512_castsi256_si512(low), high);
        }
        Self(transposed(rows))
    }

    /// The numbers.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn numbers(self) -> [Limbs; LANES] {
        // SAFETY: both are 32 64-bit integers.
        let [a, b, c, d] = unsafe { transmute::<[__m512i; 4], [[Limbs; 2]; 4]>(transposed(self.0)) };
        [a[0], b[0], c[0], d[0], a[1], b[1], c[1], d[1]]
    }

    /// The lanes in which the lowest limb is zero.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn maybe_zero(&self) -> u8 {
        _mm512_testn_epi64_mask(self.0[0], self.0[0])
    }

    /// The lanes in which the number is zero.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn zeros(&self) -> u8 {
        let [a, b, c, d] = self.0;
        let limbs = _mm512_or_si512(_mm512_or_si512(a, b), _mm512_or_si512(c, d));
        _mm512_testn_epi64_mask(limbs, limbs)
    }

    /// The numbers in limbs of 52 bits.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn sum(&self) -> Sum {
        let [a, b, c, d] = self.0;
        let mask = _mm512_set1_epi64(MASK as i64);
        let second = _mm512_or_si512(_mm512_srli_epi64::<52>(a), _mm512_slli_epi64::<12>(b));
        let third = _mm512_or_si512(_mm512_srli_epi64::<40>(b), _mm512_slli_epi64::<24>(c));
        let fourth = _mm512_or_si512(_mm512_srli_epi64::<28>(c), _mm512_slli_epi64::<36>(d));
        Sum([
            _mm512_and_si512(a, mask),
            _mm512_and_si512(second, mask),
            _mm512_and_si512(third, mask),
            _mm512_and_si512(fourth, mask),
            _mm512_srli_epi64::<16>(d),
        ])
    }
}

/// Of two squares of 4 by 4 side by side.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn transposed(rows: [__m512i; 4]) -> [__m512i; 4] {
    let [a, b, c, d] = rows;
    let (ab0, ab1) = (_mm512_unpacklo_epi64(a, b), _mm512_unpackhi_epi64(a, b));
    let (cd0, cd1) = (_mm512_unpacklo_epi64(c, d), _mm512_unpackhi_epi64(c, d));
    let low = _mm512_set_epi64(13, 12, 5, 4, 9, 8, 1, 0);
    let high = _mm512_set_epi64(15, 14, 7, 6, 11, 10, 3, 2);
    [
        _mm512_permutex2var_epi64(ab0, low, cd0),
        _mm512_permutex2var_epi64(ab1, low, cd1),
        _mm512_permutex2var_epi64(ab0, high, cd0),
        _mm512_permutex2var_epi64(ab1, high, cd1),
    ]
}

impl Sum {
    /// `self - other + 2 p times`, which must not be negative.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn minus<C: MontConfig<4>>(mut self, other: &Self, times: u64) -> Self {
        for i in 0..5 {
            let multiple = _mm512_set1_epi64((times * Constants52::<C>::TWICE_P.0[i]) as i64);
            self.0[i] = _mm512_add_epi64(_mm512_sub_epi64(self.0[i], other.0[i]), multiple);
        }
        self
    }

    /// The lanes in which a difference of limbs of 52 bits may stand for zero, -p or p.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn maybe_multiple<C: MontConfig<4>>(&self) -> u8 {
        let p = Constants52::<C>::P.0[0];
        let limb = _mm512_and_si512(self.0[0], _mm512_set1_epi64(MASK as i64));
        _mm512_testn_epi64_mask(limb, limb)
            | _mm512_cmpeq_epi64_mask(limb, _mm512_set1_epi64(p as i64))
            | _mm512_cmpeq_epi64_mask(limb, _mm512_set1_epi64((1 << BITS) - p as i64))
    }

    /// A value below 8 p as numbers below `1.1 p`: minus p as often as its top limb tells, or once less.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn words<C: MontConfig<4>>(self) -> Words {
        self.least::<C>().joined()
    }

    /// The numbers that limbs of 52 bits stand for.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn joined(self) -> Words {
        let [a, b, c, d, e] = self.0;
        Words([
            _mm512_or_si512(a, _mm512_slli_epi64::<52>(b)),
            _mm512_or_si512(_mm512_srli_epi64::<12>(b), _mm512_slli_epi64::<40>(c)),
            _mm512_or_si512(_mm512_srli_epi64::<24>(c), _mm512_slli_epi64::<28>(d)),
            _mm512_or_si512(_mm512_srli_epi64::<36>(d), _mm512_slli_epi64::<16>(e)),
        ])
    }

    /// As `words`, in limbs of 52 bits.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn least<C: MontConfig<4>>(self) -> Sum {
        let mask = _mm512_set1_epi64(MASK as i64);
        let Factor(mut limbs) = self.carried();
        let quotient = _mm512_set1_epi64(Constants52::<C>::QUOTIENT as i64);
        let quotient = _mm512_madd52hi_epu64(_mm512_setzero_si512(), limbs[4], quotient);
        for limb in &mut limbs[..4] {
            *limb = _mm512_and_si512(*limb, mask);
        }
        // SAFETY: both are 40 64-bit integers.
        let multiples = unsafe { transmute::<[[u64; 8]; 5], [__m512i; 5]>(Constants52::<C>::MULTIPLES) };
        for (limb, multiples) in limbs.iter_mut().zip(multiples) {
            *limb = _mm512_sub_epi64(*limb, _mm512_permutexvar_epi64(quotient, multiples));
        }
        let Factor(mut limbs) = Sum(limbs).carried();
        for limb in &mut limbs[..4] {
            *limb = _mm512_and_si512(*limb, mask);
        }
        Sum(limbs)
    }
}

impl Factor {
    /// Replaces the lanes of `mask` by `number`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn with(mut self, mask: u8, number: &Limbs52) -> Self {
        for i in 0..5 {
            self.0[i] = _mm512_mask_set1_epi64(self.0[i], mask, number.0[i] as i64);
        }
        self
    }
}
