//! All identities of a row of a coset, in one pass.

use super::gates::CustomGates;
use super::lane::{LaneForms, LaneRow};
use crate::plonk::control::{Cancel, Cancelled};
use crate::plonk::lane;
use crate::plonk::shape::{shifts, LANE, MAIN, PERMUTED, SELECTORS, SIGMAS, WIRES};
use crate::plonk::words::{COLUMNS, FIXED};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use rayon::prelude::*;
use zelkova_kernels::Domain;

/// Rows that one task takes.
const CHUNK: usize = 1 << 10;

/// Values on one coset.
pub(super) struct CosetValues<'a> {
    /// The coset's shift.
    pub(super) shift: Fr,
    /// The columns, then `Z`.
    pub(super) columns: &'a [&'a [Fr]; COLUMNS + 1],
    /// The fixed polynomials.
    pub(super) fixed: &'a [&'a [Fr]; FIXED],
    /// `L_0`.
    pub(super) first: &'a [Fr],
}

/// The identities for given challenges.
pub(super) struct Identities<'a> {
    domain: &'a Domain,
    inputs: &'a [Fr],
    beta: Fr,
    gamma: Fr,
    gates: CustomGates,
    product_power: Fr,
    first_power: Fr,
    lane_powers: [Fr; LANE],
}

impl<'a> Identities<'a> {
    pub(super) fn new(domain: &'a Domain, inputs: &'a [Fr], beta: Fr, gamma: Fr, alpha: Fr) -> Self {
        let power = |i: usize| alpha.pow([(1 + CustomGates::terms() + i) as u64]);
        Self {
            domain,
            inputs,
            beta,
            gamma,
            gates: CustomGates::new(alpha),
            product_power: power(0),
            first_power: power(1),
            lane_powers: std::array::from_fn(|j| power(2 + j)),
        }
    }

    /// The sum of all identities, row by row of the coset.
    pub(super) fn evaluate(&self, values: &CosetValues<'_>, cancel: &Cancel) -> Result<Vec<Fr>, Cancelled> {
        let n = self.domain.size();
        let lane = LaneForms::new(lane::identities(), self.domain, values.shift, &self.lane_powers);
        let mut result = vec![Fr::ZERO; n];
        result.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, result)| {
            if cancel.is_cancelled() {
                return;
            }
            let start = chunk * CHUNK;
            let w = self.domain.generator();
            // `beta x`, which the permutation needs.
            let mut x = self.beta * values.shift * w.pow([start as u64]);
            let shifts = shifts();
            let mut wires = wires(values.columns, start);
            let mut row = lane_row(values.columns, start);
            for (i, result) in (start..).zip(result) {
                let next = (i + 1) % n;
                let next_wires = self::wires(values.columns, next);
                let next_row = lane_row(values.columns, next);
                *result = self.main(values, i, &wires, &next_wires)
                    + self.gates.evaluate(&wires, &next_wires, &self::selectors(values.fixed, i))
                    + self.permutation(values, i, next, x, &shifts)
                    + lane.evaluate(i, &row, &next_row);
                x *= w;
                (wires, row) = (next_wires, next_row);
            }
        });
        cancel.check()?;
        Ok(result)
    }

    #[inline]
    fn main(&self, values: &CosetValues<'_>, i: usize, now: &[Fr; WIRES], next: &[Fr; WIRES]) -> Fr {
        let [a, b, c, d] = *now;
        let q = |j: usize| values.fixed[j][i];
        let by_a = q(0) + Fr::sum_of_products(&[q(4), q(5)], &[b, c]);
        let sum = Fr::sum_of_products(&[by_a, q(1), q(2), q(3), q(7)], &[a, b, c, d, next[3]]) + q(6);
        // L_k(x) = L_0(x w^-k).
        let n = self.domain.size();
        let inputs = self.inputs.iter().enumerate().map(|(k, input)| *input * values.first[(i + n - k) % n]);
        sum + inputs.sum::<Fr>()
    }

    #[inline]
    fn permutation(&self, values: &CosetValues<'_>, i: usize, next: usize, x: Fr, shifts: &[Fr; SIGMAS]) -> Fr {
        let product = &values.columns[COLUMNS];
        let (mut here, mut there) = (product[i], product[next]);
        for (j, column) in PERMUTED.into_iter().enumerate() {
            let cell = values.columns[column][i] + self.gamma;
            here *= cell + shifts[j] * x;
            there *= cell + self.beta * values.fixed[MAIN + SELECTORS + j][i];
        }
        let first = values.first[i] * (product[i] - Fr::ONE);
        Fr::sum_of_products(&[self.product_power, self.first_power], &[here - there, first])
    }
}

#[inline]
fn wires(columns: &[&[Fr]; COLUMNS + 1], row: usize) -> [Fr; WIRES] {
    std::array::from_fn(|j| columns[j][row])
}

#[inline]
fn lane_row(columns: &[&[Fr]; COLUMNS + 1], row: usize) -> LaneRow {
    LaneRow::new(std::array::from_fn(|j| columns[WIRES + j][row]))
}

#[inline]
fn selectors(fixed: &[&[Fr]; FIXED], row: usize) -> [Fr; SELECTORS] {
    std::array::from_fn(|j| fixed[MAIN + j][row])
}
