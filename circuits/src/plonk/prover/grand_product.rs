//! The grand product of the copy permutation: `Z_0 = 1`,
//! `Z_{i+1} = Z_i prod_j (f_j + beta k_j w^i + gamma) / prod_j (f_j + beta sigma_j + gamma)`.

use crate::plonk::shape::{shifts, SIGMAS};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};
use rayon::prelude::*;
use zelkova_kernels::{batch_inverse, Domain};

/// Rows that one task takes: enough to share an inversion.
const CHUNK: usize = 1 << 11;

/// The values of `Z` on the domain, from those of the permuted columns and of the sigmas.
pub(super) fn grand_product(
    domain: &Domain,
    columns: [&[Fr]; SIGMAS],
    sigmas: &[Vec<Fr>],
    beta: Fr,
    gamma: Fr,
) -> Vec<Fr> {
    let n = domain.size();
    let mut z = vec![Fr::ZERO; n];
    let factors = shifts().map(|k| k * beta);
    z.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, z)| {
        let start = chunk * CHUNK;
        let mut denominators: Vec<Fr> = (start..start + z.len())
            .map(|i| (0..SIGMAS).map(|j| columns[j][i] + beta * sigmas[j][i] + gamma).product())
            .collect();
        batch_inverse(&mut denominators);
        let mut x = domain.generator().pow([start as u64]);
        let mut product = Fr::ONE;
        for (i, (z, inverse)) in z.iter_mut().zip(denominators).enumerate() {
            let numerator: Fr = (0..SIGMAS).map(|j| columns[j][start + i] + factors[j] * x + gamma).product();
            // Within the chunk, up to and with this row.
            product *= numerator * inverse;
            *z = product;
            x *= domain.generator();
        }
    });
    // From products within chunks up to a row to products of all rows before it.
    let mut before = Fr::ONE;
    let starts: Vec<Fr> = z
        .chunks(CHUNK)
        .map(|chunk| {
            let start = before;
            before *= chunk.last().copied().unwrap_or(Fr::ONE);
            start
        })
        .collect();
    z.par_chunks_mut(CHUNK).zip(starts).for_each(|(chunk, start)| {
        let mut previous = start;
        for z in chunk {
            let next = start * *z;
            *z = previous;
            previous = next;
        }
    });
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_product_row_by_row_and_closes_for_equal_copies() {
        let domain = Domain::new(13).expect("a small domain");
        let n = domain.size();
        // Column j holds j + row mod 3 and is not copied, except that cells (0, i) and (4, i) hold the same and are swapped.
        let columns: Vec<Vec<Fr>> =
            (0..5).map(|j| (0..n as u64).map(|i| Fr::from(i % 3 + if j == 4 { 0 } else { j })).collect()).collect();
        let mut points = vec![Fr::ONE; n];
        for i in 1..n {
            points[i] = points[i - 1] * domain.generator();
        }
        let mut from = shifts();
        from.swap(0, 4);
        let sigmas: Vec<Vec<Fr>> = from.iter().map(|k| points.iter().map(|x| *k * x).collect()).collect();
        let (beta, gamma) = (Fr::from(77u64), Fr::from(1_000_003u64));
        let slices = std::array::from_fn(|j| columns[j].as_slice());
        let z = grand_product(&domain, slices, &sigmas, beta, gamma);
        let mut expected = Fr::ONE;
        for i in 0..n {
            assert_eq!(z[i], expected, "row {i}");
            for j in 0..5 {
                expected *= columns[j][i] + beta * shifts()[j] * points[i] + gamma;
                expected /= columns[j][i] + beta * sigmas[j][i] + gamma;
            }
        }
        assert_eq!(expected, Fr::ONE);
    }
}
