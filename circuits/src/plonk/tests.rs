//! A small Merkle circuit from rows to proof.

use super::columns;
use super::key::key_digest;
use super::progress::NoProgress;
use super::prover::oracle::assert_consistent;
use super::words::WordsError;
use super::{
    prove, prove_attended, verify, verify_many, Cancel, Circuit, CircuitKeys, Claim, Control, KeyStore, Proof,
    ProveError, Srs, VerifyError, VerifyManyError, Violation,
};
use crate::builder::Builder;
use crate::convert::to_ark;
use crate::field::{int, Fr};
use crate::gadgets::merkle::{alloc_digits, Path};
use crate::gadgets::{range, Num};
use ark_ff::Field;
use std::cell::Cell;
use std::sync::{Arc, OnceLock};

/// Knowledge of a 64-bit leaf under a public root, and a public square of it.
#[derive(Clone)]
struct Membership {
    leaf: u128,
    depth: usize,
}

impl Membership {
    fn public_inputs(&self) -> Vec<Fr> {
        let mut cs = Builder::new();
        self.synthesize(&mut cs);
        cs.public_inputs()
    }
}

impl Circuit for Membership {
    fn name(&self) -> String {
        format!("membership-{}", self.depth)
    }

    fn capacity(&self) -> u32 {
        1
    }

    fn synthesize(&self, cs: &mut Builder) {
        let siblings: Vec<[Fr; 3]> = (0..self.depth).map(|i| [0, 1, 2].map(|j| int(100 + 3 * i as u128 + j))).collect();
        let leaf = cs.alloc(int(self.leaf));
        range::assert_range(cs, "leaf-in-range", &leaf, 64);
        let digits = alloc_digits(cs, 0b_11_10_01_00_11, self.depth);
        let square = leaf.square(cs);
        let [root, _] = Path { digits: &digits, siblings: &siblings }.roots(cs, &leaf, &square);
        for num in [root, square] {
            let input: Num = cs.public_input(num.value());
            cs.assert_equal("public-input", &input, &num);
        }
    }
}

fn srs() -> Arc<Srs> {
    static SRS: OnceLock<Arc<Srs>> = OnceLock::new();
    Arc::clone(SRS.get_or_init(|| Arc::new(Srs::development(3 << 8))))
}

/// 2^8 rows: 8 levels are 16 hashes.
const DEPTH: usize = 8;

fn keys() -> &'static (Membership, CircuitKeys, Proof) {
    static KEYS: OnceLock<(Membership, CircuitKeys, Proof)> = OnceLock::new();
    KEYS.get_or_init(|| {
        let circuit = Membership { leaf: 77, depth: DEPTH };
        let keys = CircuitKeys::generate(&circuit, srs(), &NoProgress).expect("the SRS is large enough");
        assert_eq!(keys.domain_size(), 1 << 8);
        let proof = prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid");
        (circuit, keys, proof)
    })
}

fn check(keys: &CircuitKeys, proof: &Proof) -> Result<(), VerifyError> {
    verify(keys.verification_key(), keys.capacity(), proof)
}

#[test]
fn a_proof_verifies() {
    let (circuit, keys, proof) = keys();
    assert_eq!(proof.public_inputs, circuit.public_inputs().into_iter().map(to_ark).collect::<Vec<_>>());
    assert_eq!(check(keys, proof), Ok(()));
}

/// A second opinion on every opened value and every identity.
#[test]
fn the_values_are_those_of_the_columns() {
    let (circuit, keys, proof) = keys();
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    assert_consistent(keys.key_digest(), &columns::fixed(&cs), &columns::witness(&cs), &proof.words);
}

#[test]
fn another_instance_proves_under_the_same_key() {
    let (_, keys, _) = keys();
    let other = Membership { leaf: u128::from(u64::MAX), depth: DEPTH };
    let proof = prove(keys, &other, &other.public_inputs()).expect("the witness is valid");
    assert_eq!(check(keys, &proof), Ok(()));
}

