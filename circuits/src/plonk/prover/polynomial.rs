//! What the prover does with polynomials in coefficient form, lowest first.

use crate::plonk::control::{Cancel, Cancelled};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use rayon::prelude::*;
use zelkova_kernels::{Cpu, Domain, Fft};

/// Values on the domain to coefficients, column by column.
pub(crate) fn interpolate(domain: &Domain, columns: &mut [Vec<Fr>], cancel: &Cancel) -> Result<(), Cancelled> {
    columns.par_iter_mut().with_max_len(1).for_each(|column| {
        if !cancel.is_cancelled() {
            Cpu.ifft(domain, column);
        }
    });
    cancel.check()
}

/// Coefficients to values on the coset `shift * <w>`, in new columns.
pub(super) fn transform(
    domain: &Domain,
    shift: Fr,
    columns: &[Vec<Fr>],
    cancel: &Cancel,
) -> Result<Vec<Vec<Fr>>, Cancelled> {
    let transform = |column: &Vec<Fr>| {
        let mut values = column.clone();
        if !cancel.is_cancelled() {
            Cpu.coset_fft(domain, shift, &mut values);
        }
        values
    };
    let values = columns.par_iter().with_max_len(1).map(transform).collect();
    cancel.check()?;
    Ok(values)
}

/// The value at `x`: four interleaved chains, since one waits for each product.
pub(super) fn evaluate(coefficients: &[Fr], x: Fr) -> Fr {
    let fourth = x.square().square();
    let chunks = coefficients.chunks_exact(4);
    let rest = chunks.remainder().iter().rev().fold(Fr::ZERO, |sum, c| sum * x + c);
    let mut sums = [Fr::ZERO; 4];
    let top = x.pow([4 * chunks.len() as u64]);
    for chunk in chunks.rev() {
        for (sum, c) in sums.iter_mut().zip(chunk) {
            *sum = *sum * fourth + c;
        }
    }
    sums.iter().rev().fold(Fr::ZERO, |sum, c| sum * x + c) + rest * top
}

/// Divides by `X - root`, in place; the remainder is dropped.
pub(super) fn divide(coefficients: &mut [Fr], root: Fr) {
    let mut carry = Fr::ZERO;
    for coefficient in coefficients.iter_mut().rev() {
        let value = *coefficient + carry * root;
        *coefficient = carry;
        carry = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn horner(coefficients: &[Fr], x: Fr) -> Fr {
        coefficients.iter().rev().fold(Fr::ZERO, |sum, c| sum * x + c)
    }

    #[test]
    fn evaluation_is_horners() {
        for length in 0..20u64 {
            let f: Vec<Fr> = (0..length).map(|i| Fr::from(i * i + 3)).collect();
            assert_eq!(evaluate(&f, Fr::from(5u64)), horner(&f, Fr::from(5u64)), "{length}");
        }
    }

    #[test]
    fn division_leaves_the_value_at_the_root() {
        let f: Vec<Fr> = (0..9u64).map(|i| Fr::from(i * i + 3)).collect();
        let (root, x) = (Fr::from(11u64), Fr::from(1234u64));
        let mut q = f.clone();
        divide(&mut q, root);
        assert_eq!(horner(&q, x) * (x - root) + horner(&f, root), horner(&f, x));
        assert_eq!(q[8], Fr::ZERO);
    }
}
