//! Lanes against ark.

use super::*;
use ark_bn254::FqConfig;
use ark_ff::{BigInteger, Field, MontBackend, MontConfig, UniformRand};
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

/// Sums `times a + b`, which come back below `1.1 p`, and differences `a - b`, with what may be a multiple of p.
#[target_feature(enable = "avx512f,avx512ifma")]
fn in_range<C: MontConfig<4>>(
    a: &[Limbs; LANES],
    b: &[Limbs; LANES],
    times: u64,
) -> ([Limbs; LANES], [Limbs; LANES], u8) {
    let (a, b) = (Words::load(a.each_ref()), Words::load(b.each_ref()));
    let mut sum = b.sum();
    for _ in 0..times {
        sum = sum.add(&a.sum());
    }
    let mask = a.sum().minus::<C>(&b.sum(), 0).maybe_multiple::<C>();
    let difference = a.sum().minus::<C>(&b.sum(), 1);
    (sum.words::<C>().numbers(), difference.words::<C>().numbers(), mask)
}

fn check_range<C: MontConfig<4>>(seed: u64) {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let p = C::MODULUS;
    // Residues below 2 p: ends of the range, their neighbours and random ones.
    let mut number = || {
        let mut x = match rng.gen_range(0..6) {
            0 => BigInt([rng.gen_range(0..3), 0, 0, 0]),
            1 => p,
            _ => Fp::<MontBackend<C, 4>, 4>::rand(rng).0,
        };
        match rng.gen_range(0..4) {
            0 if x < p => drop(x.add_with_carry(&p)),
            1 if x != BigInt([0; 4]) => drop(x.sub_with_borrow(&BigInt([1, 0, 0, 0]))),
            _ => {}
        }
        x.0
    };
    let a: [Limbs; LANES] = std::array::from_fn(|_| number());
    let mut b: [Limbs; LANES] = std::array::from_fn(|_| number());
    b[3] = a[3];
    let residue = |x: &Limbs| Residue::<C, Portable>::from_limbs(*x).element();
    let below = |x: &Limbs| {
        let mut bound = p;
        bound >>= 3;
        bound.add_with_carry(&p);
        BigInt(*x) < bound
    };
    for times in 0..=3 {
        // SAFETY: the processor has the instructions.
        let (sums, differences, mask) = unsafe { in_range::<C>(&a, &b, times) };
        for lane in 0..LANES {
            let (x, y) = (residue(&a[lane]), residue(&b[lane]));
            assert!(below(&sums[lane]) && below(&differences[lane]));
            assert_eq!(residue(&sums[lane]), x * Fp::from(times) + y);
            assert_eq!(residue(&differences[lane]), x - y);
            assert!(x != y || mask >> lane & 1 == 1);
        }
    }
}

proptest! {
    #[test]
    fn sums_and_differences_come_back_in_range(seed: u64) {
        if detected() {
            check_range::<FrConfig>(seed);
            check_range::<FqConfig>(seed);
        }
    }
}
