//! A residue with operators.

use super::{Arithmetic, Constants, Limbs};
use ark_ff::{BigInt, Field, Fp, MontBackend, MontConfig};
use std::{
    marker::PhantomData,
    ops::{Add, Mul, Sub},
};

/// An element of the field of `C` in Montgomery form, as some representative below `2 p`; `A` multiplies.
pub(crate) struct Residue<C, A>(pub(crate) Limbs, PhantomData<(C, A)>);

impl<C, A> Clone for Residue<C, A> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<C, A> Copy for Residue<C, A> {}

impl<C: MontConfig<4>, A: Arithmetic> Residue<C, A> {
    pub(crate) const ZERO: Self = Self([0; 4], PhantomData);
    pub(crate) const ONE: Self = Self(C::R.0, PhantomData);

    #[inline(always)]
    pub(crate) fn new(element: &Fp<MontBackend<C, 4>, 4>) -> Self {
        Self(element.0 .0, PhantomData)
    }

    /// Limbs below `2 p`.
    #[inline(always)]
    pub(crate) fn from_limbs(limbs: Limbs) -> Self {
        Self(limbs, PhantomData)
    }

    #[inline(always)]
    pub(crate) fn element(self) -> Fp<MontBackend<C, 4>, 4> {
        Fp::new_unchecked(BigInt(subtract_if_not_less(self.0, &Constants::<C>::P)))
    }

    /// Whether this is the representative 0 (p is the other one of zero).
    #[inline(always)]
    pub(crate) fn is_plain_zero(&self) -> bool {
        (self.0[0] | self.0[1]) | (self.0[2] | self.0[3]) == 0
    }

    #[inline(always)]
    pub(crate) fn is_zero(&self) -> bool {
        // One limb tells in all but 2^-63 of cases.
        (self.0[0] == 0 || self.0[0] == Constants::<C>::P[0]) && (self.is_plain_zero() || self.0 == Constants::<C>::P)
    }

    #[inline(always)]
    pub(crate) fn square(&self) -> Self {
        *self * *self
    }

    #[inline(always)]
    pub(crate) fn double(&self) -> Self {
        *self + *self
    }

    /// `-self` if `negate`, without a branch on it. Not for zero, of which `2 p` would come, out of range.
    #[inline(always)]
    pub(crate) fn negate_if(&self, negate: bool) -> Self {
        let negative = sub(&Constants::<C>::TWICE_P, &self.0).0;
        let mask = (negate as u64).wrapping_neg();
        Self(std::array::from_fn(|i| (negative[i] & mask) | (self.0[i] & !mask)), PhantomData)
    }

    /// The inverse; none of zero.
    pub(crate) fn inverse(&self) -> Option<Self> {
        self.element().inverse().map(|inverse| Self::new(&inverse))
    }

    /// `self + other`, below `4 p`: for `reduced`, or times an element that is fully reduced (`self` the first factor).
    #[inline(always)]
    pub(crate) fn add_lazily(&self, other: &Self) -> Self {
        Self(add(&self.0, &other.0), PhantomData)
    }

    /// `self - other + 2 p`, below `4 p`: for `reduced`, or times an element that is fully reduced (`self` the first factor).
    #[inline(always)]
    pub(crate) fn sub_lazily(&self, other: &Self) -> Self {
        Self(sub(&add(&self.0, &Constants::<C>::TWICE_P), &other.0).0, PhantomData)
    }

    /// `sum a_i b_i` of residues and elements that are fully reduced.
    #[inline(always)]
    pub(crate) fn sum_of_products(a: &[Limbs; 6], b: &[Limbs; 6]) -> Self {
        Self(A::sum_of_products::<C>(a, b), PhantomData).reduced()
    }

    /// Below `2 p`, of a representative below `4 p`.
    #[inline(always)]
    pub(crate) fn reduced(&self) -> Self {
        Self(subtract_if_not_less(self.0, &Constants::<C>::TWICE_P), PhantomData)
    }
}

impl<C: MontConfig<4>, A: Arithmetic> Add for Residue<C, A> {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.add_lazily(&other).reduced()
    }
}

impl<C: MontConfig<4>, A: Arithmetic> Sub for Residue<C, A> {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        let (difference, borrow) = sub(&self.0, &other.0);
        let mask = (borrow as u64).wrapping_neg();
        Self(add(&difference, &Constants::<C>::TWICE_P.map(|limb| limb & mask)), PhantomData)
    }
}

