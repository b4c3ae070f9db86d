//! A real proof of a block with a lock, and the verifier contract that is generated for this set of operations.
//! `contracts/test/VestingVerifier.t.sol` checks one with the other.
//!
//! `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test vesting` writes both files.

use std::{fs, path::Path, sync::Arc};

use zelkova_circuits::{
    block::{keys, BlockCircuit, BlockSize, BlockWitness},
    convert::from_ark,
    plonk::{prove, KeyStore, NoProgress, Srs},
    solidity::{fixture::proof_library, verifier_contract, ContractName},
};
use zelkova_primitives::{tree::StateTree, NOBODY};

use crate::{
    honest::{chain, lock, locked, NOW},
    table::BlockOps,
};

const NAME: ContractName<'static> =
    ContractName { name: "VestingVerifier", interface: "../../src/interfaces/IVerifier.sol" };

#[test]
fn a_block_with_a_lock_is_proven_for_the_contract_of_its_set() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = KeyStore::open(directory.path(), Arc::new(Srs::development(3 << 13))).expect("an empty directory");
    let size = BlockSize::SMALL;
    let keys = keys::<BlockOps>(&store, size.slots, &NoProgress).expect("keys");

    let (mut chain, _) = chain();
    let tx = locked(&mut chain, lock());
    let block = chain.block(NOW, [tx.into()]);
    let tree = StateTree::new(chain.tree.clone());
    let witness = BlockWitness::new(&block, &tree, keys.key_digest(), NOBODY).expect("the block fits");
    let circuit = BlockCircuit::<BlockOps>::new(&witness).expect("the set has a circuit");
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    let proof = prove(&keys, &circuit, &inputs).expect("a proof");

    let contract = verifier_contract(NAME, &[(size.slots, keys.verification_key())]).expect("one key");
    let proof = proof_library("VestingProof", "A proof of a block with a lock", size.slots, &proof);
    for (file, text) in [("VestingVerifier.sol", contract), ("VestingProof.sol", proof)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/test/generated").join(file);
        if std::env::var_os("ZELKOVA_REGENERATE").is_some() {
            fs::write(&path, &text).expect("writes");
        }
        let committed = fs::read_to_string(path).unwrap_or_default();
        let again = "run `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test vesting`";
        assert!(committed == text, "{file} is out of date: {again}");
    }
}
