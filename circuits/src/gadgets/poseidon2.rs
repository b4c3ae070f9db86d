//! The hash of protocol.md section 1 in the circuit: 38 rows a compression.

use super::{Bit, Num};
use crate::builder::{Builder, Var};
use crate::convert::from_ark;
use crate::field::{add, double, int, mul, neg, one, square, sub, zero, Fr};
use crate::gates::poseidon2::Poseidon2Gate;
use crate::gates::swap::SwapGate;
use std::sync::OnceLock;
use zelkova_primitives::hash::constants as native;

/// Full rounds before, and after, the partial rounds.
pub const HALF_FULL_ROUNDS: usize = native::FULL_ROUNDS / 2;
/// Partial rounds.
pub const PARTIAL_ROUNDS: usize = native::PARTIAL_ROUNDS;
/// Rows of one compression.
pub const ROWS: usize = 1 + 2 * HALF_FULL_ROUNDS + PARTIAL_ROUNDS / 2 + 1;

/// Round constants of the permutation with t = 2.
pub struct RoundConstants {
    /// Of the full rounds, two words each.
    pub full: [[Fr; 2]; 2 * HALF_FULL_ROUNDS],
    /// Of the partial rounds, first word only.
    pub partial: [Fr; PARTIAL_ROUNDS],
}

impl RoundConstants {
    /// The constants of the native hash.
    pub fn get() -> &'static Self {
        static CONSTANTS: OnceLock<RoundConstants> = OnceLock::new();
        CONSTANTS.get_or_init(|| Self {
            full: native::FULL_ROUND_CONSTANTS.map(|pair| pair.map(from_ark)),
            partial: native::PARTIAL_ROUND_CONSTANTS.map(from_ark),
        })
    }
}

/// `x^5`.
fn sbox(x: Fr) -> Fr {
    mul(x, square(square(x)))
}

/// `compress(left, right) = P(left, right)[0] + left`.
pub fn compress(cs: &mut Builder, left: &Num, right: &Num) -> Num {
    compress_swapped(cs, left, right, &Bit::constant(false))
}

/// `compress(node, sibling)`, or `compress(sibling, node)` if the bit is 1. The bit needs no constraint of its own: the
/// first row has one.
pub fn compress_swapped(cs: &mut Builder, node: &Num, sibling: &Num, bit: &Bit) -> Num {
    let (a, b, c) = (node.to_var(cs), sibling.to_var(cs), bit.num().to_var(cs));
    cs.region("compress", |cs| {
        let (l, r) = if bit.value() { (sibling.value(), node.value()) } else { (node.value(), sibling.value()) };
        // With a constant bit the left child is the node itself.
        let left = if bit.num().is_constant() && !bit.value() { a } else { cs.alloc_var(l) };
        let first = RoundConstants::get().full[0];
        cs.row::<SwapGate>([a, b, c, left], &first);
        let state = [add(add(double(l), r), first[0]), add(add(l, double(r)), first[1])];
        let output = permute(cs, state);
        let result = cs.alloc_var(add(cs.value(output[0]), l));
        cs.emit_feed_forward(output, left, result);
        cs.num(result)
    })
}

/// The rounds, from the inputs of the first S-boxes; returns the output words, which must be the wires `a` and `c` of the
/// next row.
fn permute(cs: &mut Builder, state: [Fr; 2]) -> [Var; 2] {
    let constants = RoundConstants::get();
    let mut state = state;
    for round in 0..HALF_FULL_ROUNDS {
        let last = round + 1 == HALF_FULL_ROUNDS;
        let [y0, y1] = [sbox(state[0]), sbox(state[1])];
        let k = if last { [constants.partial[0], constants.partial[1]] } else { constants.full[round + 1] };
        emit_round(cs, state, k, false, last);
        let (s0, s1) = (add(add(double(y0), y1), k[0]), add(y0, double(y1)));
        // The next row holds the first word of two rounds: after the first of them it is 2 y + s1.
        state = if last { [s0, add(add(double(sbox(s0)), s1), k[1])] } else { [s0, add(s1, k[1])] };
    }
    for pair in 0..PARTIAL_ROUNDS / 2 {
        let (i, last) = (2 * pair, pair + 1 == PARTIAL_ROUNDS / 2);
        let [y0, y1] = [sbox(state[0]), sbox(state[1])];
        let eliminated = |y: Fr, y_next: Fr, x_next: Fr| add(sub(double(y_next), mul(int(5), y)), mul(int(3), x_next));
        // x[i+2] = 2 y[i+1] - 5 y[i] + 3 x[i+1] + k, with k = rc[i+2] - 3 rc[i+1].
        let minus3 = |i: usize| neg(mul(int(3), constants.partial[i]));
        if last {
            // The two words after the partial rounds, with the constants of the next full round.
            let next = constants.full[HALF_FULL_ROUNDS];
            let k = [add(minus3(i + 1), next[0]), add(mul(int(3), minus3(i + 1)), next[1])];
            emit_round(cs, state, k, true, false);
            let second = add(sub(y1, mul(int(15), y0)), mul(int(9), state[1]));
            state = [add(eliminated(y0, y1, state[1]), k[0]), add(second, k[1])];
        } else {
            let k0 = add(constants.partial[i + 2], minus3(i + 1));
            let k1 = add(constants.partial[i + 3], minus3(i + 2));
            // The gate writes 3 x[i+2] as a combination of this row, which leaves 3 k0 in the constant.
            emit_round(cs, state, [k0, add(k1, mul(int(3), k0))], true, true);
            let x2 = add(eliminated(y0, y1, state[1]), k0);
            let x3 = add(eliminated(y1, sbox(x2), x2), k1);
            state = [x2, x3];
        }
    }
    for round in 0..HALF_FULL_ROUNDS {
        let k = constants.full.get(HALF_FULL_ROUNDS + round + 1).copied().unwrap_or([zero(); 2]);
        let [y0, y1] = [sbox(state[0]), sbox(state[1])];
        emit_round(cs, state, k, false, false);
        state = [add(add(double(y0), y1), k[0]), add(add(y0, double(y1)), k[1])];
    }
    state.map(|word| cs.alloc_var(word))
}

/// One row `(x_0, x_0^2, x_1, x_1^2)`.
fn emit_round(cs: &mut Builder, [x0, x1]: [Fr; 2], [k0, k1]: [Fr; 2], partial: bool, next_partial: bool) {
    let flag = |set| if set { one() } else { zero() };
    let wires = [x0, square(x0), x1, square(x1)].map(|value| cs.alloc_var(value));
    cs.row::<Poseidon2Gate>(wires, &[k0, k1, flag(partial), flag(next_partial)]);
}

/// `iv(domain, n)`: the domain's name as an integer, times 2^32, plus the number of inputs.
pub fn iv(domain: &str, inputs: usize) -> Fr {
    assert!(domain.len() <= 24 && domain.is_ascii(), "a domain is at most 24 ASCII characters");
    let name = crate::convert::from_be_bytes_mod_order(domain.as_bytes());
    add(mul(name, int(1 << 32)), int(inputs as u128))
}

/// `H_domain(inputs)`: a chain of compressions from `iv(domain, n)`.
pub fn hash(cs: &mut Builder, domain: &str, inputs: &[Num]) -> Num {
    let start = Num::constant(iv(domain, inputs.len()));
    inputs.iter().fold(start, |state, input| compress(cs, &state, input))
}
