//! Every sum against ark's.

use super::*;
use crate::arithmetic::Portable;
use crate::{Cpu, Msm};
use ark_ec::{CurveGroup, PrimeGroup, VariableBaseMSM};
use ark_ff::{Field, UniformRand};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn check(bases: &[G1Affine], scalars: &[Fr]) {
    let count = bases.len().min(scalars.len());
    let expected = G1Projective::msm(&bases[..count], &scalars[..count]).unwrap();
    assert_eq!(Cpu.msm(bases, scalars), expected);
    assert_eq!(msm::<Portable>(bases, scalars), expected);
    #[cfg(target_arch = "x86_64")]
    if crate::arithmetic::Adx::detected() {
        assert_eq!(msm::<crate::arithmetic::Adx>(bases, scalars), expected);
    }
}

fn points(rng: &mut ChaCha8Rng, count: usize) -> Vec<G1Affine> {
    let points: Vec<G1Projective> = (0..count).map(|_| G1Projective::rand(rng)).collect();
    G1Projective::normalize_batch(&points)
}

fn powers_of_tau(rng: &mut ChaCha8Rng, count: usize) -> Vec<G1Affine> {
    let tau = Fr::rand(rng);
    let powers: Vec<G1Projective> = std::iter::successors(Some(Fr::from(1)), |x| Some(*x * tau))
        .take(count)
        .map(|x| G1Projective::generator() * x)
        .collect();
    G1Projective::normalize_batch(&powers)
}

fn random(rng: &mut ChaCha8Rng, count: usize) -> Vec<Fr> {
    (0..count).map(|_| Fr::rand(rng)).collect()
}

/// A scalar of a kind that one of the steps treats differently.
fn peculiar(rng: &mut ChaCha8Rng) -> Fr {
    match rng.gen_range(0..9) {
        0 => Fr::from(0),
        1 => Fr::from(1),
        2 => Fr::from(-1),
        3 => Fr::from(rng.gen_range(0..100_000u32)),
        4 => -Fr::from(rng.gen_range(0..100_000u32)),
        5 => Fr::from_bigint(Fr::MODULUS_MINUS_ONE_DIV_TWO).unwrap() + Fr::from(rng.gen_range(0..3u8)),
        6 => Fr::from(2).pow([rng.gen_range(0..254u64)]),
        7 => Fr::from(2).pow([rng.gen_range(0..254u64)]) - Fr::from(1),
        _ => Fr::rand(rng),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_terms(seed: u64, bases in 0usize..300, scalars in 0usize..300) {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        check(&points(rng, bases), &random(rng, scalars));
    }

    #[test]
    fn few_points_again_and_again_and_their_negatives(seed: u64, count in 0usize..1500, different in 1usize..6) {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let mut some = points(rng, different);
        some.push(G1Affine::identity());
        let few: Vec<Fr> = (0..different).map(|_| peculiar(rng)).collect();
        let bases: Vec<G1Affine> = (0..count)
            .map(|_| {
                let point = some[rng.gen_range(0..some.len())];
                if rng.gen() { -point } else { point }
            })
            .collect();
        let scalars: Vec<Fr> =
            (0..count).map(|_| if rng.gen() { few[rng.gen_range(0..different)] } else { peculiar(rng) }).collect();
        check(&bases, &scalars);
    }

    #[test]
    fn peculiar_scalars(seed: u64, count in 0usize..2000) {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let bases = powers_of_tau(rng, count);
        let scalars: Vec<Fr> = (0..count).map(|_| peculiar(rng)).collect();
        check(&bases, &scalars);
    }
}

#[test]
fn small_counts() {
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    for count in 0..20 {
        check(&points(rng, count), &random(rng, count));
    }
    check(&points(rng, 3), &random(rng, 40));
    check(&points(rng, 40), &random(rng, 13));
}

/// More terms than a block, all of them in one bucket of each window, or in few.
#[test]
fn long_buckets() {
    let rng = &mut ChaCha8Rng::seed_from_u64(2);
    let count = 3 * sums::BLOCK + 17;
    let bases = powers_of_tau(rng, count);
    let scalar = Fr::rand(rng);
    let same = vec![bases[5]; count];
    let opposite: Vec<G1Affine> = (0..count).map(|i| if i % 2 == 0 { bases[7] } else { -bases[7] }).collect();
    // Nothing but the top digit, which has few values.
    let top: Vec<Fr> = (0..count).map(|i| Fr::from(2).pow([250]) * Fr::from(i as u64 % 4)).collect();
    let bits: Vec<Fr> = (0..count).map(|_| Fr::from(rng.gen::<bool>())).collect();
    let columns = [
        vec![Fr::from(0); count],
        vec![Fr::from(1); count],
        vec![Fr::from(-1); count],
        vec![Fr::from(3); count],
        vec![scalar; count],
        top,
        bits,
        (0..count).map(|_| Fr::from(rng.gen::<u16>())).collect(),
        random(rng, count),
    ];
    for column in &columns {
        for bases in [&bases, &same, &opposite] {
            check(bases, column);
        }
    }
    check(&vec![G1Affine::identity(); count], &columns[8]);
}

/// Sums of neighbours that are themselves among the points: equal and opposite points on later levels.
#[test]
fn sums_that_meet_again() {
    let rng = &mut ChaCha8Rng::seed_from_u64(3);
    let (p, q) = (G1Projective::rand(rng), G1Projective::rand(rng));
    let steps: Vec<G1Projective> = std::iter::successors(Some(p), |x| Some(*x + q)).take(64).collect();
    let mut bases = G1Projective::normalize_batch(&steps);
    bases.extend(G1Projective::normalize_batch(&[p + q, (p + q).double(), -(p + q).double()]));
    for scalar in [Fr::from(1), Fr::from(5), Fr::rand(rng)] {
        check(&bases, &vec![scalar; bases.len()]);
    }
    let backwards: Vec<G1Affine> =
        bases.iter().chain(bases.iter()).enumerate().map(|(i, b)| if i < 67 { *b } else { -*b }).collect();
    check(&backwards, &vec![Fr::from(9); backwards.len()]);
}