#[test]
fn other_public_inputs_are_refused() {
    let (_, keys, proof) = keys();
    for i in 0..proof.public_inputs.len() {
        let mut forged = proof.clone();
        forged.public_inputs[i] += ark_bn254::Fr::ONE;
        assert_eq!(check(keys, &forged), Err(VerifyError::Identities));
    }
    let mut forged = proof.clone();
    forged.public_inputs.pop();
    assert_eq!(check(keys, &forged), Err(VerifyError::PublicInputs { expected: 2, found: 1 }));
    forged.public_inputs = [proof.public_inputs.clone(), vec![ark_bn254::Fr::from(0)]].concat();
    assert_eq!(check(keys, &forged), Err(VerifyError::PublicInputs { expected: 2, found: 3 }));
}

/// Every word matters: changed by one bit it is no scalar, no point, or no valid proof.
#[test]
fn every_word_of_a_proof_matters() {
    let (_, keys, proof) = keys();
    for i in 0..proof.words.len() {
        let mut forged = proof.clone();
        forged.words[i][31] ^= 1;
        assert!(check(keys, &forged).is_err(), "word {i}");
    }
    for point in (0..14).step_by(2).chain([61, 63]) {
        // Another point of the curve.
        let mut forged = proof.clone();
        let other = if point == 0 { 2 } else { 0 };
        forged.words.copy_within(other..other + 2, point);
        assert!(check(keys, &forged).is_err(), "point {point}");
        // The point at infinity.
        forged.words[point] = [0; 32];
        forged.words[point + 1] = [0; 32];
        assert!(check(keys, &forged).is_err(), "point {point}");
    }
    let mut forged = proof.clone();
    forged.words[20] = [0xff; 32];
    assert_eq!(check(keys, &forged), Err(VerifyError::Words(WordsError::Scalar(20))));
    forged.words.pop();
    assert_eq!(check(keys, &forged), Err(VerifyError::Words(WordsError::Length(64))));
    forged.words.truncate(43);
    assert_eq!(check(keys, &forged), Err(VerifyError::Words(WordsError::OldFormat)));
}

#[test]
fn proofs_verify_together() {
    let (_, keys, proof) = keys();
    let key = keys.verification_key();
    let other = Membership { leaf: 5, depth: DEPTH };
    let other = prove(keys, &other, &other.public_inputs()).expect("the witness is valid");
    let claim = |proof| Claim { key, capacity: keys.capacity(), proof };
    assert_eq!(verify_many(&[]), Err(VerifyManyError::Empty));
    assert_eq!(verify_many(&[claim(proof), claim(&other), claim(proof)]), Ok(()));
    // The opening of another proof leaves the identities as they are.
    let mut forged = proof.clone();
    forged.words[61..].copy_from_slice(&other.words[61..]);
    assert_eq!(check(keys, &forged), Err(VerifyError::Openings));
    for place in 0..3 {
        let mut proofs = [&other; 3];
        proofs[place] = &forged;
        assert_eq!(verify_many(&proofs.map(claim)), Err(VerifyManyError::Openings), "place {place}");
    }
}

#[test]
fn a_false_statement_is_not_proven() {
    let (_, keys, _) = keys();
    let circuit = Membership { leaf: 1 << 64, depth: DEPTH };
    match prove(keys, &circuit, &circuit.public_inputs()) {
        Err(ProveError::Unsatisfied { violation: Violation::Row { name, .. }, .. }) => {
            assert_eq!(name, "leaf-in-range")
        }
        other => panic!("{other:?}"),
    }
    let circuit = Membership { leaf: 5, depth: DEPTH };
    let mut inputs = circuit.public_inputs();
    inputs[1] = int(26);
    let result = prove(keys, &circuit, &inputs);
    assert!(matches!(result, Err(ProveError::Unsatisfied { violation: Violation::PublicInput { index: 1 }, .. })));
}

