//! Binary digits.

use super::{compare, Bit, Num};
use crate::builder::{Builder, Var};
use crate::field::{bit, pow2, zero, Fr};
use crate::gates::bits::BitsGate;

/// The low `n` binary digits of `x`, least significant first, and `x` constrained to be their sum: `n / 3 + 1` rows. For
/// `n` up to 253 this implies `x < 2^n`; for 254 it allows both `x` and `x + p`: use [`canonical`] there.
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

/// The 254 binary digits of the canonical integer (below the modulus) of `x`, least significant first. About 125 rows.
pub fn canonical(cs: &mut Builder, x: &Num) -> Vec<Bit> {
    let x = x.reduce(cs);
    let bits = decompose(cs, &x, 254);
    compare::assert_canonical(cs, "canonical", &from_bits(&bits[..128]), &from_bits(&bits[128..]));
    bits
}

/// The number with these binary digits, least significant first. Free.
pub fn from_bits(bits: &[Bit]) -> Num {
    Num::weighted_sum(bits.iter().enumerate().map(|(i, b)| (b.num(), pow2(i))))
}

/// New witness bits for the low `n` binary digits of `value`, each constrained to be a bit. `n` rows; prefer
/// [`decompose`] where the number itself is a variable.
pub fn alloc(cs: &mut Builder, value: Fr, n: usize) -> Vec<Bit> {
    (0..n).map(|i| Bit::alloc(cs, bit(value, i))).collect()
}
