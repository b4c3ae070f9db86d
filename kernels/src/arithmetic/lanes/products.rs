//! Products, row by row.

use super::{
    broadcast,
    limbs::{Constants52, BITS},
    Factor, Limbs52, Sum,
};
use ark_ff::MontConfig;
use std::{arch::x86_64::*, marker::PhantomData};

/// Runs a block for each row of a product or of its reduction, with the row as constant `$row`. A row waits for the one
/// before it, and processors look only some hundred instructions ahead, so rows of independent products run in turns.
macro_rules! each_row {
    ($row:ident, $block:block) => {
        each_row!($row, $block, 0 1 2 3 4)
    };
    ($row:ident, $block:block, $($i:literal)*) => {$({
        const $row: usize = $i;
        $block
    })*};
}
pub(crate) use each_row;

/// Sums of products of the field of `C` by place, before reduction.
pub(crate) struct Columns<C>([__m512i; 10], PhantomData<C>);

impl<C: MontConfig<4>> Columns<C> {
    /// A value times R.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn of_sum(x: &Limbs52) -> Self {
        let mut columns = [_mm512_setzero_si512(); 10];
        columns[5..].copy_from_slice(&broadcast(x));
        Self(columns, PhantomData)
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn zero() -> Self {
        Self([_mm512_setzero_si512(); 10], PhantomData)
    }

    /// Adds `a b`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn add_product(&mut self, a: &Factor, b: &Factor) {
        each_row!(I, { self.add_row::<I>(a, b) });
    }

    /// Adds what limb `I` of b contributes to `a b`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn add_row<const I: usize>(&mut self, a: &Factor, b: &Factor) {
        for j in 0..5 {
            self.add(I + j, a.0[j], b.0[I]);
        }
    }

    /// Turns zero into `a^2`, if called for each row in order. Products of different limbs are computed once and doubled
    /// before the last row adds the others.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn add_square_row<const I: usize>(&mut self, a: &Factor) {
        for j in I + 1..5 {
            self.add(I + j, a.0[j], a.0[I]);
        }
        if I == 4 {
            for column in 1..9 {
                self.0[column] = _mm512_slli_epi64::<1>(self.0[column]);
            }
            for j in 0..5 {
                self.add(2 * j, a.0[j], a.0[j]);
            }
        }
    }

    /// Adds `a b` at a place.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    fn add(&mut self, place: usize, a: __m512i, b: __m512i) {
        self.0[place] = _mm512_madd52lo_epu64(self.0[place], a, b);
        self.0[place + 1] = _mm512_madd52hi_epu64(self.0[place + 1], a, b);
    }

    /// The value over R.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn reduced(mut self) -> Sum {
        each_row!(I, { self.reduce_row::<I>() });
        self.sum()
    }

    /// Makes limb `I` count no more, if called for each row in order. Three limbs are folded,
    /// `m + 2^52 T = 2^52 (T + m (2^-52 mod p))`, which needs no product to find a factor but adds up to `2^52 p`; two are
    /// cleared as Montgomery does, after which less than p has been added (and a little).
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn reduce_row<const I: usize>(&mut self) {
        if I < 3 {
            let limb = self.0[I];
            self.0[I + 1] = _mm512_add_epi64(self.0[I + 1], _mm512_srli_epi64::<BITS>(limb));
            for (j, factor) in Constants52::<C>::FOLD.0.iter().enumerate() {
                self.add(I + 1 + j, limb, _mm512_set1_epi64(*factor as i64));
            }
            return;
        }
        let m = _mm512_madd52lo_epu64(
            _mm512_setzero_si512(),
            self.0[I],
            _mm512_set1_epi64(Constants52::<C>::INVERSE as i64),
        );
        for (j, limb) in Constants52::<C>::P.0.iter().enumerate() {
            self.add(I + j, m, _mm512_set1_epi64(*limb as i64));
        }
        self.0[I + 1] = _mm512_add_epi64(self.0[I + 1], _mm512_srli_epi64::<BITS>(self.0[I]));
    }

    /// `reduced` of two, in turns.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn both_reduced(mut first: Self, mut second: Self) -> [Sum; 2] {
        each_row!(I, {
            first.reduce_row::<I>();
            second.reduce_row::<I>();
        });
        [first.sum(), second.sum()]
    }

    /// The value over R once its rows are reduced.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn sum(self) -> Sum {
        let [_, _, _, _, _, limbs @ ..] = self.0;
        Sum(limbs)
    }
}

/// `a b / R` of two pairs, in turns.
#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
pub(crate) fn multiply_both<C: MontConfig<4>>(a: &[Factor; 2], b: &[Factor; 2]) -> [Sum; 2] {
    let (mut c, mut d) = (Columns::<C>::zero(), Columns::<C>::zero());
    each_row!(I, {
        c.add_row::<I>(&a[0], &b[0]);
        d.add_row::<I>(&a[1], &b[1]);
    });
    Columns::both_reduced(c, d)
}
