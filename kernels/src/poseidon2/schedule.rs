//! The rounds of Poseidon2 rearranged, so that a partial round has less to do and hardly waits for anything.
//!
//! In a partial round only the first word `x` passes through the S-box, `y = (x + c)^5`; of the other words only the sum
//! `u` ever reaches the first one: `x' = (d0 + 1) y + u`. They are a linear system with three words of memory, so (by
//! Cayley and Hamilton) `u` follows a recurrence over the last three `u` and `y`: a sum of six products, which takes one
//! reduction and does not need the `y` of its own round. The words themselves are recovered once, after the last one.
//!
//! What stands for a word is the word over a scale, and the scale of `x` is chosen anew in each round such that the
//! factor of `y` becomes one (the S-box takes a scale to its fifth power): `X' = Y + U`. So a round waits for no more
//! than its S-box. Constants are folded in: `V = U + C`, where C is the constant of the round after.

use super::Parameters;
use crate::Fr;
use ark_ff::{AdditiveGroup, Field, One};

/// How many rounds back the recurrence reaches.
pub(super) const MEMORY: usize = 3;

/// A sum of six products and a constant. The factors stand in the order of the slots: `V` of round r in slot `r % 3`, `Y`
/// of round r in slot `3 + r % 3`.
pub(super) struct Step<T> {
    pub factors: [T; 2 * MEMORY],
    pub constant: T,
}

/// All constants, in some form `T`.
pub(super) struct Schedule<T> {
    /// Constants of the full rounds before the partial ones.
    pub first: Vec<[T; 4]>,
    /// Constant of the first partial round.
    pub entry: T,
    /// From the slots to `V` of each partial round. In the first three rounds the three words that the full rounds gave
    /// stand in the first three slots.
    pub steps: Vec<Step<T>>,
    /// From `Y + V` of the last partial round to the first word.
    pub exit: T,
    /// From the slots after the last partial round to the other words.
    pub words: [Step<T>; 3],
    /// Constants of the full rounds after the partial ones.
    pub last: Vec<[T; 4]>,
}

impl<T> Schedule<T> {
    /// The schedule for words that come in divided by `scale` and go out as they are, its constants in the form that
    /// `form` gives them.
    pub fn new(parameters: &Parameters, scale: Fr, form: impl Fn(Fr) -> T + Copy) -> Self {
        let (first, last) = parameters.full_rounds.split_at(parameters.full_rounds.len() / 2);
        let mut full_scale = scale;
        let first = first.iter().map(|constants| {
            let inverse = full_scale.inverse().expect("a power of a scale that is not zero");
            full_scale = fifth(full_scale);
            constants.map(|constant| form(constant * inverse))
        });
        let first = first.collect();
        let partial = Partial::new(parameters, full_scale);
        let rounds = parameters.partial_rounds.len();
        Self {
            first,
            entry: form(partial.constants[0]),
            steps: (0..rounds).map(|round| partial.step(round).map(form)).collect(),
            exit: form(partial.scales[rounds]),
            words: std::array::from_fn(|word| partial.word(word).map(form)),
            last: last.iter().map(|constants| constants.map(form)).collect(),
        }
    }
}

impl Step<Fr> {
    fn map<T>(self, form: impl Fn(Fr) -> T + Copy) -> Step<T> {
        Step { factors: self.factors.map(form), constant: form(self.constant) }
    }
}

fn fifth(x: Fr) -> Fr {
    x.square().square() * x
}

/// A linear form in `u` and `y` of the last three rounds, the last one first.
type Form = [Fr; 2 * MEMORY];

/// `sum factor * form`.
fn combine<const N: usize>(terms: [(Fr, Form); N]) -> Form {
    std::array::from_fn(|i| terms.iter().map(|(factor, form)| *factor * form[i]).sum())
}

/// The partial rounds' system.
struct Partial {
    /// Diagonal of the internal matrix, for the words but the first.
    diagonal: [Fr; 3],
    /// What `x` is divided by in each round, and after the last.
    scales: Vec<Fr>,
    inverse_scales: Vec<Fr>,
    /// The fifth powers of the scales: what `y` is divided by.
    fifths: Vec<Fr>,
    /// Round constants over the scales; none, zero, after the last round.
    constants: Vec<Fr>,
    /// What the words but the first are divided by when the rounds begin.
    scale: Fr,
}

