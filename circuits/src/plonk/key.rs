//! What a verifier has to know of a circuit.

use super::transcript::keccak;
use super::words::{g2_words, points_words, scalar_word, Word, FIXED_GROUPS};
use ark_bn254::{Fr, G1Affine, G2Affine};
use ark_ff::FftField;

/// Number of words of a verification key.
pub const KEY_WORDS: usize = 2 + 2 * FIXED_GROUPS + 8;

/// The key of a circuit for verifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificationKey {
    /// The domain has `2^log_n` rows; from 4 to 28.
    pub log_n: u32,
    /// Number of public inputs.
    pub inputs: usize,
    /// Commitments of the fixed polynomials, three each: the main gate's constants `q_a q_b q_c q_d q_ab q_ac q_0 q_n`, the
    /// selectors `s_0..s_4`, the permutation polynomials `sigma_0..sigma_4`.
    pub fixed: [G1Affine; FIXED_GROUPS],
    /// `[1]_2` and `[x]_2` of the SRS.
    pub g2: [G2Affine; 2],
}

impl VerificationKey {
    /// The generator `w` of the domain; `None` if the field has no such domain.
    pub fn omega(&self) -> Option<Fr> {
        Fr::get_root_of_unity(self.rows())
    }

    /// Rows of the domain.
    pub fn rows(&self) -> u64 {
        1u64.checked_shl(self.log_n).unwrap_or_default()
    }
}

/// The words of a verification key.
pub fn key_words(key: &VerificationKey) -> Vec<Word> {
    let mut words = vec![scalar_word(&Fr::from(key.rows())), scalar_word(&Fr::from(key.inputs as u64))];
    words.extend(points_words(&key.fixed));
    words.extend(key.g2.iter().flat_map(g2_words));
    words
}

/// `keccak256(key words | capacity:32)`.
pub fn key_digest(key: &VerificationKey, capacity: u32) -> Word {
    keccak(key_words(key).iter().chain([&scalar_word(&Fr::from(capacity))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_bn254::G1Projective;
    use ark_ec::AffineRepr;
    use ark_ff::Field;

    fn key() -> VerificationKey {
        let point = |i: u64| G1Affine::from(G1Projective::from(G1Affine::generator()) * Fr::from(i));
        let tau = G2Affine::from(G2Affine::generator() * Fr::from(5u64));
        VerificationKey { log_n: 4, inputs: 8, fixed: [1, 2, 3, 4, 5, 6].map(point), g2: [G2Affine::generator(), tau] }
    }

    #[test]
    fn the_documented_words_hold() {
        let words = key_words(&key());
        assert_eq!((words.len(), KEY_WORDS), (22, 22));
        assert_eq!(words[0], scalar_word(&Fr::from(16u64)));
        assert_eq!(words[1], scalar_word(&Fr::from(8u64)));
        // The generators of EIP-196 and EIP-197.
        assert_eq!(words[2..4], [scalar_word(&Fr::from(1u64)), scalar_word(&Fr::from(2u64))]);
        let imaginary = "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2";
        assert_eq!(hex::encode(words[14]), imaginary);
    }

    #[test]
    fn the_digest_binds_key_and_capacity() {
        let first = key_digest(&key(), 1);
        assert_ne!(first, key_digest(&key(), 2));
        let mut changed = [key(), key(), key(), key()];
        changed[0].log_n = 5;
        changed[1].inputs = 7;
        changed[2].fixed.swap(0, 5);
        changed[3].g2.swap(0, 1);
        for other in changed {
            assert_ne!(first, key_digest(&other, 1));
        }
    }

    #[test]
    fn domains_have_generators() {
        let mut key = key();
        let omega = key.omega().expect("the domain exists");
        assert_eq!(omega.pow([16]), Fr::from(1u64));
        assert_ne!(omega.pow([8]), Fr::from(1u64));
        for log_n in [29, 63, 64, u32::MAX] {
            key.log_n = log_n;
            assert_eq!(key.omega(), None);
        }
    }
}
