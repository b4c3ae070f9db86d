//! The verifier contract of the repository, and real proofs of a block and of exits for its tests.
//!
//! `contracts/src/generated/Verifier.sol` has the keys of all sizes and of exits, from the development SRS; `zelkova circuit setup
//! --verifier` prints the same text. `contracts/test/BlockVerifier.t.sol` and `ExitVerifier.t.sol` check it with the proofs made here.
//!
//! `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test circuit verifier_contract` writes all files (minutes: it makes the
//! keys of all sizes). Without it the test compares what it can without the larger keys.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::common::{
    chain::{Chain, ALICE, TOKEN},
    nfts::{nft, NFT_SLOT},
    AllOps,
};
use zelkova_circuits::{
    block::{keys, BlockCircuit, BlockSize, BlockWitness},
    convert::from_ark,
    exit::{self, ExitWitness, EXIT_CAPACITY},
    plonk::{prove, KeyStore, NoProgress, Proof, Srs},
    solidity::{fixture::proof_library, verifier_contract, VERIFIER},
};
use zelkova_primitives::{serde_util::to_hex, StorageKey, NOBODY};
use zelkova_runtime::PAY_OUTS;

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

    let exits = exit::keys(&store, PAY_OUTS, &NoProgress).expect("keys");
    let exit_proof = |name, about, key, nft| {
        let witness = ExitWitness::new(&chain.tree, 0, PAY_OUTS, (ALICE, key), nft).expect("Alice has it");
        let proof = exit::prove(&exits, &witness, PAY_OUTS).expect("a proof");
        let words = proof.words.iter().map(|word| word.0).collect();
        let public_inputs = proof.claim.public_inputs().map(|input| input.to_fr()).to_vec();
        proof_library(name, about, EXIT_CAPACITY, &Proof { public_inputs, words })
    };
    let of_balance = exit_proof("BalanceExitProof", "A proof of a balance", StorageKey::balance(TOKEN), None);
    let of_nft = exit_proof("NFTExitProof", "A proof of an NFT", StorageKey::nft(NFT_SLOT), Some(nft()));
    let proofs = [("BlockProof", proof), ("BalanceExitProof", of_balance), ("NFTExitProof", of_nft)];

    let contract_path = path("src/generated/Verifier.sol");
    if regenerate {
        let mut all: Vec<_> = BlockSize::ALL.map(|size| (size.slots, keys(size))).into();
        all.push((EXIT_CAPACITY, exits.clone()));
        let all: Vec<_> = all.iter().map(|(capacity, keys)| (*capacity, keys.verification_key())).collect();
        fs::write(&contract_path, verifier_contract(VERIFIER, &all).expect("one set of gates")).expect("writes");
    }
    for (name, proof) in &proofs {
        let path = path(&format!("test/generated/{name}.sol"));
        if regenerate {
            fs::write(&path, proof).expect("writes");
        }
        let committed = fs::read_to_string(path).expect("the committed proof can be read");
        assert!(committed == *proof, "{name}.sol is out of date: {REGENERATE}");
    }

    // Every line that the generator prints for these keys alone is in the contract with all keys, but for those that have
    // the place of a key in the list.
    let contract = fs::read_to_string(contract_path).expect("the committed verifier can be read");
    let lines: HashSet<&str> = contract.lines().collect();
    for (capacity, keys) in [(size.slots, &small), (EXIT_CAPACITY, &exits)] {
        let ours = verifier_contract(VERIFIER, &[(capacity, keys.verification_key())]).expect("one key");
        let has_place =
            |line: &&str| ["_useKey(0, ", "_isUsed(0)", "_addKey(0)"].iter().any(|text| line.contains(text));
        let missing = ours.lines().filter(|line| !has_place(line)).find(|line| !lines.contains(line));
        assert_eq!(missing, None, "Verifier.sol is out of date: {REGENERATE}");
        assert!(contract.contains(&to_hex(&keys.key_digest())[2..]), "Verifier.sol is out of date: {REGENERATE}");
    }
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts").join(file)
}
