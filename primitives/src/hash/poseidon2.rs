//! The Poseidon2 permutation with t = 4 and the compression of four words, alone and several in lockstep.
//!
//! Each round of a permutation waits for the one before, so independent permutations computed side by side keep the
//! multiplier busier than one after the other; [`compress4_many`] does that for the state tree.

use super::constants::{FULL_ROUNDS, FULL_ROUND_CONSTANTS, INTERNAL_DIAGONAL, PARTIAL_ROUND_CONSTANTS};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};

/// How many permutations run in lockstep. With more, the states no longer fit in registers and the gain is lost.
const LANES: usize = 2;

/// The four words of `N` states.
type States<const N: usize> = [[Fr; N]; 4];

/// `x^5` in every lane.
#[inline(always)]
fn sbox<const N: usize>(x: &mut [Fr; N]) {
    let squares: [Fr; N] = std::array::from_fn(|lane| x[lane].square());
    let fourths: [Fr; N] = std::array::from_fn(|lane| squares[lane].square());
    for lane in 0..N {
        x[lane] *= fourths[lane];
    }
}

/// The external matrix `[[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]]` in the 8 additions and 4 doublings of
/// the paper's appendix.
#[inline(always)]
fn external<const N: usize>(state: &mut States<N>) {
    let [first, second, third, fourth] = state;
    for (((a, b), c), d) in first.iter_mut().zip(second).zip(third).zip(fourth) {
        let (ab, cd) = (*a + *b, *c + *d);
        let (b2cd, d2ab) = (b.double() + cd, d.double() + ab);
        *d = cd.double().double() + d2ab;
        *b = ab.double().double() + b2cd;
        *a = d2ab + *b;
        *c = b2cd + *d;
    }
}

#[inline(always)]
fn full_round<const N: usize>(state: &mut States<N>, constants: &[Fr; 4]) {
    for (words, constant) in state.iter_mut().zip(constants) {
        words.iter_mut().for_each(|word| *word += constant);
        sbox(words);
    }
    external(state);
}

/// A partial round: the S-box on the first word, then the internal matrix.
#[inline(always)]
fn partial_round<const N: usize>(state: &mut States<N>, constant: &Fr) {
    state[0].iter_mut().for_each(|word| *word += constant);
    sbox(&mut state[0]);
    let sums: [Fr; N] = std::array::from_fn(|lane| state[0][lane] + state[1][lane] + state[2][lane] + state[3][lane]);
    for (words, factor) in state.iter_mut().zip(&INTERNAL_DIAGONAL) {
        for lane in 0..N {
            words[lane] *= factor;
            words[lane] += sums[lane];
        }
    }
}

#[inline(always)]
fn permute_lanes<const N: usize>(state: &mut States<N>) {
    let (first, last) = FULL_ROUND_CONSTANTS.split_at(FULL_ROUNDS / 2);
    external(state);
    for constants in first {
        full_round(state, constants);
    }
    for constant in &PARTIAL_ROUND_CONSTANTS {
        partial_round(state, constant);
    }
    for constants in last {
        full_round(state, constants);
    }
}

/// The permutation `P`, in place.
pub fn permute4(state: &mut [Fr; 4]) {
    let mut states = state.map(|word| [word]);
    permute_lanes(&mut states);
    *state = states.map(|[word]| word);
}

/// `P(children)[0] + children[0]`.
pub fn compress4(children: &[Fr; 4]) -> Fr {
    let mut state = *children;
    permute4(&mut state);
    state[0] + children[0]
}

/// [`compress4`] of each, several in lockstep.
pub fn compress4_many(inputs: &[[Fr; 4]]) -> Vec<Fr> {
    let mut digests = Vec::with_capacity(inputs.len());
    let mut groups = inputs.chunks_exact(LANES);
    for group in &mut groups {
        let mut state: States<LANES> = std::array::from_fn(|word| std::array::from_fn(|lane| group[lane][word]));
        permute_lanes(&mut state);
        digests.extend((0..LANES).map(|lane| state[0][lane] + group[lane][0]));
    }
    digests.extend(groups.remainder().iter().map(compress4));
    digests
}
