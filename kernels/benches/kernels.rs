//! The kernels side by side with ark-ec's and ark-poly's, in one process: `cargo bench -p zelkova-kernels`.

use ark_ec::{CurveGroup, VariableBaseMSM};
use ark_ff::{PrimeField, UniformRand};
use ark_poly::{EvaluationDomain, Radix2EvaluationDomain};
use criterion::{criterion_group, criterion_main, BatchSize, BenchmarkId, Criterion};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use std::hint::black_box;
use zelkova_kernels::{batch_inverse, Cpu, Domain, Fft, Fr, G1Affine, G1Projective, Msm};

const LOG_SIZES: [u32; 3] = [14, 16, 18];

fn powers_of_tau(count: usize) -> Vec<G1Affine> {
    let tau = Fr::rand(&mut ChaCha8Rng::seed_from_u64(1));
    let powers: Vec<Fr> = std::iter::successors(Some(Fr::from(1)), |x| Some(*x * tau)).take(count).collect();
    let points: Vec<G1Projective> =
        powers.par_iter().map(|x| G1Affine::new_unchecked(1.into(), 2.into()) * x).collect();
    G1Projective::normalize_batch(&points)
}

fn scalars(count: usize) -> Vec<Fr> {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    (0..count).map(|_| Fr::rand(&mut rng)).collect()
}

fn msm(c: &mut Criterion) {
    let bases = powers_of_tau(1 << LOG_SIZES[2]);
    let random = scalars(1 << LOG_SIZES[2]);
    let bits: Vec<Fr> = random.iter().map(|x| Fr::from(x.into_bigint().0[0] & 1)).collect();
    let pools = [1, 2].map(|n| (n, rayon::ThreadPoolBuilder::new().num_threads(n).build().expect("threads can start")));
    let mut group = c.benchmark_group("msm");
    group.sample_size(10);
    for log in LOG_SIZES {
        let count = 1 << log;
        let bigints: Vec<_> = random[..count].iter().map(|x| x.into_bigint()).collect();
        for (threads, pool) in &pools {
            // One thread in all builds, unless another crate of the build turns on ark's feature `parallel`.
            group.bench_function(BenchmarkId::new(format!("ark/{threads}"), log), |b| {
                b.iter(|| pool.install(|| G1Projective::msm_bigint(&bases[..count], black_box(&bigints))))
            });
            group.bench_function(BenchmarkId::new(format!("own/{threads}"), log), |b| {
                b.iter(|| pool.install(|| Cpu.msm(&bases[..count], black_box(&random[..count]))))
            });
            group.bench_function(BenchmarkId::new(format!("own/{threads}/bits"), log), |b| {
                b.iter(|| pool.install(|| Cpu.msm(&bases[..count], black_box(&bits[..count]))))
            });
        }
    }
}

fn fft(c: &mut Criterion) {
    let values = scalars(1 << LOG_SIZES[2]);
    let mut group = c.benchmark_group("fft");
    group.sample_size(20);
    for log in LOG_SIZES {
        let values = &values[..1 << log];
        let theirs = Radix2EvaluationDomain::<Fr>::new(values.len()).expect("a domain of the field");
        let domain = Domain::new(log).expect("a domain of the field");
        let shift = Fr::from(5);
        let coset = theirs.get_coset(shift).expect("a shift that is not zero");
        let mut run = |name: &str, transform: &dyn Fn(&mut Vec<Fr>)| {
            group.bench_function(BenchmarkId::new(name, log), |b| {
                b.iter_batched_ref(|| values.to_vec(), |values| transform(values), BatchSize::LargeInput)
            });
        };
        run("ark/fft", &|v| theirs.fft_in_place(v));
        run("own/fft", &|v| Cpu.fft(&domain, v));
        run("ark/ifft", &|v| theirs.ifft_in_place(v));
        run("own/ifft", &|v| Cpu.ifft(&domain, v));
        run("ark/coset_fft", &|v| coset.fft_in_place(v));
        run("own/coset_fft", &|v| Cpu.coset_fft(&domain, shift, v));
        run("ark/coset_ifft", &|v| coset.ifft_in_place(v));
        run("own/coset_ifft", &|v| Cpu.coset_ifft(&domain, shift, v));
    }
}

fn inverses(c: &mut Criterion) {
    let values = scalars(1 << 16);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("threads can start");
    let mut group = c.benchmark_group("batch_inverse");
    let mut run = |name: &str, invert: &(dyn Fn(&mut [Fr]) + Sync)| {
        group.bench_function(BenchmarkId::new(name, 16), |b| {
            b.iter_batched_ref(|| values.clone(), |values| pool.install(|| invert(values)), BatchSize::LargeInput)
        });
    };
    run("ark", &|values| ark_ff::batch_inversion(values));
    run("own", &|values| batch_inverse(values));
}

criterion_group!(benches, msm, fft, inverses);
criterion_main!(benches);
