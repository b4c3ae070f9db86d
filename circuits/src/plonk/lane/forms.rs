//! Derivation of the identities: linear forms in S-box inputs and outputs, put into cells.

use super::{Cell, Identity, COLUMNS, PERIOD};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use std::collections::BTreeMap;
use zelkova_primitives::hash::constants::{
    FULL_ROUND_CONSTANTS, INTERNAL_DIAGONAL, PARTIAL_ROUNDS, PARTIAL_ROUND_CONSTANTS,
};

/// S-boxes of a permutation: 4 rounds of 4, 56 partial rounds, 4 rounds of 4.
pub(super) const SBOXES: usize = 16 + PARTIAL_ROUNDS + 16;
/// The first partial round's S-box.
const PARTIAL: usize = 16;
/// The first one after the partial rounds.
const LAST: usize = PARTIAL + PARTIAL_ROUNDS;

/// The external matrix.
const EXTERNAL: [[u64; 4]; 4] = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]];

pub(super) fn sbox(x: Fr) -> Fr {
    x.square().square() * x
}

/// What a form is made of: the input of an S-box or its output, by the number of the S-box.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Symbol {
    X(usize),
    Y(usize),
}

/// `sum of coefficient * symbol + constant`.
#[derive(Clone, Default)]
struct Form {
    terms: BTreeMap<Symbol, Fr>,
    constant: Fr,
}

impl Form {
    fn constant(constant: Fr) -> Self {
        Self { terms: BTreeMap::new(), constant }
    }

    fn x(index: usize) -> Self {
        Self { terms: [(Symbol::X(index), Fr::ONE)].into(), constant: Fr::ZERO }
    }

    fn y(index: usize) -> Self {
        Self { terms: [(Symbol::Y(index), Fr::ONE)].into(), constant: Fr::ZERO }
    }

    /// `self + factor * other`.
    fn plus(mut self, factor: Fr, other: &Self) -> Self {
        for (symbol, coefficient) in &other.terms {
            *self.terms.entry(*symbol).or_default() += factor * coefficient;
        }
        self.terms.retain(|_, coefficient| *coefficient != Fr::ZERO);
        self.constant += factor * other.constant;
        self
    }

    fn minus(self, factor: Fr, other: &Self) -> Self {
        self.plus(-factor, other)
    }
}

/// `matrix * forms`.
fn apply<const N: usize>(matrix: &[[Fr; N]; N], forms: &[Form; N]) -> [Form; N] {
    matrix.map(|row| row.iter().zip(forms).fold(Form::default(), |sum, (factor, form)| sum.plus(*factor, form)))
}

type Matrix = [[Fr; 3]; 3];

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    a.map(|row| std::array::from_fn(|j| (0..3).map(|k| row[k] * b[k][j]).sum()))
}

/// The inverse by cofactors; the matrices here are invertible, as the tests show.
fn inverse(m: &Matrix) -> Matrix {
    let minor = |i: usize, j: usize| {
        let [r0, r1] = [(i + 1) % 3, (i + 2) % 3];
        let [c0, c1] = [(j + 1) % 3, (j + 2) % 3];
        m[r0][c0] * m[r1][c1] - m[r0][c1] * m[r1][c0]
    };
    let determinant: Fr = (0..3).map(|j| m[0][j] * minor(0, j)).sum();
    let scale = determinant.inverse().expect("the matrix of the permutation's constants is invertible");
    std::array::from_fn(|i| std::array::from_fn(|j| minor(j, i) * scale))
}

fn external() -> [[Fr; 4]; 4] {
    EXTERNAL.map(|row| row.map(Fr::from))
}

/// What the linear part of the partial rounds is about.
struct Partial {
    /// `1 + d_0`.
    first: Fr,
    /// `A`.
    a: Matrix,
    /// The coefficients `a_0, a_1, a_2`.
    recurrence: [Fr; 3],
    /// `g_1, g_2, g_3`.
    sums: [Fr; 3],
    /// `u` from the sums of `u, A u, A^2 u`.
    recover: Matrix,
}

