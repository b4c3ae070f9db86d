//! The circuit's identities at the challenge point, from opened values.
//!
//! Written once over any ring: the native verifier computes them, the generator of the verifier contract prints them.

use super::lane::{self, Cell};
use super::shape::{MAIN, PERIOD, PERMUTED, SELECTORS, SHIFT, WIRES};
use super::words::{ProofValues, COLUMNS};
use crate::field::{self, Fr};
use crate::gates::expression::Expression;
use crate::gates::ring::{add, int, mul, one, square, sub};
use crate::gates::{self, GateInfo, Ring};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A ring in which the gates' equations are written.
pub trait GateRing: Ring {
    /// Writes the gate's terms into `out`.
    fn evaluate(gate: &GateInfo, now: &[Self; 4], next: &[Self; 4], constants: &[Self], out: &mut [Self]);
}

impl GateRing for ark_bn254::Fr {
    fn evaluate(gate: &GateInfo, now: &[Self; 4], next: &[Self; 4], constants: &[Self], out: &mut [Self]) {
        (gate.native)(now, next, constants, out);
    }
}

impl GateRing for Expression {
    fn evaluate(gate: &GateInfo, now: &[Self; 4], next: &[Self; 4], constants: &[Self], out: &mut [Self]) {
        (gate.express)(now, next, constants, out);
    }
}

/// Where the identities are evaluated.
#[derive(Clone, Debug)]
pub struct Point<R> {
    /// Weighs the labels of cells in the permutation.
    pub beta: R,
    /// Shifts the factors of the permutation.
    pub gamma: R,
    /// Separates the identities.
    pub alpha: R,
    /// The point.
    pub z: R,
    /// `z^(n/16)`
    pub y: R,
    /// `z^n`
    pub z_to_n: R,
    /// The Lagrange polynomial of row 0 at `z`.
    pub first_row: R,
    /// `sum_i L_i(z) input_i`
    pub public_inputs: R,
}

/// The combined identities minus `T(z) (z^n - 1)`: zero iff the values satisfy the circuit.
pub fn defect<R: GateRing>(values: &ProofValues<R>, point: &Point<R>) -> R {
    let quotient = values.quotient.iter().rev().fold(int(0), |sum, part| add(mul(sum, point.z_to_n), *part));
    let sum = combined(values, point, lane_identities(values, point));
    sub(sum, mul(quotient, sub(point.z_to_n, one())))
}

/// All identities with their powers of `alpha`. Those of the hash lane are given, from `alpha^0` on.
pub(super) fn combined<R: GateRing>(values: &ProofValues<R>, point: &Point<R>, lane: R) -> R {
    let alpha = point.alpha;
    // The highest power of alpha first.
    let mut sum = lane;
    sum = add(mul(sum, alpha), mul(point.first_row, sub(values.product, one())));
    sum = add(mul(sum, alpha), product_step(values, point));
    for gate in gates::all().iter().rev() {
        let terms = terms(gate, values);
        let inner = combine(&terms, alpha);
        let scaled = match gate.selector {
            Some(selector) => mul(selector.evaluate(values.fixed[MAIN + selector.column]), inner),
            None => add(inner, point.public_inputs),
        };
        sum = add(mul(sum, power(alpha, terms.len())), scaled);
    }
    sum
}

/// `sum_i alpha^i terms_i`
fn combine<R: Ring>(terms: &[R], alpha: R) -> R {
    terms.iter().rev().fold(int(0), |sum, term| add(mul(sum, alpha), *term))
}

/// `x^k`
fn power<R: Ring>(x: R, k: usize) -> R {
    (1..k).fold(x, |power, _| mul(power, x))
}

fn terms<R: GateRing>(gate: &GateInfo, values: &ProofValues<R>) -> Vec<R> {
    let wires = |columns: &[R; COLUMNS]| [0, 1, 2, 3].map(|wire| columns[wire]);
    let mut terms = vec![int(0); gate.terms.len()];
    let constants = &values.fixed[..gate.setups];
    R::evaluate(gate, &wires(&values.columns), &wires(&values.next_columns), constants, &mut terms);
    terms
}

/// The grand product's step from row to row.
fn product_step<R: Ring>(values: &ProofValues<R>, point: &Point<R>) -> R {
    let (mut here, mut next) = (values.product, values.next_product);
    let mut label = mul(point.beta, point.z);
    for (column, sigma) in PERMUTED.iter().zip(&values.fixed[MAIN + SELECTORS..]) {
        let shifted = add(values.columns[*column], point.gamma);
        here = mul(here, add(shifted, label));
        next = mul(next, add(shifted, mul(point.beta, *sigma)));
        label = mul(label, int(u128::from(SHIFT)));
    }
    sub(here, next)
}

