//! Products in plain Rust.

use super::{Arithmetic, Constants, Limbs};
use ark_ff::MontConfig;

/// Products for every processor.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Arithmetic for Portable {
    type Alone = Self;

    /// Coarsely integrated operand scanning (Koc, Acar, Kaliski, "Analyzing and comparing Montgomery multiplication
    /// algorithms", 1996). After each limb of `b`, `t < a + p < 2^256`: there is no fifth limb to carry.
    #[inline(always)]
    fn multiply<C: MontConfig<4>>(a: &Limbs, b: &Limbs) -> Limbs {
        let p = &Constants::<C>::P;
        let mut t = [0u64; 4];
        for &limb in b {
            let (low, mut high) = multiply_add(a[0], limb, t[0], 0);
            let m = low.wrapping_mul(C::INV);
            let (_, mut carry) = multiply_add(m, p[0], low, 0);
            for i in 1..4 {
                let (sum, next) = multiply_add(a[i], limb, t[i], high);
                high = next;
                (t[i - 1], carry) = multiply_add(m, p[i], sum, carry);
            }
            t[3] = high.wrapping_add(carry);
        }
        t
    }

    /// As above, with the sum's row for each limb of the `a_i`. A sixth limb takes what six rows carry over the fifth.
    #[inline(always)]
    fn sum_of_products<C: MontConfig<4>>(a: &[Limbs; 6], b: &[Limbs; 6]) -> Limbs {
        let p = &Constants::<C>::P;
        let mut t = [0u64; 6];
        for limb in 0..4 {
            for (a, b) in a.iter().zip(b) {
                let mut carry = 0;
                for i in 0..4 {
                    (t[i], carry) = multiply_add(b[i], a[limb], t[i], carry);
                }
                let (sum, overflow) = t[4].overflowing_add(carry);
                t[4] = sum;
                t[5] += overflow as u64;
            }
            let m = t[0].wrapping_mul(C::INV);
            let (_, mut carry) = multiply_add(m, p[0], t[0], 0);
            for i in 1..4 {
                (t[i - 1], carry) = multiply_add(m, p[i], t[i], carry);
            }
            let (sum, overflow) = t[4].overflowing_add(carry);
            t = [t[0], t[1], t[2], sum, t[5] + overflow as u64, 0];
        }
        [t[0], t[1], t[2], t[3]]
    }
}

/// `a b + c + d` as (low, high).
#[inline(always)]
fn multiply_add(a: u64, b: u64, c: u64, d: u64) -> (u64, u64) {
    let sum = (a as u128) * (b as u128) + (c as u128) + (d as u128);
    (sum as u64, (sum >> 64) as u64)
}
