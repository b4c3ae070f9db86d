//! Values of a chain of additions on Baby Jubjub.

use crate::convert::{from_ark, to_ark};
use crate::field::{one, zero, Fr};
use crate::gates::edwards::{A, D};
use ark_bn254::Fr as Native;
use ark_ff::Field;
use zelkova_kernels::batch_inverse;

/// Coordinates of a point, as values.
pub type Coordinates = (Fr, Fr);

/// The neutral element.
pub fn identity() -> Coordinates {
    (zero(), one())
}

/// What is added.
#[derive(Clone, Copy, Debug)]
pub(super) enum Summand {
    /// The sum so far.
    Itself,
    /// A point.
    Point(Coordinates),
}

/// The sum after each addition; anything where a point is not on the curve. All denominators are inverted at once.
pub(super) fn sums(start: Coordinates, summands: &[Summand]) -> Vec<Coordinates> {
    let mut sum = Projective::new(start);
    let sums = summands.iter().map(|summand| {
        let other = match summand {
            Summand::Itself => sum,
            Summand::Point(point) => Projective::new(*point),
        };
        sum = sum.plus(&other);
        sum
    });
    let sums: Vec<Projective> = sums.collect();
    let mut inverses: Vec<Native> = sums.iter().map(|sum| sum.z).collect();
    batch_inverse(&mut inverses);
    let affine = |(sum, inverse): (&Projective, &Native)| (from_ark(sum.x * inverse), from_ark(sum.y * inverse));
    sums.iter().zip(&inverses).map(affine).collect()
}

/// `left + right`; anything if one of them is not on the curve.
#[cfg(test)]
pub(crate) fn add_points(left: Coordinates, right: Coordinates) -> Coordinates {
    sums(left, &[Summand::Point(right)])[0]
}

/// `x = X/Z`, `y = Y/Z`.
#[derive(Clone, Copy)]
struct Projective {
    x: Native,
    y: Native,
    z: Native,
}

impl Projective {
    fn new((x, y): Coordinates) -> Self {
        Self { x: to_ark(x), y: to_ark(y), z: Native::ONE }
    }

    /// The complete addition (D. Bernstein, P. Birkner, M. Joye, T. Lange, C. Peters, "Twisted Edwards Curves", 2008,
    /// section 6).
    fn plus(&self, other: &Self) -> Self {
        let z = self.z * other.z;
        let (square, xx, yy) = (z.square(), self.x * other.x, self.y * other.y);
        let product = Native::from(D) * xx * yy;
        let (minus, plus) = (square - product, square + product);
        let cross = (self.x + self.y) * (other.x + other.y) - xx - yy;
        Self { x: z * minus * cross, y: z * plus * (yy - Native::from(A) * xx), z: minus * plus }
    }
}
