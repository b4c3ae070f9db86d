//! All identities of one row, combined with the powers of `alpha`.

use super::fixed::Numbers;
use crate::gates::{all, GateInfo};
use crate::plonk::cache::Column;
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup as _, Field as _};
use std::ops::Range;

/// The challenges that the identities depend on.
pub struct Challenges {
    /// Scales the cells' names in the copy permutation.
    pub beta: Fr,
    /// Added to every factor of the copy permutation.
    pub gamma: Fr,
    /// Its powers combine the identities.
    pub alpha: Fr,
}

/// A gate with its columns and powers of `alpha`.
pub struct GateColumns {
    /// The gate.
    pub gate: &'static GateInfo,
    /// The columns of its constants.
    pub constants: Range<usize>,
    /// The column of its selector.
    pub selector: usize,
    /// One power for each polynomial.
    pub powers: Vec<Fr>,
}

/// What is the same on all rows of a proof.
pub struct Combination {
    /// The gates, in order.
    pub gates: Vec<GateColumns>,
    /// The copy permutation's first challenge.
    pub beta: Fr,
    /// The copy permutation's second challenge.
    pub gamma: Fr,
    /// `k_j` of each wire.
    pub shifts: [Fr; 4],
    /// `alpha_P` of [`crate::plonk`].
    pub alpha_product: Fr,
    /// `alpha_L` of [`crate::plonk`].
    pub alpha_first: Fr,
    /// The public inputs.
    pub inputs: Vec<Fr>,
    sigmas: usize,
}

/// The columns on one coset.
pub struct Coset<'a> {
    /// The wires and the grand product.
    pub moving: &'a [Vec<Fr>],
    /// The columns of the key.
    pub fixed: &'a [Column<'a>],
    /// The first Lagrange polynomial.
    pub first: &'a [Fr],
}

impl Combination {
    /// Assigns the powers of `alpha`.
    pub fn new(challenges: &Challenges, shifts: [Fr; 4], inputs: Vec<Fr>) -> Self {
        let numbers = Numbers::get();
        let (mut power, mut constants) = (Fr::ONE, 0);
        let mut next = || {
            let this = power;
            power *= challenges.alpha;
            this
        };
        let mut gates = Vec::with_capacity(numbers.gates);
        for (index, gate) in all().iter().enumerate() {
            let end = constants + gate.setups;
            let powers = gate.terms.iter().map(|_| next()).collect();
            gates.push(GateColumns { gate, constants: constants..end, selector: numbers.selector(index), powers });
            constants = end;
        }
        let (alpha_product, alpha_first) = (next(), next());
        let Challenges { beta, gamma, .. } = *challenges;
        Self { gates, beta, gamma, shifts, alpha_product, alpha_first, inputs, sigmas: numbers.sigma(0) }
    }

    /// The sum of all identities on one row of a coset, where `X` is `x`: what the quotient times `X^n - 1` is there.
    #[inline]
    pub fn on_row(&self, coset: &Coset<'_>, row: usize, x: Fr) -> Fr {
        let mask = coset.first.len() - 1;
        let next_row = (row + 1) & mask;
        let now: [Fr; 4] = std::array::from_fn(|wire| coset.moving[wire][row]);
        let next: [Fr; 4] = std::array::from_fn(|wire| coset.moving[wire][next_row]);
        let [z, z_next] = [coset.moving[4][row], coset.moving[4][next_row]];

        let mut sum = Fr::ZERO;
        let mut constants = [Fr::ZERO; crate::gates::MAX_SETUPS];
        for (index, GateColumns { gate, constants: columns, selector, powers }) in self.gates.iter().enumerate() {
            let constants = &mut constants[..columns.len()];
            for (constant, column) in constants.iter_mut().zip(columns.clone()) {
                *constant = coset.fixed[column][row];
            }
            let mut value = (gate.combine)(&now, &next, constants, powers);
            if index == 0 {
                // Input i is on row i, and L_i(x) = L_0(x / w^i).
                for (i, input) in self.inputs.iter().enumerate() {
                    value += *input * coset.first[row.wrapping_sub(i) & mask];
                }
            }
            sum += coset.fixed[*selector][row] * value;
        }

        let (mut left, mut right, beta_x) = (z, z_next, self.beta * x);
        for (wire, value) in now.iter().enumerate() {
            let value = *value + self.gamma;
            left *= value + if wire == 0 { beta_x } else { self.shifts[wire] * beta_x };
            right *= value + self.beta * coset.fixed[self.sigmas + wire][row];
        }
        let first = coset.first[row] * (z - Fr::ONE);
        sum + self.alpha_product * (left - right) + self.alpha_first * first
    }
}
