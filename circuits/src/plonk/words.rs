//! Proofs as 256-bit words, in the order documented in [`crate::plonk`].

use ark_bn254::{Fq, Fr, G1Affine, G2Affine};
use ark_ec::AffineRepr;
use ark_ff::{BigInt, BigInteger, PrimeField};
use std::ops::Range;
use thiserror::Error;

/// 32 bytes, big-endian.
pub type Word = [u8; 32];

/// Committed columns of the witness: the wires `a b c d` and the hash columns `h0..h6`.
pub const COLUMNS: usize = 11;
/// Parts of the quotient, each of degree below the domain's size.
pub const QUOTIENT_PARTS: usize = 5;
/// Fixed polynomials of a circuit: eight constants of the main gate, five selectors, five permutation polynomials.
pub const FIXED: usize = 18;
/// How many polynomials one commitment holds.
pub const GROUP: usize = 3;

/// Groups of columns of the witness.
pub const WIRE_GROUPS: usize = COLUMNS.div_ceil(GROUP);
/// Groups of parts of the quotient.
pub const QUOTIENT_GROUPS: usize = QUOTIENT_PARTS.div_ceil(GROUP);
/// Groups of fixed polynomials.
pub const FIXED_GROUPS: usize = FIXED.div_ceil(GROUP);

/// Values that a proof opens: columns and grand product at `z` and at `zw`, quotient and fixed polynomials at `z`.
pub const VALUES: usize = 2 * (COLUMNS + 1) + QUOTIENT_PARTS + FIXED;

/// Where the commitments of the columns are.
pub const WIRE_WORDS: Range<usize> = 0..2 * WIRE_GROUPS;
/// Where the commitment of the permutation's grand product is.
pub const PRODUCT_WORDS: Range<usize> = WIRE_WORDS.end..WIRE_WORDS.end + 2;
/// Where the commitments of the quotient are.
pub const QUOTIENT_WORDS: Range<usize> = PRODUCT_WORDS.end..PRODUCT_WORDS.end + 2 * QUOTIENT_GROUPS;
/// Where the opened values are.
pub const VALUE_WORDS: Range<usize> = QUOTIENT_WORDS.end..QUOTIENT_WORDS.end + VALUES;
/// Where `W`, the quotient of the openings, is.
pub const OPENING_WORDS: Range<usize> = VALUE_WORDS.end..VALUE_WORDS.end + 2;
/// Where `W'`, the opening of the combination at `u`, is.
pub const EVALUATION_WORDS: Range<usize> = OPENING_WORDS.end..OPENING_WORDS.end + 2;
/// Number of words of a proof.
pub const PROOF_WORDS: usize = EVALUATION_WORDS.end;
/// Number of words of a proof of format 1, which this program no longer verifies.
const OLD_PROOF_WORDS: usize = 43;

/// Words that are not a proof.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WordsError {
    /// The number of words is that of the format before this one.
    #[error(
        "the proof has 43 words, it is of format 1: prove the block again with this version, which proves in format 2"
    )]
    OldFormat,
    /// The number of words is wrong.
    #[error("a proof has {PROOF_WORDS} words, found {0}: it was cut off or is of another format, prove again")]
    Length(usize),
    /// A scalar is not below the modulus.
    #[error("word {0} is not below the scalar modulus: the proof is damaged, prove again")]
    Scalar(usize),
    /// A point is not on the curve or its coordinates are not below the modulus.
    #[error("words {0} and {next} are not a point of the curve: the proof is damaged, prove again", next = .0 + 1)]
    Point(usize),
}

/// The commitments of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofPoints {
    /// The columns: `(a, b, c)`, `(d, h0, h1)`, `(h2, h3, h4)`, `(h5, h6)`.
    pub wires: [G1Affine; WIRE_GROUPS],
    /// The grand product `Z` of the permutation.
    pub product: G1Affine,
    /// The quotient: `(T_0, T_1, T_2)`, `(T_3, T_4)`.
    pub quotient: [G1Affine; QUOTIENT_GROUPS],
    /// `W`.
    pub opening: G1Affine,
    /// `W'`.
    pub evaluation: G1Affine,
}

/// The opened values of a proof, or whatever stands for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofValues<F = Fr> {
    /// `a b c d h0..h6` at `z`.
    pub columns: [F; COLUMNS],
    /// `Z` at `z`.
    pub product: F,
    /// `a b c d h0..h6` at `zw`.
    pub next_columns: [F; COLUMNS],
    /// `Z` at `zw`.
    pub next_product: F,
    /// `T_0..T_4` at `z`.
    pub quotient: [F; QUOTIENT_PARTS],
    /// The fixed polynomials at `z`.
    pub fixed: [F; FIXED],
}

