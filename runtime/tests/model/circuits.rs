//! Random blocks as the circuit sees them: what the chain seals satisfies it, and some of it is proven, too.
//!
//! `contracts/test/RandomBlocks.t.sol` checks the same proofs with the verifier contract, from the file that
//! `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test model thousand` writes.

use std::{fs, num::NonZero, path::Path, sync::Arc, thread};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use zelkova_circuits::{
    block::{keys, prove, synthesize, verify, BlockProof, BlockWitness},
    convert::from_ark,
    plonk::{check_satisfied, CircuitKeys, KeyStore, NoProgress, Srs},
    Builder,
};
use zelkova_operation::SealedBlock;
use zelkova_primitives::{tree::StateTree, AccountId};
use zelkova_runtime::{state::TreeNodes, BlockOps, BlockSize};

use crate::{
    play::Play,
    steps::{step, Kind, Step},
};

const CHAINS: usize = 20;
const BLOCKS_OF_A_CHAIN: usize = 50;
/// Whose the proofs are.
const PROVER: AccountId = AccountId(5);

/// Random steps, the same for the same chain.
fn steps_of(chain: usize) -> impl Iterator<Item = Step> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[chain as u8; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let one = step().prop_filter("blocks are sealed when they are full", |step| step.kind != Kind::Seal);
    std::iter::repeat_with(move || one.new_tree(&mut runner).expect("a step").current())
}

fn witness(play: &Play, block: &SealedBlock, keys: &CircuitKeys) -> BlockWitness {
    let tree = StateTree::new(TreeNodes(play.chain.state.clone()));
    BlockWitness::new(block, &tree, keys.key_digest(), PROVER).expect("the block fits")
}

/// A chain's blocks satisfy the circuit; gives the witness of one in the middle.
fn checked_chain(chain: usize, keys: &CircuitKeys) -> BlockWitness {
    let mut play = Play::new(&[BlockSize::SMALL]);
    let (mut blocks, mut chosen) = (0, None);
    for step in steps_of(chain) {
        play.step(&step);
        let Some(block) = play.last_sealed.take() else { continue };
        let witness = witness(&play, &block, keys);
        let mut cs = Builder::new();
        synthesize::<BlockOps>(&mut cs, &witness).expect("the set has a circuit");
        let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
        assert_eq!(check_satisfied(&cs, &inputs), Ok(()), "chain {chain}, block {}: {block:?}", block.number);
        blocks += 1;
        if blocks == BLOCKS_OF_A_CHAIN / 2 + chain {
            chosen = Some(witness);
        }
        if blocks == BLOCKS_OF_A_CHAIN {
            break;
        }
    }
    chosen.expect("a chain has more blocks than half of them and one for each chain")
}

#[test]
fn a_thousand_random_blocks_satisfy_the_circuit_and_one_of_each_chain_is_proven() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let store = KeyStore::open(directory.path(), Arc::new(Srs::development(3 << 13))).expect("an empty directory");
    let keys = keys::<BlockOps>(&store, BlockSize::SMALL.slots, &NoProgress).expect("keys");
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let witnesses: Vec<BlockWitness> = thread::scope(|scope| {
        let check = |first| (first..CHAINS).step_by(threads).map(|chain| (chain, checked_chain(chain, &keys)));
        let started: Vec<_> = (0..threads).map(|first| scope.spawn(move || check(first).collect::<Vec<_>>())).collect();
        let mut all: Vec<_> = started.into_iter().flat_map(|thread| thread.join().expect("all hold")).collect();
        all.sort_by_key(|(chain, _)| *chain);
        all.into_iter().map(|(_, witness)| witness).collect()
    });
    assert_eq!(witnesses.len(), CHAINS);
    let mut claims = Vec::new();
    for witness in &witnesses {
        let proof = prove::<BlockOps>(&keys, witness).expect("a proof");
        verify(&keys, &proof).expect("the proof is valid");
        claims.extend(claim_words(&proof).flatten());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contracts/test/generated/random-blocks.bin");
    if std::env::var_os("ZELKOVA_REGENERATE").is_some() {
        fs::write(&path, &claims).expect("writes");
    }
    let again = "run `ZELKOVA_REGENERATE=1 cargo test -p zelkova-runtime --test model thousand`";
    assert!(fs::read(path).unwrap_or_default() == claims, "random-blocks.bin is out of date: {again}");
}

/// Capacity, public inputs and proof, a word each.
fn claim_words(proof: &BlockProof) -> impl Iterator<Item = [u8; 32]> + '_ {
    let mut capacity = [0; 32];
    capacity[28..].copy_from_slice(&proof.capacity.to_be_bytes());
    let inputs = proof.public_inputs.iter().map(|input| input.to_be_bytes());
    [capacity].into_iter().chain(inputs).chain(proof.words.iter().map(|word| word.0))
}
