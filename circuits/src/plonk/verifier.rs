//! Verifying proofs, one or many with one pairing. The equations are those of [`crate::plonk`].

use super::identities::{defect, Point};
use super::key::{key_digest, VerificationKey};
use super::openings::{Opening, Scalars};
use super::proof::Proof;
use super::shape::PERIOD;
use super::transcript::{merging_challenge, Transcript};
use super::words::{
    read_proof, scalar_word, ProofPoints, ProofValues, Word, WordsError, EVALUATION_WORDS, OPENING_WORDS,
    PRODUCT_WORDS, QUOTIENT_WORDS, VALUE_WORDS, WIRE_WORDS,
};
use ark_bn254::{Bn254, Fr, G1Affine, G1Projective, G2Affine};
use ark_ec::pairing::Pairing;
use ark_ec::{AffineRepr, VariableBaseMSM};
use ark_ff::{Field, One, Zero};
use thiserror::Error;

/// Why a proof is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VerifyError {
    /// The words are not a proof.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The number of public inputs is wrong.
    #[error("the key has {expected} public inputs, the proof {found}: the proof is of another circuit")]
    PublicInputs {
        /// What the key has.
        expected: usize,
        /// What the proof has.
        found: usize,
    },
    /// The key's domain does not exist, or has fewer rows than public inputs.
    #[error("the key has 2^{0} rows: it is damaged, generate it again")]
    Domain(u32),
    /// The challenge `z` is 0 or a row of the domain, which no honest transcript hits.
    #[error("the proof's challenge is a row of the domain: prove again")]
    Challenge,
    /// The opened values do not satisfy the circuit's identities.
    #[error("the proof's values do not satisfy the circuit under this key and these public inputs")]
    Identities,
    /// The commitments do not open to the values.
    #[error("the proof's commitments do not open to its values under this key and these public inputs")]
    Openings,
}

/// Why several proofs are refused together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VerifyManyError {
    /// Nothing was given.
    #[error("there is no proof to verify")]
    Empty,
    /// A proof is refused by itself.
    #[error("proof {index}: {source}")]
    Proof {
        /// Its place in the list.
        index: usize,
        /// The reason.
        source: VerifyError,
    },
    /// The keys are of different setups, so that one pairing cannot serve them.
    #[error("proof {0} is under a key of another SRS than the first: verify it alone")]
    OtherSrs(usize),
    /// The weight of the merged proofs is zero, which no honest transcript hits.
    #[error("the weight of the merged proofs is zero: verify them one by one")]
    Weight,
    /// The commitments of at least one proof do not open to its values.
    #[error("the commitments of at least one of the proofs do not open to its values: verify them one by one")]
    Openings,
}

/// A proof and what it is a proof of.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The circuit's key.
    pub key: &'a VerificationKey,
    /// The circuit's capacity.
    pub capacity: u32,
    /// The proof.
    pub proof: &'a Proof,
}

/// Verifies a proof under the key of a circuit with this capacity.
pub fn verify(key: &VerificationKey, capacity: u32, proof: &Proof) -> Result<(), VerifyError> {
    let replayed = Replayed::new(&Claim { key, capacity, proof })?;
    let mut sum = Sum::default();
    replayed.add_to(&mut sum, Fr::one());
    sum.holds(&key.g2).then_some(()).ok_or(VerifyError::Openings)
}

/// Verifies several proofs with one pairing: their equations are added with powers of a challenge that depends on all of
/// them. Keys may differ, but must be of one SRS.
pub fn verify_many(claims: &[Claim<'_>]) -> Result<(), VerifyManyError> {
    let g2 = claims.first().ok_or(VerifyManyError::Empty)?.key.g2;
    if let Some(index) = claims.iter().position(|claim| claim.key.g2 != g2) {
        return Err(VerifyManyError::OtherSrs(index));
    }
    let replay = |(index, claim)| Replayed::new(claim).map_err(|source| VerifyManyError::Proof { index, source });
    let replayed: Vec<Replayed<'_>> = claims.iter().enumerate().map(replay).collect::<Result<_, _>>()?;
    let states: Vec<Word> = replayed.iter().map(|proof| proof.state).collect();
    let rho = merging_challenge(&states);
    if rho.is_zero() && replayed.len() > 1 {
        return Err(VerifyManyError::Weight);
    }
    let (mut sum, mut weight) = (Sum::default(), Fr::one());
    for proof in &replayed {
        proof.add_to(&mut sum, weight);
        weight *= rho;
    }
    sum.holds(&g2).then_some(()).ok_or(VerifyManyError::Openings)
}

/// A proof whose values satisfy the identities, and whose commitments are still to be opened.
struct Replayed<'a> {
    key: &'a VerificationKey,
    omega: Fr,
    points: ProofPoints,
    values: ProofValues,
    challenges: Challenges,
    /// The last state of the transcript.
    state: Word,
}

