//! A prover for tests that does what the documentation says, polynomial by polynomial, on domains of a few rows. It knows the
//! secret of its SRS, so a commitment is one evaluation.

use super::identities::{defect, Point};
use super::key::{key_digest, VerificationKey};
use super::lane;
use super::proof::Proof;
use super::shape::{PERIOD, PERMUTED, SHIFT};
use super::transcript::Transcript;
use super::words::{
    points_words, proof_words, scalar_word, ProofPoints, ProofValues, Word, COLUMNS, FIXED, GROUP, QUOTIENT_PARTS,
};
use ark_bn254::{Fr, G1Affine, G2Affine};
use ark_ec::AffineRepr;
use ark_ff::{FftField, Field, One, Zero};

/// Coefficients, lowest first.
type Poly = Vec<Fr>;

/// The secret of the SRS.
fn tau() -> Fr {
    Fr::from(0x5eedu64)
}

/// The columns of a satisfied circuit.
#[derive(Clone)]
pub struct Instance {
    /// Part of the key digest.
    pub capacity: u32,
    /// Wires and hash columns.
    pub columns: [Vec<Fr>; COLUMNS],
    /// Constants, selectors, permutation.
    pub fixed: [Vec<Fr>; FIXED],
    /// Public inputs.
    pub inputs: Vec<Fr>,
}

/// Cells of the permutation by column (position in [`PERMUTED`]) and row.
type Cell = (usize, usize);

impl Instance {
    /// A circuit of 32 rows with two hashes, rows of four gates and copies between all kinds of columns. `variant` changes
    /// the constants, and with them the key; `seed` changes the witness.
    pub fn new(capacity: u32, variant: u64, seed: u64) -> Self {
        let n = 32;
        let int = |x: u64| Fr::from(x);
        let mut columns: [Vec<Fr>; COLUMNS] = std::array::from_fn(|_| vec![Fr::zero(); n]);
        let mut fixed: [Vec<Fr>; FIXED] = std::array::from_fn(|_| vec![Fr::zero(); n]);
        let blocks = [[1, 2, 3, 4], [5, 6, 7, 8]].map(|block| block.map(int));
        for (column, values) in columns[4..].iter_mut().zip(lane::trace(&blocks, n)) {
            *column = values;
        }
        let output = columns[COLUMNS - 1][17];
        let inputs: Vec<Fr> = [output, int(1)].into_iter().chain((2..8).map(|i| int(10 * i + seed))).collect();
        for (row, input) in inputs.iter().enumerate() {
            columns[0][row] = *input;
            fixed[0][row] = -Fr::one();
        }
        let mut set = |row: usize, wires: [Fr; 4]| {
            for (column, value) in columns.iter_mut().zip(wires) {
                column[row] = value;
            }
        };
        // inputs[2] * inputs[3] + variant inputs[4] + 3 = d
        let (x, y, z) = (inputs[2], inputs[3], inputs[4]);
        set(8, [x, y, z, x * y + int(variant) * z + int(3)]);
        for (constant, value) in [(4, Fr::one()), (2, int(variant)), (6, int(3)), (3, -Fr::one())] {
            fixed[constant][8] = value;
        }
        // range: 2, 2 * 4 + 3, 11 * 4 + 1, 45 * 4, next a 180 * 4 + 2
        set(9, [2, 11, 45, 180].map(int));
        set(10, [722, 0, 0, 0].map(int));
        fixed[8][9] = Fr::one();
        // bits 1, 0, 1
        set(11, [1, 0, 1, 9].map(int));
        set(12, [0, 0, 0, 77].map(int));
        fixed[12][11] = Fr::one();
        // path, digit 2
        for (row, wires) in [
            (13, [30, 2, 0, 0]),
            (14, [10, 20, 30, 40]),
            (15, [10, 20, 40, 2]),
            (16, [10, 20, 31, 40]),
            (17, [31, 2, 0, 0]),
        ] {
            set(row, wires.map(int));
        }
        for (column, row, value) in [(1, 13, 2), (2, 14, 1), (2, 15, 2), (3, 16, 1)] {
            fixed[8 + column][row] = int(value);
        }
        let cycles: [&[Cell]; 8] = [
            &[(0, 0), (4, 17)],
            &[(0, 1), (4, 0), (4, 18)],
            &[(4, 16), (4, 2)],
            &[(0, 2), (0, 8)],
            &[(0, 3), (1, 8)],
            &[(0, 4), (2, 8)],
            &[(1, 13), (3, 15), (1, 17)],
            &[(0, 14), (0, 15), (0, 16)],
        ];
        let omega = root(n);
        let label = |(column, row): Cell| int(SHIFT).pow([column as u64]) * omega.pow([row as u64]);
        for (column, sigma) in fixed[13..].iter_mut().enumerate() {
            *sigma = (0..n).map(|row| label((column, row))).collect();
        }
        for cycle in cycles {
            for (i, (column, row)) in cycle.iter().enumerate() {
                fixed[13 + column][*row] = label(cycle[(i + 1) % cycle.len()]);
            }
        }
        Self { capacity, columns, fixed, inputs }
    }

