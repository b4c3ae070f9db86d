//! The Poseidon2 permutation with t = 2, alone and several in lockstep.
//!
//! Each round of a permutation waits for the one before, so independent permutations computed side by side keep the
//! multiplier busier than one after the other; [`compress_many`] does that for the state tree.

use super::constants::{FULL_ROUNDS, FULL_ROUND_CONSTANTS, PARTIAL_ROUND_CONSTANTS};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};

/// How many permutations run in lockstep. With more, the states no longer fit in registers and the gain is lost.
const LANES: usize = 2;

/// `x^5` in every lane.
#[inline(always)]
fn sbox<const N: usize>(x: &mut [Fr; N]) {
    let squares: [Fr; N] = std::array::from_fn(|lane| x[lane].square());
    let fourths: [Fr; N] = std::array::from_fn(|lane| squares[lane].square());
    for lane in 0..N {
        x[lane] *= fourths[lane];
    }
}

/// The external matrix `[[2, 1], [1, 2]]`.
#[inline(always)]
fn external<const N: usize>(a: &mut [Fr; N], b: &mut [Fr; N]) {
    for lane in 0..N {
        let sum = a[lane] + b[lane];
        a[lane] += sum;
        b[lane] += sum;
    }
}

#[inline(always)]
fn full_round<const N: usize>(a: &mut [Fr; N], b: &mut [Fr; N], constants: &[Fr; 2]) {
    for lane in 0..N {
        a[lane] += constants[0];
        b[lane] += constants[1];
    }
    sbox(a);
    sbox(b);
    external(a, b);
}

/// A partial round: the S-box on the first word, then the internal matrix `[[2, 1], [1, 3]]`.
#[inline(always)]
fn partial_round<const N: usize>(a: &mut [Fr; N], b: &mut [Fr; N], constant: &Fr) {
    for word in a.iter_mut() {
        *word += constant;
    }
    sbox(a);
    for lane in 0..N {
        let sum = a[lane] + b[lane];
        a[lane] += sum;
        b[lane].double_in_place();
        b[lane] += sum;
    }
}

#[inline(always)]
fn permute_lanes<const N: usize>(a: &mut [Fr; N], b: &mut [Fr; N]) {
    let (first, last) = FULL_ROUND_CONSTANTS.split_at(FULL_ROUNDS / 2);
    external(a, b);
    for constants in first {
        full_round(a, b, constants);
    }
    for constant in &PARTIAL_ROUND_CONSTANTS {
        partial_round(a, b, constant);
    }
    for constants in last {
        full_round(a, b, constants);
    }
}

/// The permutation of a pair.
pub fn permute(l: Fr, r: Fr) -> [Fr; 2] {
    let (mut a, mut b) = ([l], [r]);
    permute_lanes(&mut a, &mut b);
    [a[0], b[0]]
}

/// `P(l, r)[0] + l`.
pub fn compress(l: Fr, r: Fr) -> Fr {
    permute(l, r)[0] + l
}

/// [`compress`] of every pair, several in lockstep.
pub fn compress_many(pairs: &[(Fr, Fr)]) -> Vec<Fr> {
    let mut digests = Vec::with_capacity(pairs.len());
    let mut groups = pairs.chunks_exact(LANES);
    for group in &mut groups {
        let mut a: [Fr; LANES] = std::array::from_fn(|lane| group[lane].0);
        let mut b: [Fr; LANES] = std::array::from_fn(|lane| group[lane].1);
        permute_lanes(&mut a, &mut b);
        digests.extend((0..LANES).map(|lane| a[lane] + group[lane].0));
    }
    digests.extend(groups.remainder().iter().map(|(l, r)| compress(*l, *r)));
    digests
}
