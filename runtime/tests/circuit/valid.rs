//! Honest blocks satisfy the circuit.

use crate::common::{builder, chain::Chain, tiny, violated, violated_by, witness, AllOps};
use zelkova_circuits::{
    block::{BlockSize, BlockWitness, WitnessError},
    convert::from_ark,
    plonk::check_satisfied,
};
use zelkova_operation::{OpTrace, SealedBlock};
use zelkova_primitives::NOBODY;
use zelkova_runtime::SealingRules;

#[test]
fn each_operation_alone() {
    let chain = Chain::genesis();
    let cases: [(&str, OpTrace); 18] = [
        ("transfer", chain.transfer()),
        ("transfer to new", chain.transfer_to_new()),
        ("withdraw", chain.withdraw()),
        ("change pub key", chain.change_pub_key()),
        ("deposit", chain.deposit()),
        ("deposit to new", chain.deposit_to_new()),
        ("full exit", chain.full_exit()),
        ("full exit of a stranger", chain.full_exit_of_stranger()),
        ("forced exit", chain.forced_exit()),
        ("mint", chain.mint_nft()),
        ("NFT transfer", chain.send_nft()),
        ("NFT transfer to new", chain.send_nft_to_new()),
        ("NFT withdrawal", chain.withdraw_nft()),
        ("NFT full exit", chain.full_exit_nft()),
        ("NFT full exit of a stranger", chain.full_exit_nft_of_stranger()),
        ("NFT full exit of nothing", chain.full_exit_nft_of_nothing()),
        ("swap", chain.swap()),
        ("swap by a maker", chain.swap_by_maker()),
    ];
    for (name, trace) in cases {
        let violated = violated_by::<AllOps>(&chain, trace);
        assert!(violated.is_empty(), "{name}: {violated:?}");
    }
}

#[test]
fn a_partly_filled_block() {
    let chain = Chain::genesis();
    // Deposits to Bob do not disturb Alice's withdrawal.
    let block = chain.seal(vec![chain.deposit(), chain.withdraw()], BlockSize::MIDDLE.slots);
    let witness = witness(&chain, &block, BlockSize::MIDDLE);
    let cs = builder::<AllOps>(&witness);
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    assert_eq!(check_satisfied(&cs, &inputs), Ok(()));
}

#[test]
fn an_empty_block() {
    let chain = Chain::genesis();
    let block = chain.seal(Vec::new(), 1);
    assert_eq!(block.old_root, block.new_root);
    assert!(violated::<AllOps>(&witness(&chain, &block, tiny(1))).is_empty());
}

#[test]
fn rows_do_not_depend_on_the_witness() {
    let chain = Chain::genesis();
    let digest = |ops: Vec<OpTrace>| builder::<AllOps>(&witness(&chain, &chain.seal(ops, 1), tiny(1))).digest();
    let blank = builder::<AllOps>(&BlockWitness::blank(tiny(1))).digest();
    for ops in [vec![], vec![chain.transfer()], vec![chain.full_exit()], vec![chain.change_pub_key()]] {
        assert_eq!(digest(ops), blank);
    }
}

#[test]
fn blocks_that_do_not_fit_have_no_witness() {
    let chain = Chain::genesis();
    let refused = |block: &SealedBlock| BlockWitness::new(block, &chain.tree, [0; 32], NOBODY).expect_err("refused");
    let block = chain.seal(vec![chain.deposit()], BlockSize::SMALL.slots);
    assert!(BlockWitness::new(&block, &chain.tree, [0; 32], NOBODY).is_ok());

    let other = SealedBlock { capacity: 4, ..block.clone() };
    assert!(matches!(refused(&other), WitnessError::UnknownCapacity { capacity: 4, .. }));
    let other = SealedBlock { ops: vec![block.ops[0].clone(); 4], ..block.clone() };
    assert!(matches!(refused(&other), WitnessError::TooManySlots { slots: 4, capacity: 3, .. }));
    // The deposit twice: the second does not start from what the first left.
    let other = SealedBlock { ops: vec![block.ops[0].clone(); 2], ..block.clone() };
    assert!(matches!(refused(&other), WitnessError::Tree { .. }));
    let other = SealedBlock { number: 0, ..block.clone() };
    assert!(matches!(refused(&other), WitnessError::Genesis));
    let other = SealedBlock { number: 9, ..block.clone() };
    assert!(matches!(refused(&other), WitnessError::Tree { .. }));
    let mut other = block.clone();
    other.ops[0].slots[0].chunks.resize(5, Default::default());
    assert!(matches!(refused(&other), WitnessError::TooManyChunks { chunks: 5, .. }));
    let paid = chain.seal(vec![chain.transfer()], BlockSize::SMALL.slots);
    let other = SealedBlock { fee_touches: vec![paid.fee_touches[0]; 2], ..paid };
    assert!(matches!(refused(&other), WitnessError::TooManyFeeTokens { touches: 2, limit: 1, .. }));
}

#[test]
fn the_smallest_size_that_fits_is_found() {
    let sizes = SealingRules::default();
    assert_eq!(sizes.smallest_fit(0, 0), Some(BlockSize::SMALL));
    assert_eq!(sizes.smallest_fit(2, 2), Some(BlockSize::MIDDLE));
    assert_eq!(sizes.smallest_fit(8, 1), Some(BlockSize::LARGE));
    assert_eq!(sizes.smallest_fit(124, 1), None);
    assert_eq!(BlockSize::of(7), Some(BlockSize::MIDDLE));
}
