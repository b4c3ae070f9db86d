//! Native rule and circuit of every operation agree: what one refuses, no prover can get past the other.
//!
//! Each case is a transaction or a request, honest or not. The native side checks and executes it. The other side is a
//! prover who ignores every rule, writes down what the operation would do, and asks the circuit.

#[allow(dead_code)]
#[path = "../circuit/common/chain.rs"]
mod chain;
#[allow(dead_code)]
#[path = "../circuit/common/nfts.rs"]
mod nfts;

mod bridge;
mod common;
mod nft;
mod payments;
mod swap;
