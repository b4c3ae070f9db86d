//! Numbers as limbs of 52 bits.

use crate::arithmetic::{Constants, Limbs};
use ark_bn254::FrConfig;
use ark_ff::MontConfig;

pub(super) const BITS: u32 = 52;
const MASK: u64 = (1 << BITS) - 1;

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

/// p.
pub(super) const P: [u64; 5] = Limbs52::new(&Constants::<FrConfig>::P).0;
/// `-1 / p` modulo 2^52.
pub(super) const INVERSE: u64 = FrConfig::INV & MASK;
/// `2^-52` modulo p.
pub(super) const FOLD: [u64; 5] = Limbs52::new(&halved(1, BITS)).0;

/// `x / 2^times` modulo p.
const fn halved(x: u64, times: u32) -> Limbs {
    let p = Constants::<FrConfig>::P;
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
