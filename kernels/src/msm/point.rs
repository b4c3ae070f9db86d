//! Points in affine coordinates over lazily reduced residues.

use crate::{
    arithmetic::{Arithmetic, Residue},
    G1Affine,
};
use ark_bn254::FqConfig;

/// An element of the field of coordinates.
pub(super) type Coordinate<A> = Residue<FqConfig, A>;

/// A point of G1, one cache line. Infinity has `x = 0`, as no point of G1 has: on `y^2 = x^3 + b` points with `x = 0`
/// have order 3, and the order of G1 is another prime.
#[repr(align(64))]
pub(super) struct Point<A> {
    pub(super) x: Coordinate<A>,
    pub(super) y: Coordinate<A>,
}

impl<A> Clone for Point<A> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<A> Copy for Point<A> {}

/// What adding two points comes to.
pub(super) enum Kind {
    /// Neither is infinity, and their x differ.
    Chord,
    /// Twice the same point.
    Tangent,
    /// A point and its negative.
    Cancel,
    /// The first is infinity.
    Second,
    /// The second is infinity.
    First,
}

impl<A: Arithmetic> Point<A> {
    pub(super) const INFINITY: Self = Self { x: Coordinate::ZERO, y: Coordinate::ZERO };

    /// `point`, which is not infinity.
    #[inline(always)]
    pub(super) fn new(point: &G1Affine) -> Self {
        Self { x: Coordinate::new(&point.x), y: Coordinate::new(&point.y) }
    }

    pub(super) fn affine(&self) -> G1Affine {
        if self.is_infinity() {
            G1Affine::identity()
        } else {
            G1Affine::new_unchecked(self.x.element(), self.y.element())
        }
    }

    #[inline(always)]
    pub(super) fn is_infinity(&self) -> bool {
        self.x.is_plain_zero()
    }

    /// The negative if `negative`, without a branch on it.
    #[inline(always)]
    pub(super) fn signed(&self, negative: bool) -> Self {
        Self { x: self.x, y: self.y.negate_if(negative) }
    }

    #[inline(always)]
    pub(super) fn kind(&self, other: &Self, difference: &Coordinate<A>) -> Kind {
        if self.is_infinity() {
            Kind::Second
        } else if other.is_infinity() {
            Kind::First
        } else if !difference.is_zero() {
            Kind::Chord
        } else if (self.y - other.y).is_zero() {
            // No point has y = 0: it would have order 2.
            Kind::Tangent
        } else {
            Kind::Cancel
        }
    }

    /// The third point of the line of this slope through `self` and a point with x `other`, negated.
    #[inline(always)]
    pub(super) fn along(&self, slope: &Coordinate<A>, other: &Coordinate<A>) -> Self {
        let x = slope.square() - self.x - *other;
        let y = (self.x - x) * *slope - self.y;
        Self { x, y }
    }

    /// The tangent's `3 x^2`, to be divided by `2 y`.
    #[inline(always)]
    pub(super) fn tangent(&self) -> Coordinate<A> {
        let square = self.x.square();
        square.double() + square
    }
}
