//! Lanes against ark.

use super::*;
use ark_ff::{Field, MontConfig, UniformRand};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

type Columns = super::Columns<FrConfig>;
type Inputs = [[Fr; 2]; LANES];

/// Ends of the range, limbs of ones and random elements.
fn inputs(seed: u64) -> Inputs {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let mut element = || match rng.gen_range(0..8) {
        0 => Fr::from(0),
        1 => Fr::from(1),
        2 => Fr::from(-1),
        3 => Fr::new_unchecked(BigInt([u64::MAX, u64::MAX, u64::MAX, (1 << 60) - 1])),
        _ => Fr::rand(rng),
    };
    std::array::from_fn(|_| [element(), element()])
}

/// Products of sums of up to 64 equal terms, back to ark's form: times `2^256 / 2^260` in each product.
#[target_feature(enable = "avx512f,avx512ifma")]
fn products(inputs: &Inputs) -> [[Fr; LANES]; 4] {
    let (a, b) = (Sum::gather(inputs, 0), Sum::gather(inputs, 1));
    let back = Factor::broadcast(&Limbs52::new(&FrConfig::R.0));
    let back = |sum: Sum| sum.carried().multiply::<FrConfig>(&back).scatter();
    let big = a.shifted::<6>().carried();
    let mut square = Columns::zero();
    each_row!(I, { square.add_square_row::<I>(&big) });
    let mut columns = Columns::of_sum(&Limbs52([1, 2, 3, 4, 5]));
    for _ in 0..6 {
        columns.add_product(&big, &b.carried());
    }
    [
        back(a.carried().multiply::<FrConfig>(&b.carried())),
        back(big.multiply::<FrConfig>(&big)),
        back(square.reduced()),
        back(columns.reduced()),
    ]
}

proptest! {
    #[test]
    fn products_are_those_of_ark(seed: u64) {
        if !detected() {
            return Ok(());
        }
        let inputs = inputs(seed);
        // SAFETY: the processor has the instructions.
        let [product, big, square, sum] = unsafe { products(&inputs) };
        let sixteenth = Fr::from(16).inverse().unwrap();
        let constant = Fr::new_unchecked(BigInt(Limbs52([1, 2, 3, 4, 5]).join()));
        for (lane, [a, b]) in inputs.into_iter().enumerate() {
            prop_assert_eq!(product[lane], a * b * sixteenth.square());
            prop_assert_eq!(big[lane], a.square() * Fr::from(4096) * sixteenth.square());
            prop_assert_eq!(square[lane], big[lane]);
            let products = a * b * Fr::from(6 * 64) * sixteenth;
            prop_assert_eq!(sum[lane], (products + constant) * sixteenth);
        }
    }
}