impl Partial {
    fn new(parameters: &Parameters, scale: Fr) -> Self {
        let [first, diagonal @ ..] = parameters.diagonal;
        let rounds = parameters.partial_rounds.len();
        let mut scales = vec![scale];
        for round in 0..rounds {
            scales.push((first + Fr::one()) * fifth(scales[round]));
        }
        let inverse = |scale: &Fr| scale.inverse().expect("the internal matrix has no zero in its first place");
        let inverse_scales: Vec<Fr> = scales.iter().map(inverse).collect();
        let constants = parameters.partial_rounds.iter().chain(&[Fr::ZERO]);
        let constants = constants.zip(&inverse_scales).map(|(constant, inverse)| *constant * inverse).collect();
        let fifths = scales.iter().map(|scale| fifth(*scale)).collect();
        Self { diagonal, scales, inverse_scales, fifths, constants, scale }
    }

    /// Elementary symmetric polynomials of the diagonal.
    fn symmetric(&self) -> [Fr; 3] {
        let [a, b, c] = self.diagonal;
        [a + b + c, a * b + b * c + c * a, a * b * c]
    }

    /// `u` of a round by those of the rounds before: from the characteristic polynomial of a matrix of ones plus the
    /// diagonal, `z^3 - (3 + e1) z^2 + (2 e1 + e2) z - (e2 + e3)`.
    fn recurrence(&self) -> Form {
        let [e1, e2, e3] = self.symmetric();
        [e1 + Fr::from(3), -(e1.double() + e2), e2 + e3, Fr::from(3), -e1.double(), e2]
    }

    /// From the slots to `V` of a round.
    fn step(&self, round: usize) -> Step<Fr> {
        let inverse = self.inverse_scales[round + 1];
        if round >= MEMORY {
            let mut step = self.scaled(&self.recurrence(), round, inverse);
            step.constant += self.constants[round + 1];
            return step;
        }
        // Sums of the words' columns in the powers of the matrix, as far as words at the beginning reach.
        let mut rows = vec![[Fr::one(); 3]];
        for power in 0..round {
            let row: [Fr; 3] = rows[power];
            let sum: Fr = row.iter().sum();
            rows.push(std::array::from_fn(|i| row[i] * self.diagonal[i] + sum));
        }
        let mut factors = [Fr::ZERO; 2 * MEMORY];
        for (factor, entry) in factors.iter_mut().zip(rows[round]) {
            *factor = entry * self.scale * inverse;
        }
        for before in 0..round {
            let response: Fr = rows[round - 1 - before].iter().sum();
            factors[MEMORY + before] = response * self.fifths[before] * inverse;
        }
        Step { factors, constant: self.constants[round + 1] }
    }

    /// From the slots after the last round to word `1 + word`.
    fn word(&self, word: usize) -> Step<Fr> {
        let unit = |i: usize| -> Form { std::array::from_fn(|j| Fr::from(u8::from(i == j))) };
        let one = Fr::one();
        // Three rounds back (the sums with `y`, then sums of words times powers of the diagonal) ..
        let sums: [Form; 3] = std::array::from_fn(|i| combine([(one, unit(i)), (one, unit(MEMORY + i))]));
        let three = Fr::from(3);
        let plain = unit(2);
        let once = combine([(one, unit(1)), (-three, sums[2])]);
        let twice = combine([(one, unit(0)), (-self.symmetric()[0], sums[2]), (-three, sums[1])]);
        // .. of which Lagrange's polynomial picks one word.
        let d = self.diagonal[word];
        let [a, b] = [self.diagonal[(word + 1) % 3], self.diagonal[(word + 2) % 3]];
        let inverse = ((d - a) * (d - b)).inverse().expect("the internal matrix has a diagonal of different elements");
        let cube = inverse * d.square() * d;
        let before = [(cube, twice), (-cube * (a + b), once), (cube * a * b, plain)];
        let form = combine([(one, combine(before)), (d.square(), sums[2]), (d, sums[1]), (one, sums[0])]);
        self.scaled(&form, self.scales.len() - 1, one)
    }

    /// A form for what stands in the slots before a round, times `factor`.
    fn scaled(&self, form: &Form, round: usize, factor: Fr) -> Step<Fr> {
        let mut step = Step { factors: [Fr::ZERO; 2 * MEMORY], constant: Fr::ZERO };
        for i in 0..MEMORY {
            let before = round - 1 - i;
            let u = form[i] * self.scales[before + 1] * factor;
            step.factors[before % MEMORY] = u;
            step.factors[MEMORY + before % MEMORY] = form[MEMORY + i] * self.fifths[before] * factor;
            // A slot holds V, that is U and the next constant.
            step.constant -= u * self.constants[before + 1];
        }
        step
    }
}
