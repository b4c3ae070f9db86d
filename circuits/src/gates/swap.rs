//! The step of a Merkle path: orders a node and its sibling by a path bit and applies the first linear layer.
//!
//! `a` is the node, `b` the sibling, `c` the bit (1: the node is the right child), `d` the left child. With
//! `right = a + b - d` the next row receives the S-box inputs of the first round: `a' = 2 left + right + k0`,
//! `c' = left + 2 right + k1`, where `k0, k1` are that round's constants.

use super::ring::{add, double, mul, square, sub};

declare_gate! {
    /// Conditional swap and first linear layer; constants `k0, k1`.
    pub struct SwapGate;
    name: "zelkova swap",
    first_index: 120, setups: 2,
    next: [true, false, true, false],
    degree: 2,
    terms: ["c is a bit", "d is the left child", "next a is the first S-box input", "next c is the second S-box input"],
    evaluate(now, next, setup, out) {
        let [node, sibling, bit, left] = *now;
        let right = sub(add(node, sibling), left);
        out[0] = sub(square(bit), bit);
        out[1] = sub(add(node, mul(bit, sub(sibling, node))), left);
        out[2] = sub(add(add(double(left), right), setup[0]), next[0]);
        out[3] = sub(add(add(left, double(right)), setup[1]), next[2]);
    }
}
