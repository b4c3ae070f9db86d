//! Many inverses for the price of one.

#[cfg(target_arch = "x86_64")]
mod lanes;

use crate::{
    arithmetic::{with_best_arithmetic, Arithmetic, Residue},
    Fr,
};
use ark_bn254::FrConfig;
use rayon::prelude::*;

/// Elements that share an inversion, which costs as much as some two hundred products.
const CHUNK: usize = 1 << 12;

/// Values from which on lanes pay.
#[cfg(target_arch = "x86_64")]
const LEAST_IN_LANES: usize = 128;

/// Replaces each value by its inverse; zeros stay zero. Spreads the work over rayon's current pool.
pub fn batch_inverse(values: &mut [Fr]) {
    values.par_chunks_mut(CHUNK).for_each(|chunk| with_best_arithmetic!(invert(chunk)));
}

fn invert<A: Arithmetic>(values: &mut [Fr]) {
    #[cfg(target_arch = "x86_64")]
    if A::IN_LANES && values.len() >= LEAST_IN_LANES {
        let count = values.len() - values.len() % lanes::BOTH;
        let (values, rest) = values.split_at_mut(count);
        // SAFETY: with such an `A`, the processor has the instructions.
        unsafe { lanes::invert(values) };
        return invert::<A>(rest);
    }
    if values.is_empty() {
        return;
    }
    let mut product = Residue::<FrConfig, A>::ONE;
    let mut before = Vec::with_capacity(values.len());
    for value in values.iter() {
        let value = Residue::new(value);
        before.push(product);
        if !value.is_plain_zero() {
            product = value * product;
        }
    }
    let mut inverse = product.inverse().expect("a product of elements that are not zero");
    for (value, before) in values.iter_mut().zip(before).rev() {
        let residue = Residue::new(value);
        if !residue.is_plain_zero() {
            *value = (before * inverse).element();
            inverse = residue * inverse;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::Portable;
    use ark_ff::{Field, UniformRand};
    use proptest::prelude::*;
    use rand::{Rng, SeedableRng};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn inverts_all_but_zeros(seed: u64, size in 0usize..10_000) {
            let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
            let values: Vec<Fr> =
                (0..size).map(|_| if rng.gen_ratio(1, 4) { Fr::from(0) } else { Fr::rand(&mut rng) }).collect();
            let mut inverses = values.clone();
            batch_inverse(&mut inverses);
            for (value, inverse) in values.iter().zip(&inverses) {
                prop_assert_eq!(value.inverse().unwrap_or_default(), *inverse);
            }
            let mut portable = values.clone();
            invert::<Portable>(&mut portable);
            prop_assert_eq!(&portable, &inverses);
            #[cfg(target_arch = "x86_64")]
            if crate::arithmetic::Adx::detected() {
                let mut adx = values.clone();
                invert::<crate::arithmetic::Adx>(&mut adx);
                prop_assert_eq!(&adx, &inverses);
            }
        }
    }
}
