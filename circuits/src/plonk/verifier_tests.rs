//! The verifier against proofs of a prover that follows the definitions.

use super::proof::Proof;
use super::slow::Instance;
use super::verifier::{verify, verify_many, Claim, VerifyError, VerifyManyError};
use super::words::{scalar_word, WordsError, EVALUATION_WORDS, OPENING_WORDS, PROOF_WORDS, VALUE_WORDS};
use super::VerificationKey;
use ark_bn254::Fr;
use ark_ff::One;
use std::sync::OnceLock;

const CAPACITY: u32 = 3;

fn proven() -> &'static [(VerificationKey, Proof); 3] {
    static PROVEN: OnceLock<[(VerificationKey, Proof); 3]> = OnceLock::new();
    // Two statements under one key, and one under another.
    PROVEN.get_or_init(|| {
        [(5, 1), (5, 2), (6, 1)].map(|(variant, seed)| {
            let instance = Instance::new(CAPACITY, variant, seed);
            (instance.key(), instance.prove())
        })
    })
}

fn claim(index: usize) -> Claim<'static> {
    let (key, proof) = &proven()[index];
    Claim { key, capacity: CAPACITY, proof }
}

#[test]
fn proofs_verify() {
    for (key, proof) in proven() {
        assert_eq!(verify(key, CAPACITY, proof), Ok(()));
    }
}

#[test]
fn every_word_matters() {
    let (key, proof) = &proven()[0];
    for i in 0..PROOF_WORDS {
        let mut forged = proof.clone();
        forged.words[i][31] ^= 1;
        let expected = match i {
            i if VALUE_WORDS.contains(&i) => VerifyError::Identities,
            i if i < VALUE_WORDS.start => VerifyError::Words(WordsError::Point(i / 2 * 2)),
            i => VerifyError::Words(WordsError::Point((i - 1) / 2 * 2 + 1)),
        };
        assert_eq!(verify(key, CAPACITY, &forged), Err(expected), "word {i}");
    }
    let starts = (0..VALUE_WORDS.start).step_by(2).chain([OPENING_WORDS.start, EVALUATION_WORDS.start]);
    for start in starts {
        // The generator, the point at infinity, the negative.
        let words = &proof.words[start..start + 2];
        let [x, y] = [words[0], words[1]];
        let negative = super::words::point_words(&-super::words::word_point(&x, &y).expect("a point"));
        for other in [[scalar_word(&Fr::from(1)), scalar_word(&Fr::from(2))], [[0; 32]; 2], negative] {
            let mut forged = proof.clone();
            forged.words[start..start + 2].copy_from_slice(&other);
            let expected = if start < VALUE_WORDS.start { VerifyError::Identities } else { VerifyError::Openings };
            assert_eq!(verify(key, CAPACITY, &forged), Err(expected), "point {start}");
        }
    }
}

#[test]
fn key_capacity_and_statement_matter() {
    let [(key, proof), _, (other, _)] = proven();
    assert_eq!(verify(other, CAPACITY, proof), Err(VerifyError::Identities));
    assert_eq!(verify(key, CAPACITY + 1, proof), Err(VerifyError::Identities));
    for i in 0..proof.public_inputs.len() {
        let mut forged = proof.clone();
        forged.public_inputs[i] += Fr::one();
        assert_eq!(verify(key, CAPACITY, &forged), Err(VerifyError::Identities));
    }
    let mut forged = proof.clone();
    forged.public_inputs.pop();
    assert_eq!(verify(key, CAPACITY, &forged), Err(VerifyError::PublicInputs { expected: 8, found: 7 }));
    for log_n in [0, 3, 29, 64] {
        let mut key = key.clone();
        key.log_n = log_n;
        assert_eq!(verify(&key, CAPACITY, proof), Err(VerifyError::Domain(log_n)));
    }
}

#[test]
fn the_old_format_is_named() {
    let (key, proof) = &proven()[0];
    let mut old = proof.clone();
    old.words.truncate(43);
    assert_eq!(verify(key, CAPACITY, &old), Err(VerifyError::Words(WordsError::OldFormat)));
}

#[test]
fn many_proofs_verify_together() {
    assert_eq!(verify_many(&[]), Err(VerifyManyError::Empty));
    for list in [&[0][..], &[0, 1], &[0, 1, 2], &[2, 2, 2], &[1, 2, 0, 0, 1]] {
        let claims: Vec<Claim<'_>> = list.iter().map(|index| claim(*index)).collect();
        assert_eq!(verify_many(&claims), Ok(()));
    }
}

#[test]
fn one_bad_proof_spoils_many() {
    let (key, proof) = &proven()[0];
    let mut forged = proof.clone();
    // Another opening proof: only the pairing notices.
    forged.words.copy_within(OPENING_WORDS, EVALUATION_WORDS.start);
    let mut damaged = proof.clone();
    damaged.words[20] = [0xff; 32];
    for place in 0..8 {
        let mut claims: Vec<Claim<'_>> = (0..8).map(|i| claim(i % 3)).collect();
        claims[place] = Claim { key, capacity: CAPACITY, proof: &forged };
        assert_eq!(verify_many(&claims), Err(VerifyManyError::Openings));
        claims[place] = Claim { key, capacity: CAPACITY, proof: &damaged };
        let source = VerifyError::Words(WordsError::Scalar(20));
        assert_eq!(verify_many(&claims), Err(VerifyManyError::Proof { index: place, source }));
    }
}

#[test]
fn keys_of_another_setup_are_not_merged() {
    let (key, proof) = &proven()[0];
    let mut key = key.clone();
    key.g2[1] = key.g2[0];
    let claims = [claim(0), Claim { key: &key, capacity: CAPACITY, proof }];
    assert_eq!(verify_many(&claims), Err(VerifyManyError::OtherSrs(1)));
}
