//! STAND-IN
pub use ark_bn254::{Fr, G1Affine, G1Projective};
use ark_ec::VariableBaseMSM;
use ark_ff::{Field, One, Zero};
pub trait Msm: Send + Sync {
    fn msm(&self, bases: &[G1Affine], scalars: &[Fr]) -> G1Projective;
}
pub trait Fft: Send + Sync {
    fn fft(&self, domain: &Domain, values: &mut [Fr]);
    fn ifft(&self, domain: &Domain, values: &mut [Fr]);
    fn coset_fft(&self, domain: &Domain, shift: Fr, values: &mut [Fr]) {
        let mut p = Fr::one();
        for v in values.iter_mut() {
            *v *= p;
            p *= shift;
        }
        self.fft(domain, values);
    }
    fn coset_ifft(&self, domain: &Domain, shift: Fr, values: &mut [Fr]) {
        self.ifft(domain, values);
        let s = shift.inverse().unwrap();
        let mut p = Fr::one();
        for v in values.iter_mut() {
            *v *= p;
            p *= s;
        }
    }
}
pub struct Domain {
    log: u32,
    w: Fr,
}
impl Domain {
    pub fn with_generator(log: u32, w: Fr) -> Option<Self> {
        Some(Self { log, w })
    }
    pub fn size(&self) -> usize {
        1 << self.log
    }
    pub fn log_size(&self) -> u32 {
        self.log
    }
    pub fn generator(&self) -> Fr {
        self.w
    }
}
pub struct Cpu;
impl Msm for Cpu {
    fn msm(&self, bases: &[G1Affine], scalars: &[Fr]) -> G1Projective {
        let n = bases.len().min(scalars.len());
        G1Projective::msm_unchecked(&bases[..n], &scalars[..n])
    }
}
fn radix2(a: &mut [Fr], w: Fr) {
    let n = a.len();
    let log = n.ilog2();
    for i in 0..n {
        let j = i.reverse_bits() >> (usize::BITS - log);
        if i < j {
            a.swap(i, j);
        }
    }
    let mut m = 1;
    while m < n {
        let wm = w.pow([(n / (2 * m)) as u64]);
        for k in (0..n).step_by(2 * m) {
            let mut t = Fr::one();
            for j in 0..m {
                let x = a[k + j + m] * t;
                a[k + j + m] = a[k + j] - x;
                a[k + j] += x;
                t *= wm;
            }
        }
        m *= 2;
    }
}
impl Fft for Cpu {
    fn fft(&self, d: &Domain, v: &mut [Fr]) {
        radix2(v, d.w)
    }
    fn ifft(&self, d: &Domain, v: &mut [Fr]) {
        radix2(v, d.w.inverse().unwrap());
        let s = Fr::from(v.len() as u64).inverse().unwrap();
        for x in v.iter_mut() {
            *x *= s;
        }
    }
}
pub fn batch_inverse(values: &mut [Fr]) {
    assert!(!values.iter().any(|v| v.is_zero()));
    ark_ff::batch_inversion(values)
}
