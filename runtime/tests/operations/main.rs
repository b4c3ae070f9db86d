//! Native rule and circuit of every operation agree: what one refuses, no prover can get past the other.
//!
//! Each case is a transaction or a request, honest or not. The native side checks and executes it. The other side is a
//! prover who ignores every rule, writes down what the operation would do, and asks the circuit.

#[allow(dead_code)]
#[path = "../../../circuits/tests/common/chain.rs"]
mod chain;
#[allow(dead_code)]
#[path = "../../../circuits/tests/common/nfts.rs"]
mod nfts;
#[path = "../../../circuits/tests/common/ops.rs"]
mod ops;

mod bridge;
mod common;
mod nft;
mod payments;
mod swap;

use zelkova_circuits::op::OpSet;
use zelkova_runtime::circuit::BlockOps;

/// The circuits' own tests are about the operations that blocks are made of, in the same order.
#[test]
fn the_circuits_tests_have_the_runtimes_operations() {
    assert_eq!(ops::AllOps::steps().unwrap(), BlockOps::steps().unwrap());
}
