//! Range checks.

use super::{Bit, Num};
use crate::builder::{Builder, Var};
use crate::field::{add, bit, double, one, zero, Fr};
use crate::gates::range::RangeGate;
use bellman_ce::pairing::ff::PrimeField;

/// The widest range that cannot wrap around the modulus.
pub const MAX_RANGE_BITS: usize = 253;

/// Constrains `x < 2^bits`, for 0 to 253 bits: about `bits / 8 + 1` rows.
pub fn assert_range(cs: &mut Builder, name: &str, x: &Num, bits: usize) {
    assert!(bits <= MAX_RANGE_BITS, "a range of {bits} bits wraps around the modulus");
    match bits {
        0 => cs.assert_zero(name, x),
        1 => cs.region(name, |cs| drop(Bit::enforce(cs, x.clone()))),
        _ => cs.region(name, |cs| drop(emit_chain(cs, x, bits))),
    }
}

/// Constrains `x` to be `count` bytes and returns its prefixes: the numbers formed by the leading 1, 2, .. `count` bytes, the
/// last of which is `x`. They are free, because the chain passes through them. From 32 bytes on, `x` is only the integer
/// modulo the modulus: see [`super::compare::assert_canonical`].
pub fn assert_bytes(cs: &mut Builder, name: &str, x: &Num, count: usize) -> Vec<Num> {
    assert!((1..=32).contains(&count), "a field element has 1 to 32 bytes");
    let cells = cs.region(name, |cs| emit_chain(cs, x, 8 * count));
    (1..=count).map(|bytes| cs.num(cells[4 * bytes])).collect()
}

/// The accumulator after the top `steps` of `quads` two-bit steps.
fn accumulator(x: Fr, quads: usize, steps: usize) -> Fr {
    let shift = 2 * (quads - steps);
    (shift..2 * quads).rev().fold(zero(), |acc, i| {
        let doubled = double(acc);
        if bit(x, i) {
            add(doubled, one())
        } else {
            doubled
        }
    })
}

/// `0, .., 0, v_1, v_2, .., v_q = x`, four a row, where each is four times the one before plus a quad. The leading zeros
/// make the chain end on the first wire of the row after the last one. With an odd number of bits `v_1` is a bit. Returns the
/// chain.
fn emit_chain(cs: &mut Builder, x: &Num, bits: usize) -> Vec<Var> {
    let quads = bits.div_ceil(2);
    let rows = quads.div_ceil(4);
    let zero_var = cs.constant_var(zero());
    let last = match x.terms() {
        [(var, coefficient)] if *coefficient == one() && x.constant_part() == zero() => *var,
        _ => cs.alloc_var(x.value()),
    };
    // Values beyond the range cannot be written as such a chain; their low bits are, and the last step fails.
    let cells: Vec<Var> = (0..=4 * rows)
        .map(|cell| match (cell + quads).checked_sub(4 * rows) {
            None | Some(0) => zero_var,
            Some(steps) if steps == quads => last,
            Some(steps) => cs.alloc_var(accumulator(x.value(), quads, steps)),
        })
        .collect();
    let first = cells[4 * rows + 1 - quads];
    for row in cells[..4 * rows].chunks_exact(4) {
        cs.row::<RangeGate>([row[0], row[1], row[2], row[3]], &[]);
    }
    // The row after the chain holds x itself and, if x is a sum, the equation that binds it.
    if x.terms().len() == 1 && x.terms()[0].0 == last {
        cs.empty_row([last, Var::NONE, Var::NONE, Var::NONE]);
    } else {
        x.emit_equal_to(cs, last);
    }
    if bits % 2 == 1 {
        let first = cs.num(first);
        cs.region("top-bit", |cs| drop(Bit::enforce(cs, first)));
    }
    cells
}

const _: () = assert!(MAX_RANGE_BITS < Fr::NUM_BITS as usize);
