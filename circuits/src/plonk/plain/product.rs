//! The grand product of the copy permutation.

use crate::plonk::cache::Column;
use crate::plonk::control::{Cancel, Cancelled};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup as _, Field as _};
use rayon::prelude::*;
use zelkova_kernels::batch_inverse;

/// Rows at once.
const CHUNK: usize = 1 << 12;

/// `Z(1) = 1`, `Z(w x) = Z(x) prod_j (f_j + beta k_j x + gamma) / (f_j + beta sigma_j + gamma)` on the domain, whose last
/// row is left out: its factor is 1.
pub fn grand_product(
    wires: &[Vec<Fr>; 4],
    sigmas: &[Column<'_>],
    [beta, gamma]: [Fr; 2],
    shifts: &[Fr; 4],
    generator: Fr,
    cancel: &Cancel,
) -> Result<Vec<Fr>, Cancelled> {
    let mut result = vec![Fr::ONE; wires[0].len()];
    let scaled = shifts.map(|shift| beta * shift);
    // Each chunk by itself first: the products of the chunk's factors up to each row.
    let chunk_products = |(index, chunk): (usize, &mut [Fr])| {
        cancel.check()?;
        let start = index * CHUNK;
        let mut denominators = vec![Fr::ONE; chunk.len()];
        let mut x = generator.pow([start as u64]);
        for (offset, (numerator, denominator)) in chunk.iter_mut().zip(&mut denominators).enumerate() {
            let row = start + offset;
            for wire in 0..4 {
                let value = wires[wire][row] + gamma;
                *numerator *= value + scaled[wire] * x;
                *denominator *= value + beta * sigmas[wire][row];
            }
            x *= generator;
        }
        batch_inverse(&mut denominators);
        let mut product = Fr::ONE;
        for (value, inverse) in chunk.iter_mut().zip(&denominators) {
            product *= *value * inverse;
            *value = product;
        }
        Ok(product)
    };
    let products: Vec<Fr> =
        result[1..].par_chunks_mut(CHUNK).enumerate().map(chunk_products).collect::<Result<_, _>>()?;

    let mut next = Fr::ONE;
    let mut starts = Vec::with_capacity(products.len());
    for product in products {
        starts.push(next);
        next *= product;
    }
    result[1..].par_chunks_mut(CHUNK).zip(starts).for_each(|(chunk, start)| {
        chunk.iter_mut().for_each(|value| *value *= start);
    });
    debug_assert!(result.iter().all(|value| *value != Fr::ZERO));
    Ok(result)
}
