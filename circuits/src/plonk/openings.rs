//! The scalars of the pairing equation, from opened values.
//!
//! Written once over any ring: the native verifier computes them, the generator of the verifier contract prints them.

use super::words::{ProofValues, FIXED_GROUPS, GROUP, QUOTIENT_GROUPS, WIRE_GROUPS};
use crate::gates::ring::{add, int, mul, square, sub};
use crate::gates::Ring;

/// What the openings depend on beside the values.
#[derive(Clone, Debug)]
pub struct Opening<R> {
    /// The first point.
    pub z: R,
    /// The second point, `zw`.
    pub next: R,
    /// `1 / (z - zw)`
    pub inverse: R,
    /// Separates the groups.
    pub v: R,
    /// Where the combination is checked.
    pub u: R,
    /// The weight of this proof among those that are merged.
    pub weight: R,
}

/// What multiplies each point on the left of `e(left, [1]_2) = e(right, [x]_2)`. On the right there is `weight [W']`.
#[derive(Clone, Debug)]
pub struct Scalars<R> {
    /// Of the columns' groups.
    pub wires: [R; WIRE_GROUPS],
    /// Of the grand product.
    pub product: R,
    /// Of the quotient's groups.
    pub quotient: [R; QUOTIENT_GROUPS],
    /// Of the key's groups.
    pub fixed: [R; FIXED_GROUPS],
    /// Of `[1]_1`, negated.
    pub minus_generator: R,
    /// Of `W`, negated.
    pub minus_opening: R,
    /// Of `W'`.
    pub evaluation: R,
}

impl<R: Ring> Scalars<R> {
    /// The scalars of a proof.
    pub fn new(values: &ProofValues<R>, at: &Opening<R>) -> Self {
        let cube = mul(square(at.u), at.u);
        let (from_z, from_next) = (sub(cube, at.z), sub(cube, at.next));
        let mut scale = at.weight;
        let mut weights = || {
            let weight = scale;
            scale = mul(scale, at.v);
            weight
        };
        // Groups that are opened at both points ...
        let wires = [(); WIRE_GROUPS].map(|()| weights());
        let product = weights();
        // ... and at z only.
        let mut weights_at_z = || mul(weights(), from_next);
        let quotient = [(); QUOTIENT_GROUPS].map(|()| weights_at_z());
        let fixed = [(); FIXED_GROUPS].map(|()| weights_at_z());

        let here = at.groups(&values.columns, &[values.product]);
        let there = at.groups(&values.next_columns, &[values.next_product]);
        // The remainder of degree 5 that is `here` modulo X^3 - z and `there` modulo X^3 - zw.
        let both = mul(sub(mul(here, from_next), mul(there, from_z)), at.inverse);
        let only = mul(at.groups(&values.quotient, &values.fixed), from_next);
        let shift = (0..=WIRE_GROUPS).fold(at.v, |power, i| if i == 0 { power } else { mul(power, at.v) });
        Self {
            wires,
            product,
            quotient,
            fixed,
            minus_generator: mul(at.weight, add(both, mul(shift, only))),
            minus_opening: mul(at.weight, mul(from_z, from_next)),
            evaluation: mul(at.weight, at.u),
        }
    }
}

impl<R: Ring> Opening<R> {
    /// The values of both lists, three a group, as polynomials at `u`, with powers of `v`.
    fn groups(&self, first: &[R], second: &[R]) -> R {
        let groups: Vec<R> =
            first.chunks(GROUP).chain(second.chunks(GROUP)).map(|group| horner(group, self.u)).collect();
        horner(&groups, self.v)
    }
}

/// `sum_i coefficients_i x^i`
fn horner<R: Ring>(coefficients: &[R], x: R) -> R {
    coefficients.iter().rev().fold(int(0), |sum, coefficient| add(mul(sum, x), *coefficient))
}
