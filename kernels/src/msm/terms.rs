//! What is left to add once trivial terms are gone.

use super::point::Point;
use crate::{
    arithmetic::{Arithmetic, Limbs},
    Fr, G1Affine,
};
use ark_ec::AffineRepr;
use ark_ff::{BigInteger, PrimeField};
use rayon::prelude::*;

/// Terms in one piece of work.
const CHUNK: usize = 1 << 10;

/// Points, none of them infinity, with their scalars, `0 < scalar < p / 2`, as plain integers.
pub(super) struct Terms<A> {
    pub(super) points: Vec<Point<A>>,
    pub(super) scalars: Vec<Limbs>,
    /// Length of the longest scalar.
    pub(super) bits: u32,
}

impl<A: Arithmetic> Terms<A> {
    pub(super) fn new(bases: &[G1Affine], scalars: &[Fr]) -> Self {
        let parts: Vec<Self> =
            bases.par_chunks(CHUNK).zip(scalars.par_chunks(CHUNK)).map(|(b, s)| Self::of_chunk(b, s)).collect();
        let count = parts.iter().map(|part| part.points.len()).sum();
        let mut all = Self::with_capacity(count);
        for part in parts {
            all.points.extend_from_slice(&part.points);
            all.scalars.extend_from_slice(&part.scalars);
            all.bits = all.bits.max(part.bits);
        }
        all
    }

    fn with_capacity(count: usize) -> Self {
        Self { points: Vec::with_capacity(count), scalars: Vec::with_capacity(count), bits: 0 }
    }

    fn of_chunk(bases: &[G1Affine], scalars: &[Fr]) -> Self {
        let mut terms = Self::with_capacity(bases.len());
        for (base, scalar) in bases.iter().zip(scalars) {
            let mut scalar = scalar.into_bigint();
            if base.is_zero() || scalar.is_zero() {
                continue;
            }
            let negative = scalar > Fr::MODULUS_MINUS_ONE_DIV_TWO;
            if negative {
                let mut opposite = Fr::MODULUS;
                opposite.sub_with_borrow(&scalar);
                scalar = opposite;
            }
            terms.bits = terms.bits.max(scalar.num_bits());
            terms.points.push(Point::new(base).signed(negative));
            terms.scalars.push(scalar.0);
        }
        terms
    }
}
