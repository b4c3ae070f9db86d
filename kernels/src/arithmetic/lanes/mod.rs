//! Eight elements side by side, one in each 64-bit lane of AVX-512 registers, as five limbs of 52 bits (IFMA).
//!
//! A limb's upper 12 bits take up carries, which are passed on only where a limb becomes a factor again: products read
//! the lower 52 bits. Montgomery form has `R = 2^260` here. As `84 p < R`, there is no subtraction anywhere: a product
//! of a value below `a p` and one below `b p` is below `(1 + a b / 84) p`, and any value below `84 p` can be a factor.
//! To keep below that is the user's part.

mod inverses;
mod limbs;
mod products;
#[cfg(test)]
mod tests;
mod words;

use super::{
    level::{allowed, Level},
    Adx, Arithmetic, Limbs, Portable, Residue,
};
use crate::Fr;
use ark_bn254::FrConfig;
use ark_ff::{BigInt, Fp, MontConfig};
pub(crate) use inverses::inverse_products;
pub(crate) use limbs::Limbs52;
use limbs::BITS;
pub(crate) use products::{each_row, multiply_both, Columns};
use std::arch::x86_64::*;
pub(crate) use words::Words;

/// Elements side by side.
pub(crate) const LANES: usize = 8;

/// Whether this processor has the instructions.
pub(crate) fn detected() -> bool {
    allowed() == Level::Lanes && is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512ifma")
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
    type Alone = Adx;

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

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn broadcast(x: &Limbs52) -> [__m512i; 5] {
    let mut limbs = [_mm512_setzero_si512(); 5];
    for (lanes, limb) in limbs.iter_mut().zip(x.0) {
        *lanes = _mm512_set1_epi64(limb as i64);
    }
    limbs
}