impl<'a> Replayed<'a> {
    fn new(claim: &Claim<'a>) -> Result<Self, VerifyError> {
        let Claim { key, capacity, proof } = *claim;
        if proof.public_inputs.len() != key.inputs {
            return Err(VerifyError::PublicInputs { expected: key.inputs, found: proof.public_inputs.len() });
        }
        let omega = key.omega().filter(|_| key.log_n >= 4 && key.inputs as u64 <= key.rows());
        let omega = omega.ok_or(VerifyError::Domain(key.log_n))?;
        let (points, values) = read_proof(&proof.words)?;
        let (challenges, state) = replay(key_digest(key, capacity), &proof.public_inputs, &proof.words);
        let point = challenges.point(key.rows(), omega, &proof.public_inputs).ok_or(VerifyError::Challenge)?;
        if !defect(&values, &point).is_zero() {
            return Err(VerifyError::Identities);
        }
        Ok(Self { key, omega, points, values, challenges, state })
    }

    /// Adds `weight` times this proof's equation `[L] + u [W'] = x [W']`.
    fn add_to(&self, sum: &mut Sum, weight: Fr) {
        let Challenges { z, v, u, .. } = self.challenges;
        let next = z * self.omega;
        let inverse = (z - next).inverse().expect("z is not zero and the generator is not one");
        let scalars = Scalars::new(&self.values, &Opening { z, next, inverse, v, u, weight });

        for (point, scalar) in self.points.wires.iter().zip(scalars.wires) {
            sum.left(*point, scalar);
        }
        sum.left(self.points.product, scalars.product);
        for (point, scalar) in self.points.quotient.iter().zip(scalars.quotient) {
            sum.left(*point, scalar);
        }
        for (point, scalar) in self.key.fixed.iter().zip(scalars.fixed) {
            sum.left(*point, scalar);
        }
        sum.left(G1Affine::generator(), -scalars.minus_generator);
        sum.left(self.points.opening, -scalars.minus_opening);
        sum.left(self.points.evaluation, scalars.evaluation);
        sum.right(self.points.evaluation, weight);
    }
}

/// The challenges of a proof.
struct Challenges {
    beta: Fr,
    gamma: Fr,
    alpha: Fr,
    z: Fr,
    v: Fr,
    u: Fr,
}

impl Challenges {
    /// Where the identities are evaluated; `None` if `z` is 0 or in the domain.
    fn point(&self, rows: u64, omega: Fr, inputs: &[Fr]) -> Option<Point<Fr>> {
        let Self { beta, gamma, alpha, z, .. } = *self;
        let y = z.pow([rows / PERIOD as u64]);
        let z_to_n = y.pow([PERIOD as u64]);
        let vanishing = z_to_n - Fr::one();
        if z.is_zero() || vanishing.is_zero() {
            return None;
        }
        // L_i(z) = w^i (z^n - 1) / (n (z - w^i))
        let lagrange = |root: Fr| Some(root * vanishing * (Fr::from(rows) * (z - root)).inverse()?);
        let (mut root, mut public_inputs) = (Fr::one(), Fr::zero());
        for input in inputs {
            public_inputs += lagrange(root)? * input;
            root *= omega;
        }
        let first_row = lagrange(Fr::one())?;
        Some(Point { beta, gamma, alpha, z, y, z_to_n, first_row, public_inputs })
    }
}

/// Draws the challenges of a proof whose words have been checked.
fn replay(key_digest: Word, inputs: &[Fr], words: &[Word]) -> (Challenges, Word) {
    let mut transcript = Transcript::new(key_digest);
    let mut first: Vec<Word> = inputs.iter().map(scalar_word).collect();
    first.extend(&words[WIRE_WORDS]);
    let challenges = Challenges {
        beta: transcript.challenge(&first),
        gamma: transcript.challenge(&[]),
        alpha: transcript.challenge(&words[PRODUCT_WORDS]),
        z: transcript.challenge(&words[QUOTIENT_WORDS]),
        v: transcript.challenge(&words[VALUE_WORDS]),
        u: transcript.challenge(&words[OPENING_WORDS]),
    };
    transcript.absorb(&words[EVALUATION_WORDS]);
    (challenges, transcript.state())
}

/// The two sides of the pairing equation.
#[derive(Default)]
struct Sum {
    left: (Vec<G1Affine>, Vec<Fr>),
    right: (Vec<G1Affine>, Vec<Fr>),
}

impl Sum {
    fn left(&mut self, point: G1Affine, scalar: Fr) {
        self.left.0.push(point);
        self.left.1.push(scalar);
    }

    fn right(&mut self, point: G1Affine, scalar: Fr) {
        self.right.0.push(point);
        self.right.1.push(scalar);
    }

    /// `e(left, [1]_2) = e(right, [x]_2)`.
    fn holds(&self, g2: &[G2Affine; 2]) -> bool {
        let total = |(points, scalars): &(Vec<G1Affine>, Vec<Fr>)| G1Projective::msm_unchecked(points, scalars);
        Bn254::multi_pairing([total(&self.left), -total(&self.right)], *g2).is_zero()
    }
}
