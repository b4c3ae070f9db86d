//! Proofs and verification keys as 256-bit words, in the order documented in [`crate::plonk`].

use crate::convert::{from_be_bytes, to_be_bytes};
use crate::field::{int, Engine, Fr};
use crate::gates::{all, Gates};
use bellman_ce::pairing::bn256::{Fq, FqRepr, G1Affine, G2Affine};
use bellman_ce::pairing::ff::{PrimeField, PrimeFieldRepr};
use bellman_ce::pairing::CurveAffine;
use bellman_ce::plonk::better_better_cs::cs::{Circuit, PolyIdentifier, VerificationKey};
use bellman_ce::plonk::better_better_cs::proof::{sort_queries_for_linearization, Proof};
use std::ops::Range;
use thiserror::Error;
use tiny_keccak::{Hasher, Keccak};

/// 32 bytes, big-endian.
pub type Word = [u8; 32];

/// Words that are not a proof.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WordsError {
    /// The number of words is wrong.
    #[error("a proof has {expected} words, found {found}")]
    Length {
        /// What a proof has.
        expected: usize,
        /// What was given.
        found: usize,
    },
    /// A scalar is not below the modulus.
    #[error("word {0} is not below the scalar modulus")]
    Scalar(usize),
    /// A point is not on the curve or its coordinates are not below the modulus.
    #[error("words {0} and {next} are not a point of the curve", next = .0 + 1)]
    Point(usize),
}

/// Where things are in the words of a proof; follows from the gates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The wires that are opened at `zw`, in order.
    pub next_wires: Vec<usize>,
    /// The setup polynomials that are opened at `z`: gate (position in the registry) and index of the polynomial.
    pub setups: Vec<(usize, usize)>,
}

impl Layout {
    /// The layout for the registered gates.
    pub fn get() -> Self {
        let gates = Gates::declare_used_gates().expect("the registry's list cannot fail");
        let queries = sort_queries_for_linearization(&gates, 1);
        let wire = |id: &PolyIdentifier| match id {
            PolyIdentifier::VariablesPolynomial(i) => *i,
            other => unreachable!("{other:?} is not a wire"),
        };
        assert_eq!(queries.state_polys[0].iter().map(wire).collect::<Vec<_>>(), [0, 1, 2, 3], "all wires are opened");
        let index = |id: &PolyIdentifier| match id {
            PolyIdentifier::GateSetupPolynomial(_, i) => *i,
            other => unreachable!("{other:?} is not a setup polynomial"),
        };
        let per_gate = queries.gate_setup_polys.iter().enumerate();
        Self {
            next_wires: queries.state_polys[1].iter().map(wire).collect(),
            setups: per_gate.flat_map(|(gate, ids)| ids[0].iter().map(move |id| (gate, index(id)))).collect(),
        }
    }

    /// Wires at `z`.
    pub fn wires(&self) -> Range<usize> {
        19..23
    }

    /// Wires at `zw`.
    pub fn next(&self) -> Range<usize> {
        23..23 + self.next_wires.len()
    }

    /// Setup polynomials at `z`.
    pub fn setup(&self) -> Range<usize> {
        let start = self.next().end;
        start..start + self.setups.len()
    }

    /// The main gate's selector at `z`; the permutation polynomials, `Z(zw)` and `r(z)` follow.
    pub fn selector(&self) -> usize {
        self.setup().end
    }

    /// The opening proofs, two points.
    pub fn openings(&self) -> Range<usize> {
        let start = self.selector() + 6;
        start..start + 4
    }

    /// Number of words of a proof.
    pub fn len(&self) -> usize {
        self.openings().end
    }

    /// A proof is never empty.
    pub fn is_empty(&self) -> bool {
        false
    }
}

fn fq_word(x: &Fq) -> Word {
    let mut word = [0u8; 32];
    x.into_repr().write_be(&mut word[..]).expect("a coordinate has 32 bytes");
    word
}

fn word_fq(word: &Word) -> Option<Fq> {
    let mut repr = FqRepr::default();
    repr.read_be(&word[..]).ok()?;
    Fq::from_repr(repr).ok()
}

fn point_words(point: &G1Affine) -> [Word; 2] {
    if point.is_zero() {
        return [[0; 32]; 2];
    }
    let (x, y) = point.into_xy_unchecked();
    [fq_word(&x), fq_word(&y)]
}

fn words_point(x: &Word, y: &Word) -> Option<G1Affine> {
    if *x == [0; 32] && *y == [0; 32] {
        return Some(G1Affine::zero());
    }
    // The curve has cofactor one, so a point that satisfies the equation is in the group.
    G1Affine::from_xy_checked(word_fq(x)?, word_fq(y)?).ok()
}

fn g2_words(point: &G2Affine) -> [Word; 4] {
    let (x, y) = point.into_xy_unchecked();
    [fq_word(&x.c1), fq_word(&x.c0), fq_word(&y.c1), fq_word(&y.c0)]
}

