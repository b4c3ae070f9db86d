//! PLONK over BN254: checking circuits, SRS, keys, proofs of format 2.
//!
//! Four wires and a hash lane of seven columns, copy permutation over five columns, custom gates with selectors, KZG
//! commitments to groups of three polynomials, quotient in five parts, Keccak transcript. This page is normative for other
//! verifiers. Why it is sound is in `docs/protocol.md`, section 9.
//!
//! # Notation
//!
//! `p` is the scalar field, `q` the base field, `n` the domain size (a power of two from 16 to 2^28), `w` its generator
//! (`5^((p-1)/n)`), `m <= n` the number of public inputs, `L_i` the polynomial of degree below `n` that is 1 at `w^i` and 0
//! on the rest of the domain. Row `i` of a polynomial is its value at `w^i`; `'` marks the next row, which after row `n - 1`
//! is row 0: no row is left out. `[f]` is the commitment of `f`. Ranges of numbers `i..j` exclude `j`. A word has 32 bytes,
//! big-endian. A point is two words `x | y`; the point at infinity is two zeros. `|` is concatenation, `hash` is keccak256.
//!
//! # Columns and fixed polynomials
//!
//! | polynomials | in this order |
//! |---|---|
//! | 11 columns of the witness | the wires `a b c d`, the hash lane `h0 .. h6` |
//! | 18 fixed | constants of the main gate `q_a q_b q_c q_d q_ab q_ac q_0 q_n`; selectors `s_0 .. s_4`; `sigma_0 .. sigma_4` |
//!
//! Rows `0..m` hold the public inputs: wire `a` is the input, `q_a = -1`, and `PI(X) = sum_i L_i(X) input_i`. The rows of
//! the circuit follow; at least the last row of the domain has no gate. Block `b` of the hash lane, 16 rows from row `16 b`
//! on, holds one `compress4` (`docs/protocol.md`, section 1); unused blocks hash four zeros.
//!
//! # Identities
//!
//! Each vanishes on the whole domain. The sum of all, each times its power of `alpha`, is `T(X) (X^n - 1)`.
//!
//! | power of `alpha` | identity |
//! |---|---|
//! | 0 | main: `q_a a + q_b b + q_c c + q_d d + q_ab a b + q_ac a c + q_0 + q_n d' + PI` |
//! | 1..5, 5..9 | range, bits |
//! | 9..11, 11..14, 14..16 | edwards double, edwards subtract, edwards add base |
//! | 16..18, 18..21, 21..24, 24 | path pick, path siblings, path siblings back, path pick back |
//! | 25 | `Z prod_j (f_j + beta k_j X + gamma) - Z' prod_j (f_j + beta sigma_j + gamma)` |
//! | 26 | `L_0 (Z - 1)` |
//! | 27..34 | lane: `sum_r S_r I_(r,j)`, `j` in 0..7 |
//!
//! *Gates.* [`crate::gates`] has the equations, in this order, and [`crate::gates::registry`] each gate's selector: a column
//! `s`, a value `v`, and the values that the column has. A custom gate's polynomials are multiplied by `S_g`, the product of
//! `s - v'` over 0 and the column's other values `v'`, which is not scaled to 1: `s` for a gate that is alone in its column,
//! else `s (s - 2)` for value 1 and `s (s - 1)` for value 2.
//!
//! | column | value 1 | value 2 |
//! |---|---|---|
//! | `s_0` | range | edwards subtract |
//! | `s_1` | edwards add base | path pick |
//! | `s_2` | path siblings | path siblings back |
//! | `s_3` | path pick back | |
//! | `s_4` | bits | edwards double |
//!
//! *Copy permutation.* Over the columns `f_0 .. f_4 = a b c d h6`, with `k_j = 5^j`. Cells that hold one variable are a
//! cycle, and row `i` of `sigma_j` is `k_j' w^i'` of the next cell `(j', i')` of the cycle of `(j, i)`.
//!
//! *Hash lane.* `I_(r,j)` is what rows `r` modulo 16 say of cell `h_j` of the next row (of the output, `h6`, where `r = 1`):
//! the difference of a linear form, in the cells of both rows and their fifth powers, and that cell. The table is in [`lane`]
//! and in `docs/protocol.md`, section 7, with numbers in [`lane::identities`]. `S_r` is 1 on rows `r` modulo 16 and 0 on the
//! others: with `w_16 = w^(n/16)` and `t = X^(n/16) / w_16^r` it is `(1 + t + .. + t^15) / 16`. Counted from row `16 b`,
//! cyclic, `h6` of block `b` holds `c0` in row 0, `c1 c2 c3` in rows -3, -2, -1, the output in row 17, and in row 18 once
//! more `c0`, which is copied from row 0 ([`lane::Placement`]).
//!
//! *Quotient.* `T = T_0 + X^n T_1 + .. + X^4n T_4`; identities have degree at most `6 (n - 1)`, so all parts have degree
//! below `n`.
//!
//! # Groups
//!
//! A commitment holds three polynomials: `P(X) = f_0(X^3) + X f_1(X^3) + X^2 f_2(X^3)`, a missing one being zero. It takes
//! the first `3 n` powers of the SRS. The groups `g` in 0..13:
//!
//! | groups | polynomials | opened at |
//! |---|---|---|
//! | 0..4 | `(a b c) (d h0 h1) (h2 h3 h4) (h5 h6 -)` | `z`, `zw` |
//! | 4 | `(Z - -)` | `z`, `zw` |
//! | 5, 6 | `(T_0 T_1 T_2) (T_3 T_4 -)` | `z` |
//! | 7..13 | the fixed polynomials, three each, in the order above | `z` |
//!
//! # Proof words
//!
//! | words | content |
//! |---|---|
//! | 0..8 | commitments of groups 0..4 |
//! | 8..10 | commitment of group 4 |
//! | 10..14 | commitments of groups 5, 6 |
//! | 14..25 | `a b c d h0 .. h6` at `z` |
//! | 25 | `Z(z)` |
//! | 26..37 | `a b c d h0 .. h6` at `zw` |
//! | 37 | `Z(zw)` |
//! | 38..43 | `T_0 .. T_4` at `z` |
//! | 43..51, 51..56, 56..61 | constants of the main gate, selectors, `sigma_0 .. sigma_4` at `z` |
//! | 61..63 | `[W]` |
//! | 63..65 | `[W']` |
//!
//! [`words`] has these positions; a test pins the table.
//!
//! # Transcript
//!
//! ```text
//! s1  = hash(key_digest | public inputs, m words | words 0..8)    beta  = s1 mod p
//! s1' = hash(s1)                                                  gamma = s1' mod p
//! s2  = hash(s1' | words 8..10)                                   alpha = s2 mod p
//! s3  = hash(s2 | words 10..14)                                   z     = s3 mod p
//! s4  = hash(s3 | words 14..61)                                   v     = s4 mod p
//! s5  = hash(s4 | words 61..63)                                   u     = s5 mod p
//! s6  = hash(s5 | words 63..65)                                   for merging
//! ```
//!
//! # Verification
//!
//! 1. The identities hold at `z`: their sum over the opened values is `(z^n - 1) sum_i z^(i n) T_i(z)`, with
//!    `L_i(z) = w^i (z^n - 1) / (n (z - w^i))` ([`identities`]).
//! 2. The commitments open to the values ([`openings`]). With `D1 = X^3 - z`, `D2 = X^3 - zw` and the remainders
//!    `a_g = sum_i f_i(z) X^i` and `b_g = sum_i f_i(zw) X^i`, let `r_g = a_g` for a group that is opened at `z`, and for one that
//!    is opened at both points `r_g = (a_g D2 - b_g D1) / (z - zw)`. Then `[W]` and `[W']` commit to
//!
//! ```text
//! W  = sum_(g < 5) v^g (P_g - r_g) / (D1 D2) + sum_(g >= 5) v^g (P_g - r_g) / D1
//! W' = (sum_(g < 5) v^g (P_g - r_g(u)) + D2(u) sum_(g >= 5) v^g (P_g - r_g(u)) - D1(u) D2(u) W) / (X - u)
//!
//! left  = sum_(g < 5) v^g [P_g] + D2(u) sum_(g >= 5) v^g [P_g] - R [1]_1 - D1(u) D2(u) [W] + u [W']
//!         with R = sum_(g < 5) v^g r_g(u) + D2(u) sum_(g >= 5) v^g r_g(u)
//! right = [W']
//! valid iff e(left, [1]_2) = e(right, [x]_2)
//! ```
//!
//! **Several proofs**, of any circuits over one SRS, take one pairing: `rho = hash(s6 of proof 0 | s6 of proof 1 | ..) mod
//! p`, and `left`, `right` are the sums of those of the proofs with the weights `rho^0, rho^1, ..`. Step 1 is for each
//! proof.
//!
//! **A verifier must refuse**
//!
//! * another number of public inputs than `m` or of words than 65;
//! * public inputs and values (words 14..61) at or above `p`;
//! * coordinates at or above `q`, and points that are not on `y^2 = x^3 + 3` (the curve has cofactor 1, so nothing else is
//!   to be checked). The point at infinity, two zeros, is the commitment of the zero polynomial and is not refused;
//! * `z = 0` and `z^n = 1`;
//! * no proofs at all; proofs under keys with different `[1]_2`, `[x]_2`; `rho = 0` with more than one proof.
//!
//! # Verification key
//!
//! Words: `n`, `m`, the commitments of groups 7..13 (12 words), `[1]_2` and `[x]_2`, each as `x.c1 | x.c0 | y.c1 | y.c0`
//! (the order of the EVM's pairing). `key_digest = hash(key words | capacity)`, the capacity as a word. Whoever uses a key
//! compares it with one that it has made from the circuit and the SRS: the fixed columns hold the circuit.

pub mod check;
pub mod circuit;
mod columns;
pub mod control;
mod files;
pub mod identities;
pub mod key;
mod key_store;
pub mod keys;
pub mod lane;
pub mod openings;
mod permutation;
mod points;
pub mod progress;
pub mod proof;
pub mod prover;
pub mod ptau;
pub mod shape;
pub mod srs;
pub mod transcript;
pub mod verifier;
pub mod words;

#[cfg(test)]
pub mod slow;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod verifier_tests;

pub use check::{check_satisfied, unnoticed_changes, violations, Violation};
pub use circuit::Circuit;
pub use control::{Cancel, Cancelled, Control, Timings, PHASES};
pub use key::VerificationKey;
pub use key_store::KeyStore;
pub use keys::{CircuitKeys, KeyError};
pub use progress::{NoProgress, Progress};
pub use proof::Proof;
pub use prover::{
    check_memory, memory_needed, memory_wanted, prove, prove_attended, CacheBudget, ProveError, TooLittleMemory,
};
pub use srs::{Srs, SrsError};
pub use verifier::{verify, verify_many, Claim, VerifyError, VerifyManyError};
pub use words::WordsError;
