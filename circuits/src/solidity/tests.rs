//! Makes the verifier contract and proofs that `contracts/test/Verifier.t.sol` checks.
//!
//! The committed files must be what the generator prints; `ZELKOVA_REGENERATE=1` writes them.

use super::fixture::proof_library;
use super::{verifier_contract, ContractName, SolidityError, MAX_KEYS, PUBLIC_INPUTS};
use crate::builder::Builder;
use crate::field::{int, Fr};
use crate::gadgets::eddsa::{self, SignatureValues};
use crate::gadgets::merkle::{alloc_digits, Path};
use crate::gadgets::{bits, range};
use crate::plonk::{prove, Circuit, CircuitKeys, NoProgress, Proof, Srs};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, OnceLock};
use zelkova_primitives::{Felt, PrivateKey};

/// A circuit with rows of every gate and as many public inputs as a block: signatures by `signers` keys, and a path.
struct EveryGate {
    signers: u32,
    message: u64,
}

impl EveryGate {
    fn public_inputs(&self) -> Vec<Fr> {
        let mut cs = Builder::new();
        self.synthesize(&mut cs);
        cs.public_inputs()
    }
}

impl Circuit for EveryGate {
    fn name(&self) -> String {
        format!("every-gate-{}", self.signers)
    }

    fn capacity(&self) -> u32 {
        self.signers
    }

    fn synthesize(&self, cs: &mut Builder) {
        let message = cs.alloc(int(u128::from(self.message)));
        let mut sum = message.clone();
        for signer in 0..self.signers {
            let key = PrivateKey::from_seed(&signer.to_be_bytes());
            let signature = key.sign(Felt::from(self.message));
            sum = sum + eddsa::verify(cs, &SignatureValues::new(&key.public(), &signature), &message);
        }
        range::assert_range(cs, "message", &message, 64);
        bits::decompose(cs, &message, 64);
        let siblings: Vec<[Fr; 3]> = (0..8).map(|i| [0, 1, 2].map(|j| int(1_000 + 3 * i + j))).collect();
        let digits = alloc_digits(cs, 0b_11_10_01_00_00_01_10_11, 8);
        let [before, after] = Path { digits: &digits, siblings: &siblings }.roots(cs, &message, &sum);
        let outputs = [message.clone(), sum, before.clone(), after, before.square(cs), message.square(cs)];
        for output in outputs.into_iter().chain([message.scale(int(2)), before + &message]) {
            let input = cs.public_input(output.value());
            cs.assert_equal("public-input", &input, &output);
        }
    }
}

struct Proven {
    keys: CircuitKeys,
    proof: Proof,
}

fn proven() -> &'static [Proven; 2] {
    static PROVEN: OnceLock<[Proven; 2]> = OnceLock::new();
    PROVEN.get_or_init(|| {
        let srs = Arc::new(Srs::development(3 << 12));
        [1, 2].map(|signers| {
            let circuit = EveryGate { signers, message: 77 };
            let keys = CircuitKeys::generate(&circuit, Arc::clone(&srs), &NoProgress).expect("the SRS is large enough");
            let proof = prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid");
            Proven { keys, proof }
        })
    })
}

const NAME: ContractName<'static> =
    ContractName { name: "EveryGateVerifier", interface: "../../src/interfaces/IVerifier.sol" };

fn contract() -> String {
    let keys = proven().each_ref().map(|p| (p.keys.capacity(), p.keys.verification_key()));
    verifier_contract(NAME, &keys).expect("the keys fit together")
}

/// Compares a committed file with what it should be, or writes it.
fn assert_committed(path: &FilePath, content: &str) {
    let path: PathBuf =
        [FilePath::new(env!("CARGO_MANIFEST_DIR")), FilePath::new("../contracts"), path].iter().collect();
    if std::env::var_os("ZELKOVA_REGENERATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a file has a directory")).expect("the directory can be made");
        std::fs::write(&path, content).expect("the file can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == content, "{} is out of date: run this test with ZELKOVA_REGENERATE=1", path.display());
}

#[test]
fn the_committed_test_contract_is_what_the_generator_prints() {
    assert_committed(FilePath::new("test/generated/EveryGateVerifier.sol"), &contract());
}

#[test]
fn the_committed_test_proofs_are_valid() {
    // The prover does not blind, so a proof is reproducible.
    for (i, Proven { keys, proof }) in proven().iter().enumerate() {
        let name = format!("EveryGateProof{}", keys.capacity());
        let about = format!("A proof of the test circuit with {} signatures", i + 1);
        let text = proof_library(&name, &about, keys.capacity(), proof);
        assert_committed(FilePath::new(&format!("test/generated/{name}.sol")), &text);
    }
}

#[test]
fn printing_is_deterministic() {
    assert_eq!(contract(), contract());
    assert_eq!(std::thread::spawn(contract).join().expect("prints"), contract());
}

#[test]
fn keys_that_do_not_fit_together_are_refused() {
    let key = proven()[0].keys.verification_key();
    let refused = |keys: &[super::Key<'_>]| verifier_contract(NAME, keys).expect_err("the keys do not fit");
    assert_eq!(refused(&[]), SolidityError::NoKeys);
    assert_eq!(refused(&[(3, key), (3, key)]), SolidityError::SameCapacity(3));
    let many: Vec<_> = (0..=MAX_KEYS as u32).map(|capacity| (capacity, key)).collect();
    assert_eq!(refused(&many), SolidityError::TooManyKeys(MAX_KEYS + 1));
    let mut others = [key.clone(), key.clone(), key.clone(), key.clone()];
    others[0].inputs += 1;
    others[1].log_n = 3;
    others[2].log_n = 29;
    others[3].g2.swap(0, 1);
    let errors = [
        SolidityError::PublicInputs { capacity: 4, found: PUBLIC_INPUTS + 1 },
        SolidityError::Domain(4),
        SolidityError::Domain(4),
        SolidityError::OtherSrs(4),
    ];
    for (other, error) in others.iter().zip(errors) {
        assert_eq!(refused(&[(3, key), (4, other)]), error);
    }
}