impl<C: MontConfig<4>, A: Arithmetic> Mul for Residue<C, A> {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(A::multiply::<C>(&self.0, &other.0), PhantomData)
    }
}

#[inline(always)]
fn add(a: &Limbs, b: &Limbs) -> Limbs {
    let mut out = [0; 4];
    let mut carry = false;
    for i in 0..4 {
        let (sum, c) = a[i].overflowing_add(b[i]);
        let (sum, d) = sum.overflowing_add(carry as u64);
        (out[i], carry) = (sum, c | d);
    }
    out
}

#[inline(always)]
fn sub(a: &Limbs, b: &Limbs) -> (Limbs, bool) {
    let mut out = [0; 4];
    let mut borrow = false;
    for i in 0..4 {
        let (difference, c) = a[i].overflowing_sub(b[i]);
        let (difference, d) = difference.overflowing_sub(borrow as u64);
        (out[i], borrow) = (difference, c | d);
    }
    (out, borrow)
}

#[inline(always)]
fn subtract_if_not_less(a: Limbs, b: &Limbs) -> Limbs {
    let (difference, borrow) = sub(&a, b);
    let mask = (borrow as u64).wrapping_neg();
    std::array::from_fn(|i| (a[i] & mask) | (difference[i] & !mask))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::Portable;
    use ark_bn254::{Fq, FqConfig, Fr, FrConfig};
    use ark_ff::{AdditiveGroup, UniformRand};
    use proptest::prelude::*;
    use rand::SeedableRng;

    /// The field's operations on both representatives of each operand.
    fn agree<C: MontConfig<4>, A: Arithmetic>(x: Fp<MontBackend<C, 4>, 4>, y: Fp<MontBackend<C, 4>, 4>) {
        let both = |e: &Fp<MontBackend<C, 4>, 4>| {
            [Residue::<C, A>::new(e), Residue(add(&e.0 .0, &Constants::<C>::P), PhantomData)]
        };
        for a in both(&x) {
            for b in both(&y) {
                for (residue, element) in [(a + b, x + y), (a - b, x - y), (a * b, x * y)] {
                    assert!(sub(&residue.0, &Constants::<C>::TWICE_P).1, "below 2 p");
                    assert_eq!(residue.element(), element);
                    assert_eq!(residue.is_zero(), element == Fp::from(0u8));
                }
                for factor in [x, y] {
                    let reduced = Residue::new(&factor);
                    assert_eq!((a.add_lazily(&b) * reduced).element(), (x + y) * factor);
                    assert_eq!((a.sub_lazily(&b) * reduced).element(), (x - y) * factor);
                }
                assert_eq!(a.sub_lazily(&b).reduced().element(), x - y);
                let sum = Residue::<C, A>::sum_of_products(
                    &[a.0, b.0, a.0, b.0, a.0, b.0],
                    &[x, y, y, x, x, x].map(|z| z.0 .0),
                );
                assert!(sub(&sum.0, &Constants::<C>::TWICE_P).1, "below 2 p");
                assert_eq!(sum.element(), x * (x.double() + y) + y * (y + x.double()));
            }
            assert_eq!(a.double().element(), x.double());
            assert_eq!(a.square().element(), x.square());
            assert_eq!(a.inverse().map(Residue::element), x.inverse());
        }
    }

    fn agree_all(q: (Fq, Fq), r: (Fr, Fr)) {
        agree::<FqConfig, Portable>(q.0, q.1);
        agree::<FrConfig, Portable>(r.0, r.1);
        #[cfg(target_arch = "x86_64")]
        if crate::arithmetic::Adx::detected() {
            agree::<FqConfig, crate::arithmetic::Adx>(q.0, q.1);
            agree::<FrConfig, crate::arithmetic::Adx>(r.0, r.1);
        }
    }

    #[test]
    fn ends_of_the_range_agree_with_ark() {
        let q = [Fq::from(0), Fq::from(1), Fq::from(-1), Fq::new_unchecked(BigInt([1, 0, 0, 0]))];
        let r = [Fr::from(0), Fr::from(1), Fr::from(-1), Fr::new_unchecked(BigInt([1, 0, 0, 0]))];
        for i in 0..q.len() {
            for j in 0..q.len() {
                agree_all((q[i], q[j]), (r[i], r[j]));
            }
        }
    }

    proptest! {
        #[test]
        fn operations_agree_with_ark(seed: u64) {
            let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
            let q = (Fq::rand(&mut rng), Fq::rand(&mut rng));
            let r = (Fr::rand(&mut rng), Fr::rand(&mut rng));
            agree_all(q, r);
        }
    }
}
