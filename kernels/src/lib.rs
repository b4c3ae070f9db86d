//! The kernels of a prover over BN254: what nearly all of its time goes into.
//!
//! | kernel | interface | algorithm | source |
//! |---|---|---|---|
//! | sum of multiples of points | [`Msm`] | buckets (N. Pippenger, 1976) over signed windows; points sorted by bucket and added in affine coordinates, many at a time with one inversion | P. Montgomery, "Speeding the Pollard and elliptic curve methods", 1987, for the shared inversion; D. Bernstein, J. Doumen, T. Lange, J. Oosterwijk, "Faster batch forgery identification", 2012, for bucket sums; Gautam Botrel, Youssef El Housni, "Faster Montgomery multiplication and multi-scalar-multiplication for SNARKs", 2023, for affine buckets |
//! | transforms | [`Fft`] over a [`Domain`] | decimation in time, two levels at a pass, factors in reversed order, lazily reduced; blocked reversal | J. Cooley, J. Tukey, 1965; D. Harvey, "Faster arithmetic for number-theoretic transforms", 2014; L. Carter, K. Gatlin, "Towards an optimal bit-reversal permutation program", 1998 |
//! | hashes | [`Compress4`] with a [`Poseidon2`] | partial rounds as a recurrence of the one sum that matters, over scaled words; eight permutations side by side | L. Grassi, D. Khovratovich, M. Schofnegger, "Poseidon2: A Faster Version of the Poseidon Hash Function", 2023 |
//! | inverses | [`batch_inverse`] | one inversion for all | Montgomery, 1987 |
//! | products | (private) `arithmetic` | Montgomery products without branches and last subtraction; two carry chains, or eight side by side in 52-bit limbs, where the processor has them | C. Koc, T. Acar, B. Kaliski, 1996; G. Botrel, "Faster big-integer modular multiplication for most moduli", 2020; S. Gueron, V. Krasnov, "Accelerating Big Integer Arithmetic Using Intel IFMA Extensions", 2016 |
//!
//! [`Cpu`] implements the traits on the processor, with what it finds there at run time. Another device is another
//! implementation of the traits: callers take `&dyn Msm` and the like, or are generic.

mod arithmetic;
mod cpu;
mod domain;
mod fft;
mod inverse;
mod msm;
mod poseidon2;
pub mod rows;

pub use ark_bn254::{Fr, G1Affine, G1Projective};
pub use cpu::Cpu;
pub use domain::Domain;
pub use inverse::batch_inverse;
pub use poseidon2::Poseidon2;

/// Sums of multiples of points.
pub trait Msm: Send + Sync {
    /// `sum scalars[i] * bases[i]`. Lengths may differ: the shorter one counts. Zero scalars and points at infinity are
    /// cheap, and so are scalars that are small up to their sign. Spreads the work over rayon's current pool.
    ///
    /// Time depends on the scalars: not for secrets that someone can measure.
    fn msm(&self, bases: &[G1Affine], scalars: &[Fr]) -> G1Projective;
}

/// Transforms between the coefficients of a polynomial of degree below n and its values on a [`Domain`] or a coset.
/// Natural order in and out. Each runs on one thread: callers spread columns over threads.
///
/// # Panics
/// All of them, if `values` has another length than the domain. Coset transforms back, if `shift` is zero.
pub trait Fft: Send + Sync {
    /// Coefficients to values at `w^i`.
    fn fft(&self, domain: &Domain, values: &mut [Fr]);
    /// Values at `w^i` to coefficients.
    fn ifft(&self, domain: &Domain, values: &mut [Fr]);
    /// Coefficients to values at `shift * w^i`.
    fn coset_fft(&self, domain: &Domain, shift: Fr, values: &mut [Fr]);
    /// Values at `shift * w^i` to coefficients.
    fn coset_ifft(&self, domain: &Domain, shift: Fr, values: &mut [Fr]);
}

/// Programs on the rows of columns.
pub trait Rows: Send + Sync {
    /// Runs the program on the rows from `first` on, on one thread; `out` gets a result for each. Register `j` holds
    /// `repeated[j][i % PERIOD]` in row `i`.
    ///
    /// # Panics
    /// If `first` is no multiple of [`rows::PERIOD`], or if columns or repeated values are missing, or if columns differ in
    /// length or are too short.
    fn run(
        &self,
        program: &rows::Program,
        repeated: &[[Fr; rows::PERIOD]],
        columns: &[&[Fr]],
        first: usize,
        out: &mut [Fr],
    );
}

/// The compression of four words into one, `P(words)[0] + words[0]` for a permutation `P`.
pub trait Compress4: Send + Sync {
    /// The permutation, in place.
    fn permute4(&self, poseidon2: &Poseidon2, state: &mut [Fr; 4]);
    /// Compresses one input.
    fn compress4(&self, poseidon2: &Poseidon2, input: &[Fr; 4]) -> Fr;
    /// Compresses many inputs on one thread, several at a time.
    ///
    /// # Panics
    /// If there is another number of outputs than of inputs.
    fn compress4_many(&self, poseidon2: &Poseidon2, inputs: &[[Fr; 4]], outputs: &mut [Fr]);
}