    fn rows(&self) -> usize {
        self.columns[0].len()
    }

    /// The circuit's key.
    pub fn key(&self) -> VerificationKey {
        let fixed: Vec<Poly> = self.fixed.iter().map(|column| interpolate(column, Fr::one())).collect();
        let mut groups = fixed.chunks(GROUP).map(|group| commit(&interleave(group)));
        VerificationKey {
            log_n: self.rows().trailing_zeros(),
            inputs: self.inputs.len(),
            fixed: std::array::from_fn(|_| groups.next().expect("eighteen polynomials are six groups")),
            g2: [G2Affine::generator(), (G2Affine::generator() * tau()).into()],
        }
    }

    /// A proof.
    pub fn prove(&self) -> Proof {
        let n = self.rows();
        let omega = root(n);
        let columns: Vec<Poly> = self.columns.iter().map(|column| interpolate(column, Fr::one())).collect();
        let fixed: Vec<Poly> = self.fixed.iter().map(|column| interpolate(column, Fr::one())).collect();

        let mut transcript = Transcript::new(key_digest(&self.key(), self.capacity));
        let wires: Vec<Poly> = columns.chunks(GROUP).map(interleave).collect();
        let wire_points: Vec<G1Affine> = wires.iter().map(|group| commit(group)).collect();
        let mut first: Vec<Word> = self.inputs.iter().map(scalar_word).collect();
        first.extend(points_words(&wire_points));
        let beta = transcript.challenge(&first);
        let gamma = transcript.challenge(&[]);

        let product = interpolate(&self.grand_product(beta, gamma), Fr::one());
        let product_group = interleave(std::slice::from_ref(&product));
        let product_point = commit(&product_group);
        let alpha = transcript.challenge(&points_words(&[product_point]));

        let at = |x: Fr| Opened { columns: &columns, product: &product, fixed: &fixed }.at(x, x * omega);
        let quotient = self.quotient(&at, [beta, gamma, alpha]);
        let parts: Vec<Poly> = quotient.chunks(n).map(<[Fr]>::to_vec).collect();
        let quotient_groups: Vec<Poly> = parts.chunks(GROUP).map(interleave).collect();
        let quotient_points: Vec<G1Affine> = quotient_groups.iter().map(|group| commit(group)).collect();
        let z = transcript.challenge(&points_words(&quotient_points));

        let mut values = at(z);
        values.quotient = std::array::from_fn(|i| evaluate(&parts[i], z));
        let v = transcript.challenge(&values.words());

        let both: Vec<Poly> = wires.into_iter().chain([product_group]).collect();
        let only: Vec<Poly> = quotient_groups.into_iter().chain(fixed.chunks(GROUP).map(interleave)).collect();
        let next = z * omega;
        let (d1, d2) = ([-z, Fr::zero(), Fr::zero(), Fr::one()], [-next, Fr::zero(), Fr::zero(), Fr::one()]);
        let product_of_d = multiply(&d1, &d2);
        let mut w = Vec::new();
        let mut weight = Fr::one();
        // Remainders, and the quotients by them.
        let mut divide = |group: &Poly, divisor: &[Fr]| {
            let (quotient, remainder) = long_division(group, divisor);
            accumulate(&mut w, &quotient, weight);
            weight *= v;
            remainder
        };
        let remainders_both: Vec<Poly> = both.iter().map(|group| divide(group, &product_of_d)).collect();
        let remainders_only: Vec<Poly> = only.iter().map(|group| divide(group, &d1)).collect();
        let opening = commit(&w);
        let u = transcript.challenge(&points_words(&[opening]));

        let (at_z, at_next) = (evaluate(&d1, u), evaluate(&d2, u));
        let mut combination = Vec::new();
        let mut weight = Fr::one();
        for (group, remainder) in both.iter().zip(&remainders_both) {
            accumulate(&mut combination, group, weight);
            accumulate(&mut combination, &[-evaluate(remainder, u)], weight);
            weight *= v;
        }
        for (group, remainder) in only.iter().zip(&remainders_only) {
            accumulate(&mut combination, group, weight * at_next);
            accumulate(&mut combination, &[-evaluate(remainder, u)], weight * at_next);
            weight *= v;
        }
        accumulate(&mut combination, &w, -at_z * at_next);
        let (evaluation, zero) = long_division(&combination, &[-u, Fr::one()]);
        assert!(zero.iter().all(Fr::is_zero), "the combination vanishes at u");
        let points = ProofPoints {
            wires: wire_points.try_into().expect("eleven columns are four groups"),
            product: product_point,
            quotient: quotient_points.try_into().expect("five parts are two groups"),
            opening,
            evaluation: commit(&evaluation),
        };
        Proof { public_inputs: self.inputs.clone(), words: proof_words(&points, &values) }
    }