impl Partial {
    fn new() -> Self {
        let diagonal = |i: usize, j: usize| if i == j { Fr::ONE + INTERNAL_DIAGONAL[i + 1] } else { Fr::ONE };
        let a: Matrix = std::array::from_fn(|i| std::array::from_fn(|j| diagonal(i, j)));
        let a2 = times(&a, &a);
        let a3 = times(&a2, &a);
        // Three entries of `a_0 + a_1 A + a_2 A^2 = A^3` determine the coefficients.
        let entries = [(0, 0), (0, 1), (1, 1)];
        let unit = |i: usize, j: usize| Fr::from(u64::from(i == j));
        let system = entries.map(|(i, j)| [unit(i, j), a[i][j], a2[i][j]]);
        let solve = inverse(&system);
        let recurrence = std::array::from_fn(|i| (0..3).map(|k| solve[i][k] * a3[entries[k].0][entries[k].1]).sum());
        let total = |m: &Matrix| m.iter().flatten().sum::<Fr>();
        let column_sums = |m: &Matrix| std::array::from_fn(|j| (0..3).map(|i| m[i][j]).sum());
        Self {
            first: Fr::ONE + INTERNAL_DIAGONAL[0],
            recurrence,
            sums: [Fr::from(3u64), total(&a), total(&a2)],
            recover: inverse(&[[Fr::ONE; 3], column_sums(&a), column_sums(&a2)]),
            a,
        }
    }

    /// `A u + e y`.
    fn step(&self, u: &[Form; 3], y: usize) -> [Form; 3] {
        apply(&self.a, u).map(|form| form.plus(Fr::ONE, &Form::y(y)))
    }

    /// `q_i`, the sum of `u_i`.
    fn q(&self, i: usize) -> Form {
        let constant = Form::constant(PARTIAL_ROUND_CONSTANTS[i + 1]);
        Form::x(PARTIAL + i + 1).minus(Fr::ONE, &constant).minus(self.first, &Form::y(PARTIAL + i))
    }

    /// The first state word after round `i + 3`, from rounds `i` to `i + 3`.
    fn word(&self, i: usize) -> Form {
        let y = |k: usize| Form::y(PARTIAL + i + k);
        let ([a0, a1, a2], [g1, g2, g3]) = (self.recurrence, self.sums);
        Form::default()
            .plus(self.first, &y(3))
            .plus(a2, &self.q(i + 2).minus(g2, &y(0)).minus(g1, &y(1)))
            .plus(a1, &self.q(i + 1).minus(g1, &y(0)))
            .plus(a0, &self.q(i))
            .plus(g3, &y(0))
            .plus(g2, &y(1))
            .plus(g1, &y(2))
    }
}

/// The inputs of a full round's S-boxes from the outputs of the round before.
fn full_round(before: usize, constants: &[Fr; 4]) -> [Form; 4] {
    let words = apply(&external(), &std::array::from_fn(|j| Form::y(before + j)));
    std::array::from_fn(|j| words[j].clone().plus(Fr::ONE, &Form::constant(constants[j])))
}

/// What each S-box's input is, but for the first round's, which come from the permutation's inputs.
fn forms() -> Vec<Form> {
    let partial = Partial::new();
    let mut forms = vec![Form::default(); 4];
    for (round, constants) in FULL_ROUND_CONSTANTS[1..4].iter().enumerate() {
        forms.extend(full_round(4 * round, constants));
    }
    // The first four partial rounds: `u` is still a short form in the S-boxes of the last full round.
    let with_constant = |form: Form, constant: Fr| form.plus(Fr::ONE, &Form::constant(constant));
    let [first, u @ ..] = apply(&external(), &std::array::from_fn(|j| Form::y(12 + j)));
    let mut u: [Form; 3] = u;
    forms.push(with_constant(first, PARTIAL_ROUND_CONSTANTS[0]));
    for (i, constant) in PARTIAL_ROUND_CONSTANTS.iter().enumerate().take(4).skip(1) {
        let before = PARTIAL + i - 1;
        let sum = u.iter().fold(Form::default(), |sum, form| sum.plus(Fr::ONE, form));
        forms.push(with_constant(sum.plus(partial.first, &Form::y(before)), *constant));
        u = partial.step(&u, before);
    }
    for (i, constant) in PARTIAL_ROUND_CONSTANTS.iter().enumerate().skip(4) {
        forms.push(with_constant(partial.word(i - 4), *constant));
    }
    forms.extend(after_partial_rounds(&partial));
    for (round, constants) in FULL_ROUND_CONSTANTS[5..].iter().enumerate() {
        forms.extend(full_round(LAST + 4 * round, constants));
    }
    forms
}

