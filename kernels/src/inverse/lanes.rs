//! Inverses eight and eight side by side.

use crate::{
    arithmetic::{
        lanes::{inverse_products, multiply_both, Factor, Limbs52, Sum, Words, LANES},
        Adx, Residue,
    },
    Fr,
};
use ark_bn254::FrConfig;
use ark_ff::One;

/// Two groups run in turns.
const GROUPS: usize = 2;

/// Values that two groups take.
pub(super) const BOTH: usize = GROUPS * LANES;

/// One in lanes.
const ONE: Limbs52 = Limbs52::power_of_two::<FrConfig>(260);

/// Replaces values, a multiple of `BOTH`, by their inverses.
///
/// Lanes see values as divided by 16 and results too. So they take a 256th of the inverses that they find.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(super) fn invert(values: &mut [Fr]) {
    let mut all = [Sum::broadcast(&ONE); GROUPS];
    let mut products = [Factor::broadcast(&ONE); GROUPS];
    let mut steps: Vec<[(Value, Factor); GROUPS]> = Vec::with_capacity(values.len() / BOTH);
    for values in values.chunks_exact(BOTH) {
        let (a, b) = (load(&values[..LANES]), load(&values[LANES..]));
        steps.push([(a, products[0]), (b, products[1])]);
        all = multiply_both::<FrConfig>(&products, &[a.factor, b.factor]);
        products = [all[0].carried(), all[1].carried()];
    }
    let mut inverses = inverse_products::<FrConfig, Adx>(&all, &Fr::one());
    for (values, [a, b]) in values.chunks_exact_mut(BOTH).zip(&steps).rev() {
        let results = multiply_both::<FrConfig>(&inverses, &[a.1, b.1]);
        let [c, d] = multiply_both::<FrConfig>(&inverses, &[a.0.factor, b.0.factor]);
        inverses = [c.carried(), d.carried()];
        let (first, second) = values.split_at_mut(LANES);
        store(first, &a.0, results[0]);
        store(second, &b.0, results[1]);
    }
}

/// Eight values, ones in the place of zeros, and in which lanes those are.
#[derive(Clone, Copy)]
struct Value {
    factor: Factor,
    zeros: u8,
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn load(values: &[Fr]) -> Value {
    let words = Words::load(std::array::from_fn(|lane| &values[lane].0 .0));
    let zeros = words.zeros();
    Value { factor: words.sum().carried().with(zeros, &ONE), zeros }
}

#[inline]
#[target_feature(enable = "avx512f,avx512ifma")]
fn store(values: &mut [Fr], value: &Value, result: Sum) {
    for (lane, (to, number)) in values.iter_mut().zip(result.words::<FrConfig>().numbers()).enumerate() {
        if value.zeros >> lane & 1 == 0 {
            *to = Residue::<FrConfig, Adx>::from_limbs(number).element();
        }
    }
}