    fn grand_product(&self, beta: Fr, gamma: Fr) -> Vec<Fr> {
        let omega = root(self.rows());
        let mut product = vec![Fr::one()];
        for row in 0..self.rows() {
            let mut step = product[row];
            for (j, column) in PERMUTED.iter().enumerate() {
                let label = Fr::from(SHIFT).pow([j as u64]) * omega.pow([row as u64]);
                let value = self.columns[*column][row] + gamma;
                step *= value + beta * label;
                step *= (value + beta * self.fixed[13 + j][row]).inverse().expect("gamma is random");
            }
            product.push(step);
        }
        assert_eq!(product.pop(), Some(Fr::one()), "copies hold");
        product
    }

    /// The quotient of the identities by `X^n - 1`, from a coset of eight times the size.
    fn quotient(&self, at: &dyn Fn(Fr) -> ProofValues, [beta, gamma, alpha]: [Fr; 3]) -> Poly {
        let n = self.rows();
        let (large, shift) = (root(8 * n), Fr::GENERATOR);
        let inputs: Vec<Fr> = (0..n).map(|row| self.inputs.get(row).copied().unwrap_or_default()).collect();
        let inputs = interpolate(&inputs, Fr::one());
        let first = interpolate(&(0..n).map(|row| Fr::from(u64::from(row == 0))).collect::<Vec<_>>(), Fr::one());
        let value = |i: usize| {
            let x = shift * large.pow([i as u64]);
            let z_to_n = x.pow([n as u64]);
            let point = Point {
                beta,
                gamma,
                alpha,
                z: x,
                y: x.pow([(n / PERIOD) as u64]),
                z_to_n,
                first_row: evaluate(&first, x),
                public_inputs: evaluate(&inputs, x),
            };
            let vanishing = z_to_n - Fr::one();
            defect(&at(x), &point) * vanishing.inverse().expect("the coset does not meet the domain")
        };
        let values: Vec<Fr> = (0..8 * n).map(value).collect();
        let mut quotient = interpolate(&values, shift);
        let rest = quotient.split_off(QUOTIENT_PARTS * n);
        assert!(rest.iter().all(Fr::is_zero), "the identities hold on all rows");
        quotient
    }
}