/// The hash lane's identities: identity `j` of all kinds of rows shares one power of `alpha`.
fn lane_identities<R: Ring>(values: &ProofValues<R>, point: &Point<R>) -> R {
    let selectors = periodic_selectors(point.y);
    let Merged { classes, constants } = merged();
    let mut sum = int(0);
    for Class { rows, identities } in classes {
        let selector = rows.iter().fold(int(0), |sum, row| add(sum, selectors[*row]));
        let value = |terms: &Terms| {
            terms
                .iter()
                .fold(int(0), |sum, (cell, factor)| add(sum, mul(R::constant(*factor), cell_value(cell, values))))
        };
        let identities: Vec<R> = identities.iter().map(value).collect();
        sum = add(sum, mul(selector, combine(&identities, point.alpha)));
    }
    for (selector, constants) in selectors.iter().zip(constants) {
        let constants = constants.map(R::constant);
        sum = add(sum, mul(*selector, combine(&constants, point.alpha)));
    }
    sum
}

fn cell_value<R: Ring>(cell: &Cell, values: &ProofValues<R>) -> R {
    let columns = if cell.next { &values.next_columns } else { &values.columns };
    let value = columns[WIRES + cell.column];
    match cell.fifth {
        true => mul(square(square(value)), value),
        false => value,
    }
}

/// The polynomials `S_r(z)` that are 1 on the rows `r` modulo 16 and 0 on the others, from `y = z^(n/16)`:
/// `S_r = (1 + t + .. + t^15) / 16 = (1 + t)(1 + t^2)(1 + t^4)(1 + t^8) / 16` with `t = y / w16^r`.
pub fn periodic_selectors<R: Ring>(y: R) -> [R; PERIOD] {
    let (root, scale) = sixteenth_root();
    let powers = [y, square(y), square(square(y)), square(square(square(y)))];
    let mut selectors = [R::constant(scale); PERIOD];
    for (row, selector) in selectors.iter_mut().enumerate() {
        for level in (0..4).rev() {
            // t^(2^level) depends on the row modulo 2^(4 - level), and half of that only changes its sign.
            let (turn, half) = (row % (PERIOD >> level), PERIOD >> (level + 1));
            let factor = (0..(turn % half) << level).fold(field::one(), |power, _| field::mul(power, root));
            let t = mul(R::constant(factor), powers[level]);
            *selector = mul(*selector, if turn < half { add(one(), t) } else { sub(one(), t) });
        }
    }
    selectors
}

/// `1 / w16` and `1 / 16`.
fn sixteenth_root() -> (Fr, Fr) {
    use ark_ff::{FftField, Field};
    let root = ark_bn254::Fr::get_root_of_unity(PERIOD as u64).and_then(|root| root.inverse());
    let root = root.expect("the field has roots of unity up to 2^28");
    (crate::convert::from_ark(root), field::inverse_or_zero(field::int(PERIOD as u128)))
}

fn merged() -> &'static Merged {
    static MERGED: OnceLock<Merged> = OnceLock::new();
    MERGED.get_or_init(Merged::new)
}

/// The lane's identities with equal coefficients put together.
struct Merged {
    classes: Vec<Class>,
    /// The constant of each kind of row and identity.
    constants: [[Fr; lane::COLUMNS]; PERIOD],
}

/// Cells with their coefficients.
type Terms = Vec<(Cell, Fr)>;

/// Kinds of rows that share identities but for their constants.
struct Class {
    rows: Vec<usize>,
    /// Coefficients of cells, an identity a column; empty where these rows share none.
    identities: [Terms; lane::COLUMNS],
}

impl Merged {
    fn new() -> Self {
        let mut constants = [[field::zero(); lane::COLUMNS]; PERIOD];
        let mut classes: BTreeMap<Vec<usize>, Class> = BTreeMap::new();
        for column in 0..lane::COLUMNS {
            let mut equal: Vec<(Terms, Vec<usize>)> = Vec::new();
            for (row, constants) in constants.iter_mut().enumerate() {
                let (terms, constant) = lane::terms(row, column);
                constants[column] = constant;
                match equal.iter_mut().find(|(others, _)| *others == terms) {
                    _ if terms.is_empty() => assert_eq!(constant, field::zero(), "a constant alone is no identity"),
                    Some((_, rows)) => rows.push(row),
                    None => equal.push((terms, vec![row])),
                }
            }
            for (terms, rows) in equal {
                let class =
                    classes.entry(rows.clone()).or_insert_with(|| Class { rows, identities: Default::default() });
                class.identities[column] = terms;
            }
        }
        Self { classes: classes.into_values().collect(), constants }
    }
}
