//! Binary digits.

use super::{Bit, Num};
use crate::builder::{Builder, Var};
use crate::field::{bit, pow2, zero};
use crate::gates::bits::BitsGate;

/// The low `n` binary digits of `x`, least significant first, and `x` constrained to be their sum: `n / 3 + 1` rows. For
/// `n` up to 253 this implies `x < 2^n`; for 254 it allows both `x` and `x + p`: see
/// [`super::eddsa_scalar::digits_at_most`].
pub fn decompose(cs: &mut Builder, x: &Num, n: usize) -> Vec<Bit> {
    assert!((1..=254).contains(&n), "a field element has 254 bits");
    cs.region("bits", |cs| {
        let zero_var = cs.constant_var(zero());
        // Three digits a row, most significant first, zeros in front.
        let rows = n.div_ceil(3);
        let mut digits: Vec<Var> = vec![zero_var; 3 * rows - n];
        digits.extend((0..n).rev().map(|i| cs.alloc_var(if bit(x.value(), i) { crate::field::one() } else { zero() })));
        let mut accumulator = zero_var;
        let mut value = zero();
        let single = matches!(x.terms(), [(_, c)] if *c == crate::field::one()) && x.constant_part() == zero();
        let last = if single { x.terms()[0].0 } else { cs.alloc_var(x.value()) };
        for (row, chunk) in digits.chunks_exact(3).enumerate() {
            cs.row::<BitsGate>([chunk[0], chunk[1], chunk[2], accumulator], &[]);
            for digit in chunk {
                value = crate::field::add(crate::field::double(value), cs.value(*digit));
            }
            accumulator = if row + 1 == rows { last } else { cs.alloc_var(value) };
        }
        cs.empty_row([Var::NONE, Var::NONE, Var::NONE, last]);
        if !single {
            x.emit_equal_to(cs, last);
        }
        digits[3 * rows - n..].iter().rev().map(|v| Bit::assume(cs.num(*v))).collect()
    })
}

/// The number with these binary digits, least significant first. Free.
pub fn from_bits(bits: &[Bit]) -> Num {
    Num::weighted_sum(bits.iter().enumerate().map(|(i, b)| (b.num(), pow2(i))))
}
