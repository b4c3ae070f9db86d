//! The transcript, in native types: what is absorbed is also what the proof consists of.

use crate::convert::{ark_to_be_bytes, to_ark};
use crate::plonk::words::Word;
use ark_bn254::{Fr, G1Affine};
use ark_ec::AffineRepr as _;
use ark_ff::{BigInteger as _, PrimeField as _};
use bellman_ce::plonk::commitments::transcript::keccak_transcript::RollingKeccakTranscript;
use bellman_ce::plonk::commitments::transcript::{Prng as _, Transcript as _};

/// bellman's transcript of all proofs.
pub type KeccakTranscript = RollingKeccakTranscript<crate::field::Fr>;

/// Absorbs the words of a proof and keeps them.
pub struct Transcript {
    inner: KeccakTranscript,
    words: Vec<Word>,
}

impl Transcript {
    /// Starts with the public inputs, which are absorbed but no words of the proof.
    pub fn new(public_inputs: &[Fr]) -> Self {
        let mut inner = KeccakTranscript::new();
        for input in public_inputs {
            inner.commit_bytes(&ark_to_be_bytes(*input));
        }
        Self { inner, words: Vec::new() }
    }

    /// The next challenge.
    pub fn challenge(&mut self) -> Fr {
        to_ark(self.inner.get_challenge())
    }

    /// Points, each as `x | y`; the point at infinity as two zeros.
    pub fn points(&mut self, points: &[G1Affine]) {
        for point in points {
            let words = point.xy().map_or([[0; 32]; 2], |(x, y)| [x, y].map(coordinate));
            words.into_iter().for_each(|word| self.word(word));
        }
    }

    /// Scalars.
    pub fn scalars(&mut self, scalars: &[Fr]) {
        scalars.iter().for_each(|scalar| self.word(ark_to_be_bytes(*scalar)));
    }

    fn word(&mut self, word: Word) {
        self.inner.commit_bytes(&word);
        self.words.push(word);
    }

    /// The words of the proof.
    pub fn into_words(self) -> Vec<Word> {
        self.words
    }
}

fn coordinate(x: ark_bn254::Fq) -> Word {
    x.into_bigint().to_bytes_be().try_into().expect("a coordinate has 32 bytes")
}