impl<F: Copy> ProofValues<F> {
    /// From the values in the order of the proof's words.
    pub fn from_order(values: &[F; VALUES]) -> Self {
        let mut rest = &values[..];
        Self {
            columns: take(&mut rest),
            product: take::<1, F>(&mut rest)[0],
            next_columns: take(&mut rest),
            next_product: take::<1, F>(&mut rest)[0],
            quotient: take(&mut rest),
            fixed: take(&mut rest),
        }
    }

    /// The values in the order of the proof's words.
    pub fn in_order(&self) -> [F; VALUES] {
        let here = self.columns.iter().chain([&self.product]);
        let next = self.next_columns.iter().chain([&self.next_product]);
        let mut all = here.chain(next).chain(&self.quotient).chain(&self.fixed).copied();
        std::array::from_fn(|_| all.next().expect("the parts of the values add up to their number"))
    }
}

impl ProofValues {
    /// The words of the values.
    pub fn words(&self) -> Vec<Word> {
        self.in_order().iter().map(scalar_word).collect()
    }

    /// From the words of a proof.
    fn read(words: &[Word; PROOF_WORDS]) -> Result<Self, WordsError> {
        let mut values = [Fr::default(); VALUES];
        for (value, index) in values.iter_mut().zip(VALUE_WORDS) {
            *value = word_scalar(&words[index]).ok_or(WordsError::Scalar(index))?;
        }
        Ok(Self::from_order(&values))
    }
}

/// The next `N` values.
fn take<const N: usize, F: Copy>(rest: &mut &[F]) -> [F; N] {
    let (first, others) = rest.split_first_chunk().expect("the parts of the values add up to their number");
    *rest = others;
    *first
}

/// The words of a proof.
pub fn proof_words(points: &ProofPoints, values: &ProofValues) -> Vec<Word> {
    let mut words = points_words(&points.wires);
    words.extend(point_words(&points.product));
    words.extend(points_words(&points.quotient));
    words.extend(values.words());
    words.extend(points_words(&[points.opening, points.evaluation]));
    words
}

/// The proof with these words. Every scalar is below the modulus, every point on the curve.
pub fn read_proof(words: &[Word]) -> Result<(ProofPoints, ProofValues), WordsError> {
    let words: &[Word; PROOF_WORDS] = words.try_into().map_err(|_| match words.len() {
        OLD_PROOF_WORDS => WordsError::OldFormat,
        found => WordsError::Length(found),
    })?;
    let point = |i: usize| word_point(&words[i], &words[i + 1]).ok_or(WordsError::Point(i));
    let mut wires = [G1Affine::identity(); WIRE_GROUPS];
    for (group, index) in wires.iter_mut().zip(WIRE_WORDS.step_by(2)) {
        *group = point(index)?;
    }
    let mut quotient = [G1Affine::identity(); QUOTIENT_GROUPS];
    for (group, index) in quotient.iter_mut().zip(QUOTIENT_WORDS.step_by(2)) {
        *group = point(index)?;
    }
    let points = ProofPoints {
        wires,
        product: point(PRODUCT_WORDS.start)?,
        quotient,
        opening: point(OPENING_WORDS.start)?,
        evaluation: point(EVALUATION_WORDS.start)?,
    };
    Ok((points, ProofValues::read(words)?))
}

fn integer_word(integer: BigInt<4>) -> Word {
    integer.to_bytes_be().try_into().expect("an integer of four limbs has 32 bytes")
}

fn word_integer(word: &Word) -> BigInt<4> {
    let limb = |i: usize| u64::from_be_bytes(word[8 * i..8 * i + 8].try_into().expect("a limb has eight bytes"));
    BigInt::new([limb(3), limb(2), limb(1), limb(0)])
}

/// The word of a scalar.
pub fn scalar_word(scalar: &Fr) -> Word {
    integer_word(scalar.into_bigint())
}

/// The scalar of a word; `None` at or above the modulus.
pub fn word_scalar(word: &Word) -> Option<Fr> {
    Fr::from_bigint(word_integer(word))
}

/// The words of a point; two zeros for the point at infinity.
pub fn point_words(point: &G1Affine) -> [Word; 2] {
    let (x, y) = point.xy().unwrap_or_default();
    [x, y].map(|coordinate| integer_word(coordinate.into_bigint()))
}

/// The words of several points.
pub fn points_words(points: &[G1Affine]) -> Vec<Word> {
    points.iter().flat_map(point_words).collect()
}

