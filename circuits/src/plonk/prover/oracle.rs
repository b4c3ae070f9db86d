//! A slow second opinion, for tests: the opened values and the identities at `z`, computed from the columns alone, one
//! identity after the other, with none of the prover's transforms and sums.

use crate::gates::registry::all;
use crate::plonk::columns::{FixedColumns, Witness};
use crate::plonk::lane;
use crate::plonk::shape::{shifts, LANE, MAIN, PERIOD, PERMUTED, SELECTORS, WIRES};
use crate::plonk::transcript::Transcript;
use crate::plonk::words::{read_proof, scalar_word, Word, COLUMNS, PRODUCT_WORDS, QUOTIENT_WORDS, WIRE_WORDS};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, FftField, Field};

/// The Lagrange polynomials of the rows at a point off the domain.
fn lagrange(n: usize, x: Fr) -> Vec<Fr> {
    let w = Fr::get_root_of_unity(n as u64).expect("the domain exists");
    let vanishing = (x.pow([n as u64]) - Fr::ONE) / Fr::from(n as u64);
    (0..n as u64).map(|i| vanishing * w.pow([i]) / (x - w.pow([i]))).collect()
}

fn at(values: &[Fr], lagrange: &[Fr]) -> Fr {
    values.iter().zip(lagrange).map(|(value, l)| *value * l).sum()
}

/// Panics unless the proof's values are those of the columns and satisfy the identities.
pub(crate) fn assert_consistent(key_digest: Word, fixed: &FixedColumns, witness: &Witness, words: &[Word]) {
    let n = 1usize << fixed.log_n;
    let w = Fr::get_root_of_unity(n as u64).expect("the domain exists");
    let (_, values) = read_proof(words).expect("a proof");
    let mut transcript = Transcript::new(key_digest);
    let first: Vec<Word> = witness.inputs.iter().map(scalar_word).chain(words[WIRE_WORDS].iter().copied()).collect();
    let (beta, gamma) = (transcript.challenge(&first), transcript.challenge(&[]));
    let alpha = transcript.challenge(&words[PRODUCT_WORDS]);
    let z = transcript.challenge(&words[QUOTIENT_WORDS]);

    // The grand product, cell by cell.
    let k = shifts();
    let mut product = vec![Fr::ONE];
    for i in 0..n {
        let mut next = product[i];
        for (j, column) in PERMUTED.into_iter().enumerate() {
            let cell = witness.columns[column][i] + gamma;
            next *= cell + beta * k[j] * w.pow([i as u64]);
            next /= cell + beta * fixed.columns[MAIN + SELECTORS + j][i];
        }
        product.push(next);
    }
    assert_eq!(product.pop(), Some(Fr::ONE), "the copies differ");

    let (here, there) = (lagrange(n, z), lagrange(n, z * w));
    for (j, column) in witness.columns.iter().enumerate() {
        assert_eq!((values.columns[j], values.next_columns[j]), (at(column, &here), at(column, &there)), "column {j}");
    }
    assert_eq!((values.product, values.next_product), (at(&product, &here), at(&product, &there)));
    for (j, column) in fixed.columns.iter().enumerate() {
        assert_eq!(values.fixed[j], at(column, &here), "fixed polynomial {j}");
    }

    // The identities, one by one.
    let q = values.fixed;
    let (now, next) = (values.columns, values.next_columns);
    let [a, b, c, d] = [now[0], now[1], now[2], now[3]];
    let inputs: Fr = witness.inputs.iter().zip(&here).map(|(input, l)| *input * l).sum();
    let mut all_identities =
        vec![q[0] * a + q[1] * b + q[2] * c + q[3] * d + q[4] * a * b + q[5] * a * c + q[6] + q[7] * next[3] + inputs];
    let wires = |row: &[Fr; COLUMNS]| -> [Fr; WIRES] { std::array::from_fn(|j| row[j]) };
    for gate in &all()[1..] {
        let mut terms = vec![Fr::ZERO; gate.terms.len()];
        (gate.native)(&wires(&now), &wires(&next), &[], &mut terms);
        let selector = gate.selector.expect("a custom gate has a selector");
        let s = q[MAIN + selector.column];
        let others = selector.values.iter().filter(|value| **value != selector.value);
        let selected = others.fold(s, |product, value| product * (s - Fr::from(u64::from(*value))));
        all_identities.extend(terms.iter().map(|term| selected * term));
    }
    let (mut left, mut right) = (values.product, values.next_product);
    for (j, column) in PERMUTED.into_iter().enumerate() {
        left *= now[column] + beta * k[j] * z + gamma;
        right *= now[column] + beta * q[MAIN + SELECTORS + j] + gamma;
    }
    all_identities.push(left - right);
    all_identities.push(here[0] * (values.product - Fr::ONE));
    let periodic = lagrange(PERIOD, z.pow([(n / PERIOD) as u64]));
    for j in 0..LANE {
        let mut sum = Fr::ZERO;
        for (kind, selector) in periodic.iter().enumerate() {
            let identity = &lane::identities().row(kind)[j];
            let mut value = identity.constant;
            for (cell, coefficient) in &identity.terms {
                let x = if cell.next { next } else { now }[WIRES + cell.column];
                value += *coefficient * if cell.fifth { x.pow([5]) } else { x };
            }
            sum += *selector * value;
        }
        all_identities.push(sum);
    }
    let sum = all_identities.iter().rev().fold(Fr::ZERO, |sum, identity| sum * alpha + identity);
    let power = z.pow([n as u64]);
    let quotient = values.quotient.iter().rev().fold(Fr::ZERO, |sum, part| sum * power + part);
    assert_eq!(quotient * (power - Fr::ONE), sum, "the identities do not hold");
}
