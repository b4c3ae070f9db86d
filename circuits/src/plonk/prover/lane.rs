//! The hash lane's identities on a coset, all in one sum.
//!
//! An identity is a linear form in the cells of a row and the next and in their fifth powers. Those of row kind `r` count
//! with `S_r(X) = L_r(X^(n/16))`, which on a coset has period 16. So for a given `alpha` the sum of all identities is one
//! linear form whose coefficients depend on the row modulo 16 only.

use crate::plonk::lane::LaneTable;
use crate::plonk::shape::{LANE, PERIOD};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use zelkova_kernels::Domain;

/// Cells, next row's cells, fifth powers of both.
const TERMS: usize = 4 * LANE;

/// The form for each row modulo 16 of one coset.
pub(super) struct LaneForms {
    forms: Vec<Form>,
}

/// The coefficients, apart from those of the cells of the next row that no identity reads.
struct Form {
    constant: Fr,
    terms: [Fr; TERMS],
}

impl LaneForms {
    /// The sum of `powers[j]` times identity `j` of each row kind, on the coset `shift * <w>`.
    pub(super) fn new(table: &LaneTable, domain: &Domain, shift: Fr, powers: &[Fr; LANE]) -> Self {
        let forms: Vec<Form> = (0..PERIOD).map(|kind| combine(table, kind, powers)).collect();
        let scale = (domain.size() / PERIOD) as u64;
        let (start, w16) = (shift.pow([scale]), domain.generator().pow([scale]));
        let sum = |row: usize| {
            let selectors = selectors(start * w16.pow([row as u64]), w16);
            let mut sum = Form { constant: Fr::ZERO, terms: [Fr::ZERO; TERMS] };
            for (selector, form) in selectors.iter().zip(&forms) {
                sum.constant += *selector * form.constant;
                for (total, term) in sum.terms.iter_mut().zip(&form.terms) {
                    *total += *selector * term;
                }
            }
            sum
        };
        Self { forms: (0..PERIOD).map(sum).collect() }
    }

    /// The constant of each form, then its coefficients: of the cells, of the next row's, of their fifth powers.
    pub(super) fn repeated(&self) -> Vec<[Fr; PERIOD]> {
        let constants = std::array::from_fn(|row| self.forms[row].constant);
        let terms = (0..TERMS).map(|term| std::array::from_fn(|row| self.forms[row].terms[term]));
        [constants].into_iter().chain(terms).collect()
    }
}

/// The values at `y = X^(n/16)` of the polynomials that are 1 on rows of one kind and 0 on the others.
fn selectors(y: Fr, w16: Fr) -> [Fr; PERIOD] {
    let vanishing = y.pow([PERIOD as u64]) - Fr::ONE;
    let mut root = Fr::ONE;
    std::array::from_fn(|_| {
        let denominator = Fr::from(PERIOD as u64) * (y - root);
        let value = vanishing * root * denominator.inverse().expect("a coset has no root of unity");
        root *= w16;
        value
    })
}

/// The identities of one row kind, summed up.
fn combine(table: &LaneTable, kind: usize, powers: &[Fr; LANE]) -> Form {
    let mut form = Form { constant: Fr::ZERO, terms: [Fr::ZERO; TERMS] };
    for (power, identity) in powers.iter().zip(table.row(kind)) {
        form.constant += *power * identity.constant;
        for (cell, coefficient) in &identity.terms {
            let place = cell.column + LANE * usize::from(cell.next) + 2 * LANE * usize::from(cell.fifth);
            form.terms[place] += *power * coefficient;
        }
    }
    form
}
