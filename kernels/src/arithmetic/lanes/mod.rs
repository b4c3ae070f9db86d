//! Eight elements side by side, one in each 64-bit lane of AVX-512 registers, as five limbs of 52 bits (IFMA).
//!
//! A limb's upper 12 bits take up carries, which are passed on only where a limb becomes a factor again: products read
//! the lower 52 bits. Montgomery form has `R = 2^260` here. As `84 p < R`, there is no subtraction anywhere: a product
//! of a value below `a p` and one below `b p` is below `(1 + a b / 84) p`, and any value below `84 p` can be a factor.
//! To keep below that is the user's part.

mod limbs;
#[cfg(test)]
mod tests;
mod words;

use super::{Adx, Arithmetic, Limbs, Portable, Residue};
use crate::Fr;
use ark_bn254::FrConfig;
use ark_ff::{BigInt, Fp, MontConfig};
pub(crate) use limbs::Limbs52;
use limbs::{Constants52, BITS};
use std::{arch::x86_64::*, marker::PhantomData};
pub(crate) use words::Words;

/// Elements side by side.
pub(crate) const LANES: usize = 8;

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

/// Whether this processor has the instructions.
pub(crate) fn detected() -> bool {
    is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512ifma")
}

/// `Adx`, and lanes where the kernels have many elements to work on.
///
/// To be used only where [`InLanes::detected`].
#[derive(Clone, Copy)]
pub(crate) struct InLanes;

impl InLanes {
    /// Whether this processor has the instructions of both.
    pub(crate) fn detected() -> bool {
        Adx::detected() && detected()
    }
}

impl Arithmetic for InLanes {
    const IN_LANES: bool = true;

    #[inline(always)]
    fn multiply<C: MontConfig<4>>(a: &Limbs, b: &Limbs) -> Limbs {
        Adx::multiply::<C>(a, b)
    }

    #[inline(always)]
    fn sum_of_products<C: MontConfig<4>>(a: &[Limbs; 6], b: &[Limbs; 6]) -> Limbs {
        Adx::sum_of_products::<C>(a, b)
    }
}

/// Eight values that can be added: limbs with carries.
#[derive(Clone, Copy)]
pub(crate) struct Sum([__m512i; 5]);

/// Eight values that can be multiplied: what stands above 52 bits of a limb does not count.
#[derive(Clone, Copy)]
pub(crate) struct Factor([__m512i; 5]);

/// Sums of products of the field of `C` by place, before reduction.
pub(crate) struct Columns<C>([__m512i; 10], PhantomData<C>);

impl Sum {
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn zero() -> Self {
        Self([_mm512_setzero_si512(); 5])
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn broadcast(x: &Limbs52) -> Self {
        Self(broadcast(x))
    }

    /// Word `word` of each input, as ark's form has its limbs.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn gather<const N: usize>(inputs: &[[Fr; N]; LANES], word: usize) -> Self {
        let mut limbs = [[0; LANES]; 5];
        for (lane, input) in inputs.iter().enumerate() {
            let x = Limbs52::new(&input[word].0 .0).0;
            for i in 0..5 {
                limbs[i][lane] = x[i];
            }
        }
        // SAFETY: both are five times eight 64-bit integers, one after the other.
        Self(unsafe { std::mem::transmute::<[[u64; LANES]; 5], [__m512i; 5]>(limbs) })
    }

    /// The elements whose form in ark the values, below `4 p`, are.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn scatter(self) -> [Fr; LANES] {
        // SAFETY: as in `gather`.
        let limbs = unsafe { std::mem::transmute::<[__m512i; 5], [[u64; LANES]; 5]>(self.0) };
        std::array::from_fn(|lane| {
            let x = Limbs52(std::array::from_fn(|i| limbs[i][lane])).join();
            let x: Residue<FrConfig, Portable> = Residue::new(&Fp::new_unchecked(BigInt(x)));
            x.reduced().element()
        })
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn add(mut self, other: &Self) -> Self {
        for i in 0..5 {
            self.0[i] = _mm512_add_epi64(self.0[i], other.0[i]);
        }
        self
    }

    /// `2^BY self`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn shifted<const BY: u32>(mut self) -> Self {
        for i in 0..5 {
            self.0[i] = _mm512_slli_epi64::<BY>(self.0[i]);
        }
        self
    }

    /// Passes the carries on; limbs may be negative, but not the value.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn carried(mut self) -> Factor {
        for i in 0..4 {
            self.0[i + 1] = _mm512_add_epi64(self.0[i + 1], _mm512_srai_epi64::<BITS>(self.0[i]));
        }
        Factor(self.0)
    }
}

impl Factor {
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn zero() -> Self {
        Self([_mm512_setzero_si512(); 5])
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn broadcast(x: &Limbs52) -> Self {
        Self(broadcast(x))
    }

    /// `self other / R`.
    #[inline]
    #[target_feature(enable = "avx512f,avx512ifma")]
    pub(crate) fn multiply<C: MontConfig<4>>(&self, other: &Self) -> Sum {
        let mut columns = Columns::<C>::zero();
        columns.add_product(self, other);
        columns.reduced()
    }
}

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

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn broadcast(x: &Limbs52) -> [__m512i; 5] {
    let mut limbs = [_mm512_setzero_si512(); 5];
    for (lanes, limb) in limbs.iter_mut().zip(x.0) {
        *lanes = _mm512_set1_epi64(limb as i64);
    }
    limbs
}
