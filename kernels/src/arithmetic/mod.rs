//! Field arithmetic below the kernels: residues of 256 bits that are reduced lazily, without branches.
//!
//! ark-ff reduces each result below p, with a branch that random data mispredicts half the time. BN254's primes leave
//! two bits of a 256-bit word free (`4 p < 2^256`), so here a residue is any representative below `2 p` (D. Harvey,
//! "Faster arithmetic for number-theoretic transforms", 2014), sums are reduced by a mask, and products need no last
//! subtraction. Residues are in Montgomery form with `R = 2^256`, as ark's elements are: conversion copies limbs.

#[cfg(target_arch = "x86_64")]
mod adx;
mod best;
#[cfg(target_arch = "x86_64")]
pub(crate) mod lanes;
#[cfg(target_arch = "x86_64")]
mod level;
mod portable;
mod residue;

#[cfg(target_arch = "x86_64")]
pub(crate) use adx::Adx;
pub(crate) use best::with_best_arithmetic;
pub(crate) use portable::Portable;
pub(crate) use residue::Residue;

use ark_ff::MontConfig;

/// Four 64-bit limbs, least significant first.
pub(crate) type Limbs = [u64; 4];

/// How products are computed. Implementations differ in speed alone.
pub(crate) trait Arithmetic: Copy + Send + Sync + 'static {
    /// Whether kernels may work in lanes, which then the processor has to have.
    const IN_LANES: bool = false;
    /// The same without lanes, for what is too small for them.
    type Alone: Arithmetic;

    /// A number below `a b / 2^256 + p` that is congruent to `a b / 2^256` (Montgomery product), where `a < 4 p` and
    /// `b` is any number of 256 bits. As `p < 0.19 * 2^256`, that is below `2 p` if both are below `2 p`, or `b < p`.
    fn multiply<C: MontConfig<4>>(a: &Limbs, b: &Limbs) -> Limbs;

    /// A number below `s / 2^256 + p` that is congruent to `s / 2^256`, where `s = sum a_i b_i`, all `a_i < 2 p` and all
    /// `b_i < p`: below `4 p`.
    fn sum_of_products<C: MontConfig<4>>(a: &[Limbs; 6], b: &[Limbs; 6]) -> Limbs;
}

/// Constants of the field of `C`.
pub(crate) struct Constants<C>(std::marker::PhantomData<C>);

impl<C: MontConfig<4>> Constants<C> {
    /// p.
    pub(crate) const P: Limbs = {
        // `multiply` and `Residue` rest on `4 p < 2^256`, with some room above.
        assert!(C::MODULUS.0[3] < 1 << 62);
        C::MODULUS.0
    };
    /// 2 p.
    pub(crate) const TWICE_P: Limbs = doubled(Self::P);
    /// p, then `-1 / p` modulo 2^64: what a product reads, in one place.
    #[cfg(target_arch = "x86_64")]
    pub(crate) const PRODUCT: [u64; 5] = [Self::P[0], Self::P[1], Self::P[2], Self::P[3], C::INV];
}

const fn doubled(a: Limbs) -> Limbs {
    [a[0] << 1, a[1] << 1 | a[0] >> 63, a[2] << 1 | a[1] >> 63, a[3] << 1 | a[2] >> 63]
}
