//! Transforms against ark-poly's, and against their definition.

use ark_ff::{Field, UniformRand};
use ark_poly::{EvaluationDomain, Radix2EvaluationDomain};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use zelkova_kernels::{Cpu, Domain, Fft, Fr};

fn check(log_n: u32, seed: u64) {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let domain = Domain::new(log_n).unwrap();
    let theirs = Radix2EvaluationDomain::<Fr>::new(domain.size()).unwrap();
    assert_eq!(domain.generator(), theirs.group_gen);
    let values: Vec<Fr> = (0..domain.size())
        .map(|i| match (seed as usize + i) % 11 {
            0 => Fr::from(0),
            1 => Fr::from(-1),
            _ => Fr::rand(rng),
        })
        .collect();
    for shift in [Fr::from(1), Fr::from(-1), Fr::rand(rng)] {
        let coset = theirs.get_coset(shift).unwrap();
        let mut ours = values.clone();
        Cpu.coset_fft(&domain, shift, &mut ours);
        assert_eq!(ours, coset.fft(&values), "coset_fft of 2^{log_n}");
        let mut ours = values.clone();
        Cpu.coset_ifft(&domain, shift, &mut ours);
        assert_eq!(ours, coset.ifft(&values), "coset_ifft of 2^{log_n}");
    }
    let mut ours = values.clone();
    Cpu.fft(&domain, &mut ours);
    assert_eq!(ours, theirs.fft(&values), "fft of 2^{log_n}");
    let mut ours = values.clone();
    Cpu.ifft(&domain, &mut ours);
    assert_eq!(ours, theirs.ifft(&values), "ifft of 2^{log_n}");
}

#[test]
fn all_sizes_agree_with_ark_poly() {
    for log_n in 0..=15 {
        check(log_n, log_n as u64);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn transforms_agree_with_ark_poly(log_n in 0u32..12, seed: u64) {
        check(log_n, seed);
    }
}

#[test]
fn values_are_those_of_the_polynomial() {
    let domain = Domain::new(3).unwrap();
    let coefficients: Vec<Fr> = (1..=8u64).map(Fr::from).collect();
    let shift = Fr::from(5);
    let mut values = coefficients.clone();
    Cpu.coset_fft(&domain, shift, &mut values);
    for (i, value) in values.iter().enumerate() {
        let x = shift * domain.generator().pow([i as u64]);
        assert_eq!(*value, coefficients.iter().rev().fold(Fr::from(0), |sum, c| sum * x + c));
    }
}

#[test]
#[should_panic(expected = "as many values as points")]
fn lengths_must_agree() {
    Cpu.fft(&Domain::new(3).unwrap(), &mut [Fr::from(0); 4]);
}
