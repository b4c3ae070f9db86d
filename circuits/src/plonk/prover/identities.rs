//! All identities of a row of a coset, in one pass: the definition that the verifiers evaluate, as a program on rows.

use super::lane::LaneForms;
use super::program::{compile, Source};
use crate::convert::{from_be_bytes, to_ark};
use crate::gates::expression::Expression;
use crate::gates::ring::{add, int, mul, square};
use crate::plonk::control::{Cancel, Cancelled};
use crate::plonk::identities::{combined, Point};
use crate::plonk::lane;
use crate::plonk::shape::{LANE, PERIOD, WIRES};
use crate::plonk::words::{ProofValues, COLUMNS, FIXED};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use rayon::prelude::*;
use zelkova_kernels::rows::Program;
use zelkova_kernels::{Cpu, Domain, Rows};

/// Rows that one task takes.
const CHUNK: usize = 1 << 10;

/// Where things are among the columns of the program: the columns and `Z`, the fixed polynomials, `L_0`, the points.
const PRODUCT: usize = COLUMNS;
const FIRST_FIXED: usize = PRODUCT + 1;
const FIRST_LAGRANGE: usize = FIRST_FIXED + FIXED;
const POINTS: usize = FIRST_LAGRANGE + 1;

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
    /// The points of the coset.
    pub(super) points: &'a [Fr],
}

/// The identities for given challenges.
pub(super) struct Identities<'a> {
    domain: &'a Domain,
    program: Program,
    /// What repeats after the lane's forms: challenges, public inputs, constants.
    repeated: Vec<[Fr; PERIOD]>,
    lane_powers: [Fr; LANE],
}

impl<'a> Identities<'a> {
    pub(super) fn new(domain: &'a Domain, inputs: &[Fr], beta: Fr, gamma: Fr, alpha: Fr) -> Self {
        let given = [&[beta, gamma, alpha], inputs].concat();
        let (program, constants) = program(domain.size(), inputs.len());
        let constants = constants.iter().map(|bytes| to_ark(from_be_bytes(bytes).expect("the bytes of an element")));
        Self {
            domain,
            program,
            repeated: given.into_iter().chain(constants).map(|value| [value; PERIOD]).collect(),
            lane_powers: std::array::from_fn(|j| alpha.pow([j as u64])),
        }
    }

    /// The sum of all identities, row by row of the coset.
    pub(super) fn evaluate(&self, values: &CosetValues<'_>, cancel: &Cancel) -> Result<Vec<Fr>, Cancelled> {
        let lane = LaneForms::new(lane::identities(), self.domain, values.shift, &self.lane_powers);
        let repeated = [lane.repeated(), self.repeated.clone()].concat();
        let columns = [&values.columns[..], &values.fixed[..], &[values.first, values.points]].concat();
        let mut result = vec![Fr::ZERO; self.domain.size()];
        result.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, result)| {
            if !cancel.is_cancelled() {
                Cpu.run(&self.program, &repeated, &columns, chunk * CHUNK, result);
            }
        });
        cancel.check()?;
        Ok(result)
    }
}

/// The program of the identities on a coset of `size` rows, and its constants.
fn program(size: usize, inputs: usize) -> (Program, Vec<[u8; 32]>) {
    let mut names = Names::default();
    let columns = std::array::from_fn(|j| names.column(j, 0));
    let next_columns = std::array::from_fn(|j| names.column(j, 1));
    let terms = cells(&columns).into_iter().chain(cells(&next_columns));
    let (cells, fifths): (Vec<_>, Vec<_>) = terms.map(|cell| (cell, mul(square(square(cell)), cell))).unzip();
    let constant = names.repeated();
    let lane = cells.into_iter().chain(fifths).fold(constant, |sum, term| add(sum, mul(names.repeated(), term)));
    let values = ProofValues {
        columns,
        product: names.column(PRODUCT, 0),
        next_columns,
        next_product: names.column(PRODUCT, 1),
        quotient: std::array::from_fn(|_| int(0)),
        fixed: std::array::from_fn(|j| names.column(FIRST_FIXED + j, 0)),
    };
    let (beta, gamma, alpha) = (names.repeated(), names.repeated(), names.repeated());
    // L_k(x) = L_0(x w^-k)
    let public_inputs = (0..inputs)
        .fold(int(0), |sum, k| add(sum, mul(names.repeated(), names.column(FIRST_LAGRANGE, (size - k) % size))));
    let point = Point {
        beta,
        gamma,
        alpha,
        z: names.column(POINTS, 0),
        y: int(0),
        z_to_n: int(0),
        first_row: names.column(FIRST_LAGRANGE, 0),
        public_inputs,
    };
    let all = combined(&values, &point, lane);
    compile(all, names.count, |name| names.source(name))
}

/// The lane's cells.
fn cells(columns: &[Expression; COLUMNS]) -> [Expression; LANE] {
    std::array::from_fn(|j| columns[WIRES + j])
}

/// Names of what a program reads: `column ahead`, or the number of a value that repeats.
#[derive(Default)]
struct Names {
    count: usize,
}

impl Names {
    fn column(&self, column: usize, ahead: usize) -> Expression {
        Expression::load(&format!("{column} {ahead}"))
    }

    /// The next value that repeats.
    fn repeated(&mut self) -> Expression {
        self.count += 1;
        Expression::load(&(self.count - 1).to_string())
    }

    fn source(&self, name: &str) -> Source {
        let number = |text: &str| text.parse().expect("names are numbers");
        match name.split_once(' ') {
            Some((column, ahead)) => Source::Column(number(column), number(ahead)),
            None => Source::Repeated(number(name)),
        }
    }
}