struct Opened<'a> {
    columns: &'a [Poly],
    product: &'a Poly,
    fixed: &'a [Poly],
}

impl Opened<'_> {
    fn at(&self, x: Fr, next: Fr) -> ProofValues {
        ProofValues {
            columns: std::array::from_fn(|i| evaluate(&self.columns[i], x)),
            product: evaluate(self.product, x),
            next_columns: std::array::from_fn(|i| evaluate(&self.columns[i], next)),
            next_product: evaluate(self.product, next),
            quotient: [Fr::zero(); QUOTIENT_PARTS],
            fixed: std::array::from_fn(|i| evaluate(&self.fixed[i], x)),
        }
    }
}

fn root(n: usize) -> Fr {
    Fr::get_root_of_unity(n as u64).expect("small domains exist")
}

fn commit(polynomial: &[Fr]) -> G1Affine {
    (G1Affine::generator() * evaluate(polynomial, tau())).into()
}

fn evaluate(polynomial: &[Fr], x: Fr) -> Fr {
    polynomial.iter().rev().fold(Fr::zero(), |sum, coefficient| sum * x + coefficient)
}

/// From values at `shift w^i`.
fn interpolate(values: &[Fr], shift: Fr) -> Poly {
    let n = values.len();
    let inverse = root(n).inverse().expect("a root of unity");
    let (scale, shift) = (Fr::from(n as u64).inverse().expect("below p"), shift.inverse().expect("not zero"));
    let powers: Vec<Fr> = (0..n).map(|i| inverse.pow([i as u64])).collect();
    let sum = |j: usize| values.iter().enumerate().map(|(i, value)| powers[i * j % n] * value).sum::<Fr>();
    (0..n).map(|j| sum(j) * scale * shift.pow([j as u64])).collect()
}

/// `f_0(X^3) + X f_1(X^3) + X^2 f_2(X^3)`
fn interleave(group: &[Poly]) -> Poly {
    let n = group.iter().map(Vec::len).max().unwrap_or_default();
    let coefficient = |i: usize| group.get(i % GROUP).and_then(|f| f.get(i / GROUP)).copied().unwrap_or_default();
    (0..GROUP * n).map(coefficient).collect()
}

fn accumulate(sum: &mut Poly, polynomial: &[Fr], weight: Fr) {
    sum.resize(sum.len().max(polynomial.len()), Fr::zero());
    for (total, coefficient) in sum.iter_mut().zip(polynomial) {
        *total += weight * coefficient;
    }
}

fn multiply(left: &[Fr], right: &[Fr]) -> Poly {
    let mut product = vec![Fr::zero(); left.len() + right.len() - 1];
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            product[i + j] += *a * b;
        }
    }
    product
}

/// Quotient and remainder by a polynomial with leading coefficient one.
fn long_division(dividend: &[Fr], divisor: &[Fr]) -> (Poly, Poly) {
    let degree = divisor.len() - 1;
    let mut rest = dividend.to_vec();
    let mut quotient = vec![Fr::zero(); dividend.len().saturating_sub(degree)];
    for i in (0..quotient.len()).rev() {
        quotient[i] = rest[i + degree];
        for (j, coefficient) in divisor.iter().enumerate() {
            let product = quotient[i] * coefficient;
            rest[i + j] -= product;
        }
    }
    rest.truncate(degree);
    (quotient, rest)
}
