//! The rounds of a proof: what is committed before which challenge.

use super::commit::{commit, commit_groups, multiply};
use super::grand_product::grand_product;
use super::identities::Identities;
use super::measured;
use super::openings::{self, Openings};
use super::polynomial::{evaluate, interpolate};
use super::quotient::Quotient;
use crate::plonk::columns::Witness;
use crate::plonk::control::{Cancel, Cancelled, Control, Timings};
use crate::plonk::keys::CircuitKeys;
use crate::plonk::shape::{MAIN, PERMUTED, SELECTORS, SIGMAS};
use crate::plonk::transcript::Transcript;
use crate::plonk::words::{
    point_words, points_words, proof_words, scalar_word, ProofPoints, ProofValues, Word, COLUMNS, QUOTIENT_PARTS,
};
use ark_bn254::Fr;
use rayon::prelude::*;
use zelkova_kernels::{Cpu, Domain, Fft};

/// The words of a proof that these columns satisfy the keys' circuit. `timings` grows by what is done here.
pub(super) fn create_proof(
    keys: &CircuitKeys,
    witness: Witness,
    control: &Control<'_>,
    timings: &mut Timings,
) -> Result<Vec<Word>, Cancelled> {
    let (powers, fixed, cancel) = (keys.powers(), keys.fixed(), control.cancel);
    let domain = keys.domain();
    let mut transcript = Transcript::new(keys.key_digest());
    let Witness { inputs, mut columns } = witness;

    control.phase(2)?;
    let permuted = PERMUTED.map(|column| columns[column].clone());
    measured(&mut timings.fft, || interpolate(domain, &mut columns, cancel))?;
    let wires = measured(&mut timings.msm, || commit_groups(powers, &columns, cancel))?;
    let mut words: Vec<Word> = inputs.iter().map(scalar_word).collect();
    words.extend(points_words(&wires));
    let (beta, gamma) = (transcript.challenge(&words), transcript.challenge(&[]));

    control.phase(3)?;
    let sigmas = measured(&mut timings.fft, || sigmas(domain, fixed, cancel))?;
    let mut product = measured(&mut timings.product, || {
        grand_product(domain, permuted.each_ref().map(Vec::as_slice), &sigmas, beta, gamma)
    });
    drop((permuted, sigmas));
    measured(&mut timings.fft, || Cpu.ifft(domain, &mut product));
    let product_point = measured(&mut timings.msm, || commit(powers, &[&product], cancel))?;
    columns.push(product);
    let alpha = transcript.challenge(&point_words(&product_point));

    control.phase(4)?;
    let identities = &Identities::new(domain, &inputs, beta, gamma, alpha);
    let quotient = Quotient { domain, columns: &columns, fixed, cache: keys.cache(), identities, cancel };
    let parts = quotient.parts(timings)?;
    let quotient = measured(&mut timings.msm, || commit_groups(powers, &parts, cancel))?;
    let z = transcript.challenge(&points_words(&quotient));
    let next = z * domain.generator();

    control.phase(5)?;
    let values = measured(&mut timings.openings, || values(&columns, &parts, fixed, z, next));
    let v = transcript.challenge(&values.words());
    let (combined, divided) = measured(&mut timings.openings, || {
        let combined = Openings::new(&columns, &parts, fixed, v);
        let divided = combined.quotient(z, next);
        (combined, divided)
    });
    drop((columns, parts));
    let opening = measured(&mut timings.msm, || multiply(powers, &openings::coefficients(&divided), cancel))?;
    let u = transcript.challenge(&point_words(&opening));
    let last = measured(&mut timings.openings, || combined.at(u, z, next, &divided));
    drop((combined, divided));
    let evaluation = measured(&mut timings.msm, || multiply(powers, &last, cancel))?;

    let wires = wires.try_into().expect("eleven columns are four groups");
    let quotient = quotient.try_into().expect("five parts are two groups");
    Ok(proof_words(&ProofPoints { wires, product: product_point, quotient, opening, evaluation }, &values))
}

/// The values of the sigmas on the domain.
fn sigmas(domain: &Domain, fixed: &[Vec<Fr>], cancel: &Cancel) -> Result<Vec<Vec<Fr>>, Cancelled> {
    let polynomials = &fixed[MAIN + SELECTORS..][..SIGMAS];
    let transform = |polynomial: &Vec<Fr>| {
        let mut values = polynomial.clone();
        if !cancel.is_cancelled() {
            Cpu.fft(domain, &mut values);
        }
        values
    };
    let values = polynomials.par_iter().with_max_len(1).map(transform).collect();
    cancel.check()?;
    Ok(values)
}

/// The columns and `Z` at `z` and `zw`, the quotient's parts and the fixed polynomials at `z`.
fn values(columns: &[Vec<Fr>], parts: &[Vec<Fr>; QUOTIENT_PARTS], fixed: &[Vec<Fr>], z: Fr, next: Fr) -> ProofValues {
    let here = columns.iter().map(|f| (f, z));
    let there = columns.iter().map(|f| (f, next));
    let tasks: Vec<(&Vec<Fr>, Fr)> = here.chain(there).chain(parts.iter().chain(fixed).map(|f| (f, z))).collect();
    let values: Vec<Fr> = tasks.par_iter().with_max_len(1).map(|(f, x)| evaluate(f, *x)).collect();
    let (here, rest) = values.split_at(COLUMNS + 1);
    let (there, rest) = rest.split_at(COLUMNS + 1);
    let (parts, fixed) = rest.split_at(QUOTIENT_PARTS);
    let array = |values: &[Fr]| values.try_into().expect("as many values as columns");
    ProofValues {
        columns: array(&here[..COLUMNS]),
        product: here[COLUMNS],
        next_columns: array(&there[..COLUMNS]),
        next_product: there[COLUMNS],
        quotient: parts.try_into().expect("as many values as parts"),
        fixed: fixed.try_into().expect("as many values as fixed polynomials"),
    }
}
