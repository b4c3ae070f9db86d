//! A small Merkle circuit from rows to proof. Tests of the prover itself are in `plain`.

use super::progress::NoProgress;
use super::words::{key_digest, WordsError};
use super::{prove, verify, Circuit, CircuitKeys, KeyStore, Proof, ProveError, Srs, VerifyError, Violation};
use crate::builder::Builder;
use crate::field::{add, int, one, Fr};
use crate::gadgets::merkle::Path;
use crate::gadgets::{range, Bit, Num};
use std::cell::Cell;
use std::sync::{Arc, OnceLock};

/// Knowledge of a 64-bit leaf under a public root, and a public square of it.
#[derive(Clone)]
pub(super) struct Membership {
    pub(super) leaf: u128,
    pub(super) depth: usize,
}

impl Membership {
    pub(super) fn public_inputs(&self) -> Vec<Fr> {
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
        let siblings: Vec<Fr> = (0..self.depth).map(|i| int(100 + i as u128)).collect();
        let leaf = cs.alloc(int(self.leaf));
        range::assert_range(cs, "leaf-in-range", &leaf, 64);
        let bits: Vec<Bit> = (0..self.depth).map(|i| Bit::alloc(cs, i % 3 == 0)).collect();
        let root = Path::alloc(cs, &siblings, &bits).root(cs, &leaf);
        let square = leaf.square(cs);
        for num in [root, square] {
            let input: Num = cs.public_input(num.value());
            cs.assert_equal("public-input", &input, &num);
        }
    }
}

pub(super) fn srs() -> Arc<Srs> {
    static SRS: OnceLock<Arc<Srs>> = OnceLock::new();
    Arc::clone(SRS.get_or_init(|| Arc::new(Srs::development(1 << 12))))
}

pub(super) fn keys() -> &'static (Membership, CircuitKeys, Proof) {
    static KEYS: OnceLock<(Membership, CircuitKeys, Proof)> = OnceLock::new();
    KEYS.get_or_init(|| {
        let circuit = Membership { leaf: 77, depth: 60 };
        let keys = CircuitKeys::generate(&circuit, srs(), &NoProgress).expect("the SRS is large enough");
        assert_eq!(keys.domain_size(), 1 << 12);
        let proof = prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid");
        (circuit, keys, proof)
    })
}

#[test]
fn a_proof_verifies() {
    let (circuit, keys, proof) = keys();
    assert_eq!(proof.public_inputs, circuit.public_inputs());
    assert_eq!(verify(keys.verification_key(), proof), Ok(()));
}

#[test]
fn another_instance_proves_under_the_same_key() {
    let (_, keys, _) = keys();
    let other = Membership { leaf: u128::from(u64::MAX), depth: 60 };
    let proof = prove(keys, &other, &other.public_inputs()).expect("the witness is valid");
    assert_eq!(verify(keys.verification_key(), &proof), Ok(()));
}

#[test]
fn other_public_inputs_are_refused() {
    let (_, keys, proof) = keys();
    for i in 0..proof.public_inputs.len() {
        let mut forged = proof.clone();
        forged.public_inputs[i] = add(forged.public_inputs[i], one());
        assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::Refused));
    }
    let mut forged = proof.clone();
    forged.public_inputs.pop();
    assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::PublicInputs { expected: 2, found: 1 }));
    forged.public_inputs = [proof.public_inputs.clone(), vec![int(0)]].concat();
    assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::PublicInputs { expected: 2, found: 3 }));
}

/// Every word matters: changed by one bit it is no scalar, no point, or no valid proof.
#[test]
fn every_word_of_a_proof_matters() {
    let (_, keys, proof) = keys();
    for i in 0..proof.words.len() {
        let mut forged = proof.clone();
        forged.words[i][31] ^= 1;
        assert!(verify(keys.verification_key(), &forged).is_err(), "word {i}");
    }
    for point in [0, 8, 10, 39, 41] {
        // Another point of the curve.
        let mut forged = proof.clone();
        let other = if point == 0 { 2 } else { 0 };
        forged.words.copy_within(other..other + 2, point);
        assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::Refused));
        // The point at infinity.
        forged.words[point] = [0; 32];
        forged.words[point + 1] = [0; 32];
        assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::Refused));
    }
    let mut forged = proof.clone();
    forged.words[20] = [0xff; 32];
    assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::Words(WordsError::Scalar(20))));
    forged.words.pop();
    let length = WordsError::Length { expected: 43, found: 42 };
    assert_eq!(verify(keys.verification_key(), &forged), Err(VerifyError::Words(length)));
}

#[test]
fn a_false_statement_is_not_proven() {
    let (_, keys, _) = keys();
    let circuit = Membership { leaf: 1 << 64, depth: 60 };
    match prove(keys, &circuit, &circuit.public_inputs()) {
        Err(ProveError::Unsatisfied { violation: Violation::Row { name, .. }, .. }) => {
            assert_eq!(name, "leaf-in-range")
        }
        other => panic!("{other:?}"),
    }
    let circuit = Membership { leaf: 5, depth: 60 };
    let mut inputs = circuit.public_inputs();
    inputs[1] = int(26);
    let result = prove(keys, &circuit, &inputs);
    assert!(matches!(result, Err(ProveError::Unsatisfied { violation: Violation::PublicInput { index: 1 }, .. })));
}

#[test]
fn another_circuit_is_refused_by_the_key() {
    let (_, keys, proof) = keys();
    let other = Membership { leaf: 77, depth: 59 };
    assert!(matches!(prove(keys, &other, &other.public_inputs()), Err(ProveError::WrongKey(_))));
    let other_keys = CircuitKeys::generate(&other, srs(), &NoProgress).expect("the SRS is large enough");
    assert_eq!(verify(other_keys.verification_key(), proof), Err(VerifyError::Refused));
    assert_ne!(other_keys.key_digest(), keys.key_digest());
    assert_ne!(key_digest(keys.verification_key(), 1), key_digest(keys.verification_key(), 2));
}

#[test]
fn a_small_srs_is_refused() {
    let result = CircuitKeys::generate(&Membership { leaf: 1, depth: 60 }, Arc::new(Srs::development(64)), &NoProgress);
    assert!(result.is_err_and(|e| e.to_string().contains("64 powers, 4096 are needed")));
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