/// The words of a proof, without its public inputs.
pub fn proof_words(proof: &Proof<Engine, Gates>) -> Vec<Word> {
    let mut words = Vec::new();
    words.extend(proof.state_polys_commitments.iter().flat_map(point_words));
    words.extend(point_words(&proof.copy_permutation_grand_product_commitment));
    words.extend(proof.quotient_poly_parts_commitments.iter().flat_map(point_words));
    let scalars = std::iter::once(&proof.quotient_poly_opening_at_z)
        .chain(&proof.state_polys_openings_at_z)
        .chain(proof.state_polys_openings_at_dilations.iter().map(|o| &o.2))
        .chain(proof.gate_setup_openings_at_z.iter().map(|o| &o.2))
        .chain(proof.gate_selectors_openings_at_z.iter().map(|o| &o.1))
        .chain(&proof.copy_permutation_polys_openings_at_z)
        .chain([&proof.copy_permutation_grand_product_opening_at_z_omega, &proof.linearization_poly_opening_at_z]);
    words.extend(scalars.map(|x| to_be_bytes(*x)));
    words.extend(point_words(&proof.opening_proof_at_z));
    words.extend(point_words(&proof.opening_proof_at_z_omega));
    words
}

/// The proof with these public inputs and words, in the shape that a circuit of `n + 1` rows has.
pub fn words_proof(n: usize, inputs: &[Fr], words: &[Word]) -> Result<Proof<Engine, Gates>, WordsError> {
    let layout = Layout::get();
    if words.len() != layout.len() {
        return Err(WordsError::Length { expected: layout.len(), found: words.len() });
    }
    let point = |i: usize| words_point(&words[i], &words[i + 1]).ok_or(WordsError::Point(i));
    let scalar = |i: usize| from_be_bytes(&words[i]).ok_or(WordsError::Scalar(i));
    let mut proof = Proof::<Engine, Gates>::empty();
    proof.n = n;
    proof.inputs = inputs.to_vec();
    proof.state_polys_commitments = (0..4).map(|i| point(2 * i)).collect::<Result<_, _>>()?;
    proof.copy_permutation_grand_product_commitment = point(8)?;
    proof.quotient_poly_parts_commitments = (5..9).map(|i| point(2 * i)).collect::<Result<_, _>>()?;
    proof.quotient_poly_opening_at_z = scalar(18)?;
    proof.state_polys_openings_at_z = layout.wires().map(scalar).collect::<Result<_, _>>()?;
    for (i, wire) in layout.next().zip(&layout.next_wires) {
        proof.state_polys_openings_at_dilations.push((1, *wire, scalar(i)?));
    }
    for (i, (gate, index)) in layout.setup().zip(&layout.setups) {
        proof.gate_setup_openings_at_z.push((*gate, *index, scalar(i)?));
    }
    let at = layout.selector();
    proof.gate_selectors_openings_at_z = vec![(0, scalar(at)?)];
    proof.copy_permutation_polys_openings_at_z = (at + 1..at + 4).map(scalar).collect::<Result<_, _>>()?;
    proof.copy_permutation_grand_product_opening_at_z_omega = scalar(at + 4)?;
    proof.linearization_poly_opening_at_z = scalar(at + 5)?;
    proof.opening_proof_at_z = point(layout.openings().start)?;
    proof.opening_proof_at_z_omega = point(layout.openings().start + 2)?;
    Ok(proof)
}

/// The words of a verification key.
pub fn key_words(key: &VerificationKey<Engine, Gates>) -> Vec<Word> {
    let mut words = vec![to_be_bytes(int(key.n as u128 + 1)), to_be_bytes(int(key.num_inputs as u128))];
    let points = key.gate_setup_commitments.iter().chain(&key.gate_selectors_commitments);
    words.extend(points.chain(&key.permutation_commitments).flat_map(point_words));
    words.extend(key.non_residues.iter().map(|x| to_be_bytes(*x)));
    words.extend(key.g2_elements.iter().flat_map(g2_words));
    words
}

/// `keccak256(key words | capacity:32)`.
pub fn key_digest(key: &VerificationKey<Engine, Gates>, capacity: u32) -> [u8; 32] {
    let mut hash = Keccak::v256();
    for word in key_words(key) {
        hash.update(&word);
    }
    hash.update(&to_be_bytes(int(u128::from(capacity))));
    let mut digest = [0u8; 32];
    hash.finalize(&mut digest);
    digest
}

/// How many setup polynomials come before gate `gate` in a key.
pub fn setup_offset(gate: usize) -> usize {
    all()[..gate].iter().map(|g| g.setups).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table in the documentation of [`crate::plonk`].
    #[test]
    fn the_documented_layout_holds() {
        let layout = Layout::get();
        assert_eq!(layout.next_wires, [3, 0, 1, 2]);
        assert_eq!(layout.setups, [(1, 100), (1, 101), (1, 102), (1, 103), (2, 120), (2, 121)]);
        assert_eq!((layout.next(), layout.setup(), layout.selector()), (23..27, 27..33, 33));
        assert_eq!((layout.openings(), layout.len()), (39..43, 43));
        assert_eq!(all().iter().map(|g| g.setups).collect::<Vec<_>>(), [8, 4, 2, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn points_are_checked() {
        let one = G1Affine::one();
        let [x, y] = point_words(&one);
        assert_eq!(words_point(&x, &y), Some(one));
        assert_eq!(words_point(&x, &x), None);
        assert_eq!(words_point(&[0xff; 32], &y), None);
        assert_eq!(words_point(&[0; 32], &[0; 32]), Some(G1Affine::zero()));
    }
}