/// The S-box inputs of round 4.
fn after_partial_rounds(partial: &Partial) -> [Form; 4] {
    let constants = &FULL_ROUND_CONSTANTS[4];
    let (y, i) = (|k: usize| Form::y(PARTIAL + k), PARTIAL_ROUNDS - 3);
    let [g1, g2, _] = partial.sums;
    // The first word takes the place of a further partial round's input.
    let word = Form::x(LAST).minus(Fr::ONE, &Form::constant(constants[0]));
    let last = word.minus(partial.first, &y(i + 2));
    let sums = [partial.q(i), partial.q(i + 1).minus(g1, &y(i)), last.minus(g2, &y(i)).minus(g1, &y(i + 1))];
    let mut u = apply(&partial.recover, &sums);
    for k in 0..3 {
        u = partial.step(&u, PARTIAL + i + k);
    }
    let [u1, u2, u3] = u;
    let words = [partial.word(PARTIAL_ROUNDS - 4), u1, u2, u3];
    let mut constants = constants.iter();
    words.map(|word| word.plus(Fr::ONE, &Form::constant(*constants.next().expect("four words"))))
}

/// Row and column of the input of an S-box.
pub(super) fn place(sbox: usize) -> (usize, usize) {
    match sbox {
        0..PARTIAL => (sbox / 4, sbox % 4),
        PARTIAL..LAST => (4 + (sbox - PARTIAL) / COLUMNS, (sbox - PARTIAL) % COLUMNS),
        _ => (12 + (sbox - LAST) / 4, (sbox - LAST) % 4),
    }
}

/// The identities by row and number.
pub(super) fn table() -> [[Identity; COLUMNS]; PERIOD] {
    let mut table: [[Identity; COLUMNS]; PERIOD] = Default::default();
    let cell = |column: usize, next: bool| Cell { column, next, fifth: false };
    for (index, form) in forms().into_iter().enumerate().skip(4) {
        let (row, column) = place(index);
        let read = |symbol: Symbol| {
            let (Symbol::X(index) | Symbol::Y(index)) = symbol;
            let (of, column) = place(index);
            assert!(of == row || of + 1 == row, "an identity reads two rows");
            Cell { column, next: of == row, fifth: matches!(symbol, Symbol::Y(_)) }
        };
        let mut terms: Vec<(Cell, Fr)> =
            form.terms.iter().map(|(symbol, coefficient)| (read(*symbol), *coefficient)).collect();
        terms.push((cell(column, true), -Fr::ONE));
        table[row - 1][column] = Identity { terms, constant: form.constant };
    }
    let last = PERIOD - 1;
    // Round 0 from the inputs c0 (next h6), c1 (h4), c2 (h5), c3 (h6).
    let inputs = [cell(6, true), cell(4, false), cell(5, false), cell(6, false)];
    for (column, weights) in external().iter().enumerate() {
        let mut terms: Vec<(Cell, Fr)> = inputs.into_iter().zip(*weights).collect();
        terms.push((cell(column, true), -Fr::ONE));
        table[last][column] = Identity { terms, constant: FULL_ROUND_CONSTANTS[0][column] };
    }
    // P_0 of this block, for the rows of the next.
    let fifths = (0..4).map(|column| Cell { column, next: false, fifth: true });
    let mut terms: Vec<(Cell, Fr)> = fifths.zip(external()[0]).collect();
    terms.push((cell(5, true), -Fr::ONE));
    table[last][5] = Identity { terms, constant: Fr::ZERO };
    // What is only handed on.
    for (row, from, to) in [(0, 5, 5), (13, 6, 5), (14, 5, 4), (14, 6, 5)] {
        let terms = vec![(cell(from, false), Fr::ONE), (cell(to, true), -Fr::ONE)];
        table[row][to] = Identity { terms, constant: Fr::ZERO };
    }
    // The output: P_0 + c0.
    let terms = vec![(cell(5, false), Fr::ONE), (cell(6, true), Fr::ONE), (cell(6, false), -Fr::ONE)];
    table[1][6] = Identity { terms, constant: Fr::ZERO };
    table
}
