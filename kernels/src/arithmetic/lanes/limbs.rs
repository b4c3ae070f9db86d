//! Numbers as limbs of 52 bits.

use crate::arithmetic::{Constants, Limbs};
use ark_ff::MontConfig;
use std::marker::PhantomData;

pub(super) const BITS: u32 = 52;
pub(super) const MASK: u64 = (1 << BITS) - 1;

/// Five limbs of 52 bits, least significant first.
#[derive(Clone, Copy)]
pub(crate) struct Limbs52(pub(crate) [u64; 5]);

impl Limbs52 {
    pub(crate) const fn new(x: &Limbs) -> Self {
        Self([
            x[0] & MASK,
            (x[0] >> 52 | x[1] << 12) & MASK,
            (x[1] >> 40 | x[2] << 24) & MASK,
            (x[2] >> 28 | x[3] << 36) & MASK,
            x[3] >> 16,
        ])
    }

    /// `2^exponent` modulo p.
    pub(crate) const fn power_of_two<C: MontConfig<4>>(exponent: u32) -> Self {
        let p = Constants::<C>::P;
        let mut x = [1, 0, 0, 0];
        let mut times = 0;
        while times < exponent {
            x = doubled(x, &p);
            times += 1;
        }
        Self::new(&x)
    }

    /// The number of 256 bits that these limbs, of up to 63 bits, stand for.
    pub(super) fn join(mut self) -> Limbs {
        for i in 0..4 {
            self.0[i + 1] += self.0[i] >> BITS;
            self.0[i] &= MASK;
        }
        let x = self.0;
        [x[0] | x[1] << 52, x[1] >> 12 | x[2] << 40, x[2] >> 24 | x[3] << 28, x[3] >> 36 | x[4] << 16]
    }
}

/// Constants of the field of `C`.
pub(super) struct Constants52<C>(PhantomData<C>);

impl<C: MontConfig<4>> Constants52<C> {
    /// p.
    pub(super) const P: Limbs52 = Limbs52::new(&Constants::<C>::P);
    /// 2 p.
    pub(super) const TWICE_P: Limbs52 = Limbs52::new(&Constants::<C>::TWICE_P);
    /// `-1 / p` modulo 2^52.
    pub(super) const INVERSE: u64 = C::INV & MASK;
    /// `2^-52` modulo p.
    pub(super) const FOLD: Limbs52 = Limbs52::new(&halved(1, BITS, &Constants::<C>::P));
    /// A little less than 2^52 over the top limb of p.
    pub(super) const QUOTIENT: u64 = (1 << BITS) / (Self::P.0[4] + 1);
    /// By limb, the multiples of p up to 7 p.
    pub(super) const MULTIPLES: [[u64; 8]; 5] = multiples(&Self::P);
}

/// `x / 2^times` modulo p.
const fn halved(x: u64, times: u32, p: &Limbs) -> Limbs {
    let mut x = [x, 0, 0, 0];
    let mut time = 0;
    while time < times {
        let odd = x[0] & 1;
        let mut carry = 0;
        let mut i = 0;
        while i < 4 {
            let sum = x[i] as u128 + (odd * p[i]) as u128 + carry;
            x[i] = sum as u64;
            carry = sum >> 64;
            i += 1;
        }
        x = [x[0] >> 1 | x[1] << 63, x[1] >> 1 | x[2] << 63, x[2] >> 1 | x[3] << 63, x[3] >> 1];
        time += 1;
    }
    x
}

/// `2 x` modulo p.
const fn doubled(x: Limbs, p: &Limbs) -> Limbs {
    let x = [x[0] << 1, x[1] << 1 | x[0] >> 63, x[2] << 1 | x[1] >> 63, x[3] << 1 | x[2] >> 63];
    let mut less = x;
    let mut borrow = false;
    let mut i = 0;
    while i < 4 {
        let (difference, c) = x[i].overflowing_sub(p[i]);
        let (difference, d) = difference.overflowing_sub(borrow as u64);
        less[i] = difference;
        borrow = c | d;
        i += 1;
    }
    if borrow {
        x
    } else {
        less
    }
}

const fn multiples(p: &Limbs52) -> [[u64; 8]; 5] {
    let mut multiples = [[0; 8]; 5];
    let mut times = 0;
    while times < 8 {
        let mut carry = 0;
        let mut i = 0;
        while i < 5 {
            let limb = times * p.0[i] + carry;
            multiples[i][times as usize] = limb & MASK;
            carry = limb >> BITS;
            i += 1;
        }
        times += 1;
    }
    multiples
}
