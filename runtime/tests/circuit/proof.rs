//! A real proof of a block of the smallest size.

use std::sync::Arc;

use crate::common::{chain::Chain, AllOps};
use zelkova_circuits::{
    block::{keys, prove, verify, BlockProof, BlockProofError, BlockSize, BlockWitness},
    plonk::{KeyStore, NoProgress, Srs},
};
use zelkova_primitives::{AccountId, Felt, NOBODY};

#[test]
fn a_block_is_proven_and_verified() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = KeyStore::open(directory.path(), Arc::new(Srs::development(3 << 13))).expect("an empty directory");
    let size = BlockSize::SMALL;
    let keys = keys::<AllOps>(&store, size.slots, &NoProgress).expect("keys");

    let chain = Chain::genesis();
    let block = chain.seal(vec![chain.deposit(), chain.transfer_after_deposit()], size.slots);
    let prover = AccountId(7);
    let witness = BlockWitness::new(&block, &chain.tree, keys.key_digest(), prover).expect("the block fits");
    let proof = prove::<AllOps>(&keys, &witness).expect("a proof");
    verify(&keys, &proof).expect("the proof is valid");
    assert_eq!(proof.public_inputs, block.public_inputs(keys.key_digest(), prover));

    // Another statement, the prover included, another word, another size: refused.
    for index in 0..proof.public_inputs.len() {
        let mut other = proof.clone();
        other.public_inputs[index] = (other.public_inputs[index].to_fr() + Felt::ONE.to_fr()).into();
        assert!(matches!(verify(&keys, &other), Err(BlockProofError::Verify(_))), "public input {index}");
    }
    let public_inputs = block.public_inputs(keys.key_digest(), NOBODY);
    let stolen = BlockProof { public_inputs, ..proof.clone() };
    assert!(matches!(verify(&keys, &stolen), Err(BlockProofError::Verify(_))), "the proof is not nobody's");
    let mut other = proof.clone();
    other.words[20].0[31] ^= 1;
    assert!(matches!(verify(&keys, &other), Err(BlockProofError::Verify(_))));
    let other = BlockProof { capacity: 7, ..proof.clone() };
    assert!(matches!(verify(&keys, &other), Err(BlockProofError::WrongCapacity { .. })));

    // The node's forms of a proof lose nothing.
    let json = serde_json::to_string(&proof).expect("serializes");
    assert_eq!(serde_json::from_str::<BlockProof>(&json).expect("parses"), proof);

    // A witness for other keys and a false statement have no proof.
    let unbound = BlockWitness::new(&block, &chain.tree, [0; 32], NOBODY).expect("the block fits");
    assert!(matches!(prove::<AllOps>(&keys, &unbound), Err(BlockProofError::NotBound)));
    let mut wrong = block;
    wrong.new_root = Felt::ONE;
    let witness = BlockWitness::new(&wrong, &chain.tree, keys.key_digest(), NOBODY).expect("the block fits");
    let refused = prove::<AllOps>(&keys, &witness).expect_err("the new root is wrong");
    assert!(refused.to_string().contains("public-inputs/new-root"), "{refused}");
}
