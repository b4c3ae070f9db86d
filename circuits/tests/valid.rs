//! Honest blocks satisfy the circuit.

mod common;

use common::{builder, chain::Chain, ops::AllOps, tiny, violated, violated_by, witness};
use zelkova_circuits::{block::BlockSize, convert::from_ark, plonk::check_satisfied};
use zelkova_primitives::OpTrace;

#[test]
fn each_operation_alone() {
    let chain = Chain::genesis();
    let cases: [(&str, OpTrace); 8] = [
        ("transfer", chain.transfer()),
        ("transfer to new", chain.transfer_to_new()),
        ("withdraw", chain.withdraw()),
        ("change pub key", chain.change_pub_key()),
        ("deposit", chain.deposit()),
        ("deposit to new", chain.deposit_to_new()),
        ("full exit", chain.full_exit()),
        ("full exit of a stranger", chain.full_exit_of_stranger()),
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
    let block = chain.seal(vec![chain.deposit(), chain.withdraw()], BlockSize::MIDDLE.capacity);
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
    let blank = builder::<AllOps>(&zelkova_circuits::block::BlockWitness::blank(tiny(1))).digest();
    for ops in [vec![], vec![chain.transfer()], vec![chain.full_exit()], vec![chain.change_pub_key()]] {
        assert_eq!(digest(ops), blank);
    }
}