/// What the check refuses is no proof either: here a witness is changed after synthesis.
#[test]
fn a_bad_witness_makes_no_proof() {
    let (circuit, keys, _) = keys();
    let mut cs = Builder::new();
    circuit.synthesize(&mut cs);
    for number in [1, 8, 30, 31, 60, 100, cs.variable_count() - 4] {
        let mut tampered = cs.clone();
        let var = tampered.variable(number).expect("the variable exists");
        tampered.tamper(var, crate::field::add(cs.value(var), crate::field::one()));
        assert!(super::check_satisfied(&tampered, &circuit.public_inputs()).is_err(), "variable {number}");
        let words = super::prover::prove_unchecked(keys, &tampered).expect("nobody cancels");
        let public_inputs = tampered.public_inputs().into_iter().map(to_ark).collect();
        assert!(check(keys, &Proof { public_inputs, words }).is_err(), "variable {number}");
    }
}

#[test]
fn a_cancelled_prover_stops() {
    let (circuit, keys, _) = keys();
    for phase in 0..7 {
        let cancel = Cancel::new();
        let seen = |done: usize, _: usize, _: &str| {
            if done == phase {
                cancel.cancel();
            }
        };
        let control = Control { progress: &seen, cancel: &cancel };
        let result = prove_attended(keys, circuit, &circuit.public_inputs(), &control);
        assert!(matches!(result, Err(ProveError::Cancelled(_))), "phase {phase}");
    }
}

#[test]
fn another_circuit_is_refused_by_the_key() {
    let (_, keys, proof) = keys();
    let other = Membership { leaf: 77, depth: DEPTH - 1 };
    assert!(matches!(prove(keys, &other, &other.public_inputs()), Err(ProveError::WrongKey(_))));
    let other_keys = CircuitKeys::generate(&other, srs(), &NoProgress).expect("the SRS is large enough");
    assert!(check(&other_keys, proof).is_err());
    assert_ne!(other_keys.key_digest(), keys.key_digest());
    assert_ne!(key_digest(keys.verification_key(), 1), key_digest(keys.verification_key(), 2));
}

#[test]
fn a_small_srs_is_refused() {
    let circuit = Membership { leaf: 1, depth: DEPTH };
    let result = CircuitKeys::generate(&circuit, Arc::new(Srs::development(64)), &NoProgress);
    assert!(result.is_err_and(|e| e.to_string().contains("64 powers, 768 are needed")));
}

#[test]
fn keys_are_cached_and_damage_is_repaired() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let circuit = Membership { leaf: 9, depth: 6 };
    let generated = Cell::new(0);
    let count = |done: usize, _: usize, _: &str| generated.set(generated.get() + usize::from(done == 0));
    let digest = |directory: &std::path::Path| {
        let store = KeyStore::open(directory, srs()).expect("opens");
        store.keys(&circuit, &count).expect("keys").key_digest()
    };
    let first = digest(directory.path());
    assert_eq!((digest(directory.path()), generated.get()), (first, 1));

    let path = std::fs::read_dir(directory.path()).expect("reads").next().expect("one file").expect("reads").path();
    let good = std::fs::read(&path).expect("reads");
    let mut damaged = good.clone();
    damaged[good.len() / 2] ^= 1;
    for content in [damaged, good[..good.len() - 5].to_vec(), Vec::new()] {
        std::fs::write(&path, content).expect("writes");
        generated.set(0);
        assert_eq!((digest(directory.path()), generated.get()), (first, 1));
        assert_eq!(std::fs::read(&path).expect("reads"), good);
    }
    // Keys that were read from disk prove.
    let store = KeyStore::open(directory.path(), srs()).expect("opens");
    let keys = store.keys(&circuit, &NoProgress).expect("keys");
    prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid");
}

#[test]
fn the_development_srs_is_cached_and_damage_is_repaired() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let load = || Srs::development_cached(directory.path(), 128).expect("writes");
    let first = load();
    assert_eq!(load().powers(), first.powers());
    let path = directory.path().join("srs-development-128.bin");
    std::fs::write(&path, b"damaged").expect("writes");
    assert_eq!(load().powers(), first.powers());
    assert!(std::fs::metadata(&path).expect("exists").len() > 128 * 64);
}
