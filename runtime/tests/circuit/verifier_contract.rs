//! The verifier contract of the repository, and a real proof of a block for its tests.
//!
//! `contracts/src/generated/Verifier.sol` has the keys of all sizes, from the development SRS; `zelkova circuit setup
//! --verifier` prints the same text. `contracts/test/BlockVerifier.t.sol` checks it with the proof made here.
//!
//! `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test circuit verifier_contract` writes both files (minutes: it makes the
//! keys of all sizes). Without it the test compares what it can without the larger keys.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::common::{chain::Chain, AllOps};
use zelkova_circuits::{
    block::{keys, BlockCircuit, BlockSize, BlockWitness},
    convert::from_ark,
    plonk::{prove, KeyStore, NoProgress, Srs},
    solidity::{fixture::proof_library, verifier_contract, VERIFIER},
};
use zelkova_primitives::NOBODY;

const REGENERATE: &str = "run `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test circuit verifier_contract`";

#[test]
fn the_committed_contract_and_proof_are_of_this_circuit() {
    let regenerate = std::env::var_os("ZELKOVA_REGENERATE").is_some();
    let directory = tempfile::tempdir().expect("a temporary directory");
    let powers = if regenerate { 3 << 18 } else { 3 << 13 };
    let store = KeyStore::open(directory.path(), Arc::new(Srs::development(powers))).expect("an empty directory");
    let keys = |size: BlockSize| keys::<AllOps>(&store, size.slots, &NoProgress).expect("keys");
    let size = BlockSize::SMALL;
    let small = keys(size);

    let chain = Chain::genesis();
    let block = chain.seal(vec![chain.deposit(), chain.transfer_after_deposit()], size.slots);
    let witness = BlockWitness::new(&block, &chain.tree, small.key_digest(), NOBODY).expect("the block fits");
    let circuit = BlockCircuit::<AllOps>::new(&witness).expect("the set has a circuit");
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    let proof = prove(&small, &circuit, &inputs).expect("a proof");
    let proof = proof_library("BlockProof", "A proof of a block of the smallest size", size.slots, &proof);

    let (contract_path, proof_path) = (path("src/generated/Verifier.sol"), path("test/generated/BlockProof.sol"));
    if regenerate {
        let all = BlockSize::ALL.map(|size| (size.slots, keys(size)));
        let all = all.each_ref().map(|(capacity, keys)| (*capacity, keys.verification_key()));
        fs::write(&contract_path, verifier_contract(VERIFIER, &all).expect("one set of gates")).expect("writes");
        fs::write(&proof_path, &proof).expect("writes");
    }
    let committed = fs::read_to_string(proof_path).expect("the committed proof can be read");
    assert!(committed == proof, "BlockProof.sol is out of date: {REGENERATE}");

    // Every line that the generator prints for this key alone is in the contract with all keys.
    let contract = fs::read_to_string(contract_path).expect("the committed verifier can be read");
    let lines: HashSet<&str> = contract.lines().collect();
    let ours = verifier_contract(VERIFIER, &[(size.slots, small.verification_key())]).expect("one key");
    let missing = ours.lines().find(|line| !lines.contains(line));
    assert_eq!(missing, None, "Verifier.sol is out of date: {REGENERATE}");
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts").join(file)
}
