//! The kernels on the processor.

use crate::{
    arithmetic::with_best_arithmetic,
    fft, msm,
    rows::{Program, PERIOD},
    Compress4, Domain, Fft, Fr, G1Affine, G1Projective, Msm, Poseidon2, Rows,
};
use ark_ff::Field;

/// Runs kernels on the processor, with the fastest products that it has (detected at run time).
#[derive(Clone, Copy, Debug, Default)]
pub struct Cpu;

impl Msm for Cpu {
    fn msm(&self, bases: &[G1Affine], scalars: &[Fr]) -> G1Projective {
        with_best_arithmetic!(msm::msm(bases, scalars))
    }
}

impl Fft for Cpu {
    fn fft(&self, domain: &Domain, values: &mut [Fr]) {
        with_best_arithmetic!(fft::forward(domain, None, values))
    }

    fn ifft(&self, domain: &Domain, values: &mut [Fr]) {
        with_best_arithmetic!(fft::inverse(domain, None, values))
    }

    fn coset_fft(&self, domain: &Domain, shift: Fr, values: &mut [Fr]) {
        with_best_arithmetic!(fft::forward(domain, Some(shift), values))
    }

    fn coset_ifft(&self, domain: &Domain, shift: Fr, values: &mut [Fr]) {
        let back = shift.inverse().expect("a coset's shift is not zero");
        with_best_arithmetic!(fft::inverse(domain, Some(back), values))
    }
}

impl Rows for Cpu {
    fn run(&self, program: &Program, repeated: &[[Fr; PERIOD]], columns: &[&[Fr]], first: usize, out: &mut [Fr]) {
        program.run(repeated, columns, first, out);
    }
}

impl Compress4 for Cpu {
    fn permute4(&self, poseidon2: &Poseidon2, state: &mut [Fr; 4]) {
        poseidon2.permute(state);
    }

    fn compress4(&self, poseidon2: &Poseidon2, input: &[Fr; 4]) -> Fr {
        poseidon2.compress(input)
    }

    fn compress4_many(&self, poseidon2: &Poseidon2, inputs: &[[Fr; 4]], outputs: &mut [Fr]) {
        poseidon2.compress_many(inputs, outputs);
    }
}