/// The point of two words; `None` if a coordinate is not below the modulus or the point is not on the curve.
pub fn word_point(x: &Word, y: &Word) -> Option<G1Affine> {
    if *x == [0; 32] && *y == [0; 32] {
        return Some(G1Affine::identity());
    }
    let point = G1Affine::new_unchecked(Fq::from_bigint(word_integer(x))?, Fq::from_bigint(word_integer(y))?);
    // The curve has cofactor one, so a point that satisfies the equation is in the group.
    point.is_on_curve().then_some(point)
}

/// The words of a point of the second group, imaginary parts first, as the EVM wants them.
pub fn g2_words(point: &G2Affine) -> [Word; 4] {
    let (x, y) = point.xy().unwrap_or_default();
    [x.c1, x.c0, y.c1, y.c0].map(|coordinate| integer_word(coordinate.into_bigint()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_bn254::G1Projective;

    /// A proof whose points and values are all different.
    fn numbered() -> (ProofPoints, ProofValues) {
        let point = |i: u64| G1Affine::from(G1Projective::from(G1Affine::generator()) * Fr::from(i));
        let points = ProofPoints {
            wires: [1, 2, 3, 4].map(point),
            product: point(5),
            quotient: [6, 7].map(point),
            opening: point(8),
            evaluation: point(9),
        };
        let value = |i: usize| Fr::from(100 + i as u64);
        let values = ProofValues {
            columns: std::array::from_fn(value),
            product: value(11),
            next_columns: std::array::from_fn(|i| value(12 + i)),
            next_product: value(23),
            quotient: std::array::from_fn(|i| value(24 + i)),
            fixed: std::array::from_fn(|i| value(29 + i)),
        };
        (points, values)
    }

    /// The table in the documentation of [`crate::plonk`].
    #[test]
    fn the_documented_layout_holds() {
        assert_eq!((WIRE_WORDS, PRODUCT_WORDS, QUOTIENT_WORDS), (0..8, 8..10, 10..14));
        assert_eq!((VALUE_WORDS, OPENING_WORDS, EVALUATION_WORDS), (14..61, 61..63, 63..65));
        assert_eq!((VALUES, PROOF_WORDS), (47, 65));
    }

    #[test]
    fn words_and_proofs_are_the_same() {
        let (points, values) = numbered();
        let words = proof_words(&points, &values);
        for (i, word) in words[VALUE_WORDS].iter().enumerate() {
            assert_eq!(*word, scalar_word(&Fr::from(100 + i as u64)));
        }
        assert_eq!(read_proof(&words), Ok((points, values)));
    }

    #[test]
    fn every_word_is_checked() {
        let (points, values) = numbered();
        let words = proof_words(&points, &values);
        for i in 0..PROOF_WORDS {
            let mut forged = words.clone();
            forged[i] = [0xff; 32];
            let expected = match VALUE_WORDS.contains(&i) {
                true => WordsError::Scalar(i),
                // The words of values are an odd number, so what follows them starts at an odd index.
                false if i >= VALUE_WORDS.end => WordsError::Point((i - 1) / 2 * 2 + 1),
                false => WordsError::Point(i / 2 * 2),
            };
            assert_eq!(read_proof(&forged), Err(expected));
        }
        for i in VALUE_WORDS {
            let mut forged = words.clone();
            forged[i] = integer_word(Fr::MODULUS);
            assert_eq!(read_proof(&forged), Err(WordsError::Scalar(i)));
        }
    }

    #[test]
    fn other_lengths_are_refused() {
        let (points, values) = numbered();
        let mut words = proof_words(&points, &values);
        words.push([0; 32]);
        assert_eq!(read_proof(&words), Err(WordsError::Length(66)));
        assert_eq!(read_proof(&words[..64]), Err(WordsError::Length(64)));
        assert_eq!(read_proof(&[]), Err(WordsError::Length(0)));
        assert_eq!(read_proof(&words[..43]), Err(WordsError::OldFormat));
        assert!(WordsError::OldFormat.to_string().contains("format 1"));
    }

    #[test]
    fn points_are_checked() {
        let one = G1Affine::generator();
        let [x, y] = point_words(&one);
        assert_eq!(word_point(&x, &y), Some(one));
        assert_eq!(word_point(&x, &x), None);
        assert_eq!(word_point(&[0xff; 32], &y), None);
        assert_eq!(word_point(&[0; 32], &[0; 32]), Some(G1Affine::identity()));
        assert_eq!(point_words(&G1Affine::identity()), [[0; 32]; 2]);
        // The same point, its coordinate written as a larger integer.
        let mut larger = word_integer(&x);
        larger.add_with_carry(&Fq::MODULUS);
        assert_eq!(word_point(&integer_word(larger), &y), None);
    }
}
