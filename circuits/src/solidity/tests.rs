//! Makes the verifier contract and proofs that `contracts/test/Verifier.t.sol` checks.
//!
//! The committed files must be what the generator prints; `ZELKOVA_REGENERATE=1` writes them.

use super::fixture::proof_library;
use super::{verifier_contract, ContractName, SolidityError};
use crate::builder::Builder;
use crate::field::{add, int, mul, Fr};
use crate::gadgets::eddsa::{self, SignatureValues};
use crate::gadgets::merkle::Path;
use crate::gadgets::{bits, range, Bit};
use crate::plonk::{prove, verify, Circuit, CircuitKeys, NoProgress, Proof, Srs};
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
        let siblings: Vec<Fr> = (0..8).map(|i| int(1_000 + i)).collect();
        let turns: Vec<Bit> = (0..8).map(|i| Bit::alloc(cs, i % 3 == 0)).collect();
        let root = Path::alloc(cs, &siblings, &turns).root(cs, &message);
        let outputs = [message.clone(), sum, root.clone(), root.square(cs), message.square(cs)];
        for output in outputs.into_iter().chain([message.scale(int(2)), root + &message]) {
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
        let srs = Arc::new(Srs::development(1 << 12));
        [1, 2].map(|signers| {
            let circuit = EveryGate { signers, message: 77 };
            let keys = CircuitKeys::generate(&circuit, Arc::clone(&srs), &NoProgress).expect("the SRS is large enough");
            let proof = prove(&keys, &circuit, &circuit.public_inputs()).expect("the witness is valid");
            assert_eq!(verify(keys.verification_key(), &proof), Ok(()));
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
    assert_eq!(verifier_contract(NAME, &[]), Err(SolidityError::NoKeys));
    assert_eq!(verifier_contract(NAME, &[(3, key), (3, key)]), Err(SolidityError::SameCapacity(3)));
    let mut other = key.clone();
    other.num_inputs += 1;
    let mixed = |what| Err(SolidityError::Mixed { capacity: 4, what });
    assert_eq!(verifier_contract(NAME, &[(3, key), (4, &other)]), mixed("number of public inputs"));
    let mut other = key.clone();
    other.non_residues[0] = add(mul(other.non_residues[0], int(3)), int(1));
    assert_eq!(verifier_contract(NAME, &[(3, key), (4, &other)]), mixed("non-residues"));
    let mut other = key.clone();
    other.g2_elements.swap(0, 1);
    assert_eq!(verifier_contract(NAME, &[(3, key), (4, &other)]), mixed("SRS"));
}
