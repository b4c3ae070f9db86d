//! Challenges of a proof: each is the hash of all that the prover had to fix before it.

use super::words::Word;
use ark_bn254::Fr;
use ark_ff::PrimeField;
use tiny_keccak::{Hasher, Keccak};

/// The state of a proof's transcript: 32 bytes, at first the key's digest.
///
/// Round: `state' = keccak256(state | words)`, and the challenge is `state' mod p`. A challenge of the 2^256 states takes
/// each value five or six times, so no value is more than 1.14 times as likely as `1/p`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    state: Word,
}

impl Transcript {
    /// The transcript of a proof under the key with this digest.
    pub fn new(key_digest: Word) -> Self {
        Self { state: key_digest }
    }

    /// Absorbs words, which may be none, and draws a challenge.
    pub fn challenge(&mut self, words: &[Word]) -> Fr {
        self.absorb(words);
        reduce(&self.state)
    }

    /// Absorbs words.
    pub fn absorb(&mut self, words: &[Word]) {
        self.state = keccak([&self.state].into_iter().chain(words));
    }

    /// The state: a digest of everything absorbed.
    pub fn state(&self) -> Word {
        self.state
    }
}

/// The weight `rho` of merged proofs, from the last states of their transcripts.
pub fn merging_challenge(states: &[Word]) -> Fr {
    reduce(&keccak(states))
}

/// `keccak256` of words.
pub fn keccak<'a>(words: impl IntoIterator<Item = &'a Word>) -> Word {
    let mut hash = Keccak::v256();
    for word in words {
        hash.update(word);
    }
    let mut digest = [0; 32];
    hash.finalize(&mut digest);
    digest
}

fn reduce(word: &Word) -> Fr {
    Fr::from_be_bytes_mod_order(word)
}

#[cfg(test)]
mod tests {
    use super::super::words::scalar_word;
    use super::*;

    /// Made by `vectors/transcript.py`, which has its own Keccak.
    const VECTORS: &str = include_str!("vectors/transcript.txt");

    fn word(number: u64) -> Word {
        scalar_word(&Fr::from(number))
    }

    /// One challenge a line: what the challenge is called, the state, the challenge.
    fn expected() -> Vec<(String, Word, Word)> {
        let bytes = |text: &str| hex::decode(text).expect("hexadecimal").try_into().expect("32 bytes");
        let line = |line: &str| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            (fields[0].to_owned(), bytes(fields[1]), bytes(fields[2]))
        };
        VECTORS.lines().filter(|line| !line.starts_with('#')).map(line).collect()
    }

    /// Eight public inputs 1001..1008 and the proof words 1..65 under the key digest keccak256("").
    #[test]
    fn challenges_are_those_of_the_vectors() {
        let words: Vec<Word> = (1..=65).map(word).collect();
        let inputs: Vec<Word> = (1001..=1008).map(word).collect();
        let mut transcript = Transcript::new(keccak([]));
        let first = [&inputs[..], &words[0..8]].concat();
        let rounds: [(&str, &[Word]); 7] = [
            ("beta", &first),
            ("gamma", &[]),
            ("alpha", &words[8..10]),
            ("z", &words[10..14]),
            ("v", &words[14..61]),
            ("u", &words[61..63]),
            ("final", &words[63..65]),
        ];
        let expected = expected();
        for ((name, absorbed), (expected_name, state, challenge)) in rounds.iter().zip(&expected) {
            let drawn = transcript.challenge(absorbed);
            assert_eq!((*name, transcript.state(), scalar_word(&drawn)), (expected_name.as_str(), *state, *challenge));
        }
        let merged = merging_challenge(&[transcript.state(), word(5), transcript.state()]);
        assert_eq!(("rho", scalar_word(&merged)), (expected[7].0.as_str(), expected[7].2));
        assert_eq!(expected.len(), 8);
    }

    #[test]
    fn every_word_changes_the_challenge() {
        let words: Vec<Word> = (1..=10).map(word).collect();
        let drawn = |words: &[Word]| Transcript::new([7; 32]).challenge(words);
        for i in 0..words.len() {
            let mut changed = words.clone();
            changed[i][0] ^= 1;
            assert_ne!(drawn(&changed), drawn(&words));
        }
        assert_ne!(drawn(&words[..9]), drawn(&words));
        assert_ne!(Transcript::new([8; 32]).challenge(&words), drawn(&words));
    }
}
