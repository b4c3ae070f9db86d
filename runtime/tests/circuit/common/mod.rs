//! Shared by the tests of the block circuit.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod chain;
pub mod nfts;
pub mod tamper;

use std::collections::BTreeSet;

use zelkova_circuits::{
    block::{synthesize, BlockSize, BlockWitness},
    convert::from_ark,
    op::OpSet,
    plonk::check,
    Builder,
};
use zelkova_operation::{OpTrace, SealedBlock};
use zelkova_primitives::NOBODY;

pub use zelkova_runtime::BlockOps as AllOps;

use chain::Chain;

/// The circuit of most tests: as many slots as the operation takes, one fee touch.
pub fn tiny(slots: usize) -> BlockSize {
    BlockSize { slots: slots as u32, fee_touches: 1 }
}

/// The witness of a block.
pub fn witness(chain: &Chain, block: &SealedBlock, size: BlockSize) -> BlockWitness {
    BlockWitness::with_size(block, &chain.tree, [7; 32], NOBODY, size).expect("the block fits")
}

/// The filled circuit.
pub fn builder<Ops: OpSet>(witness: &BlockWitness) -> Builder {
    let mut cs = Builder::new();
    synthesize::<Ops>(&mut cs, witness).expect("the set has a circuit");
    cs
}

/// Names of the constraints that a witness violates, without slot numbers and inner regions' names of gadgets.
pub fn violated<Ops: OpSet>(witness: &BlockWitness) -> BTreeSet<String> {
    let cs = builder::<Ops>(witness);
    let inputs = witness.public_inputs.map(|input| from_ark(input.to_fr()));
    check::violations(&cs, &inputs).iter().map(|violation| without_indices(violation.name())).collect()
}

/// What a trace violates in a block of its own.
pub fn violated_by<Ops: OpSet>(chain: &Chain, trace: OpTrace) -> BTreeSet<String> {
    let size = tiny(trace.slots.len());
    let block = chain.seal(vec![trace], size.slots);
    violated::<Ops>(&witness(chain, &block, size))
}

/// `slot[3]/transfer/x` becomes `slot/transfer/x`.
pub fn without_indices(name: &str) -> String {
    let mut depth = 0;
    let kept = name.chars().filter(|c| {
        depth += i32::from(*c == '[');
        let keep = depth == 0;
        depth -= i32::from(*c == ']');
        keep
    });
    kept.collect()
}
