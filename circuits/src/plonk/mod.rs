//! PLONK over BN254: checking circuits, SRS, keys, proofs.
//!
//! The argument is bellman_ce 0.7.0's `plonk::better_better_cs`: four wires, copy permutation over all of them, gates with
//! selectors, KZG commitments, quotient in four parts, Keccak transcript. This page is normative for other verifiers.
//!
//! # Notation
//!
//! `p` is the scalar field, `q` the base field, `n` the domain size (a power of two, generator `w`), `m` the number of
//! public inputs. Every word has 32 bytes, big-endian. A point is two words `x | y`; the point at infinity is two zeros.
//! A verifier must refuse scalars at or above `p`, coordinates at or above `q`, and points that are not on
//! `y^2 = x^3 + 3`.
//!
//! # Gates
//!
//! In this order (see [`crate::gates`] for the equations): main, poseidon2, swap, range, bits, edwards double, edwards
//! subtract, edwards add base. The first gate is linearised over its setup polynomials and its selector is opened; every
//! other gate is linearised over its selector, and its setup polynomials are opened. The polynomials of gate `i` take the
//! next `terms(i)` powers of `alpha`, the main gate `alpha^0`, the next gates from `alpha^1` on, in order; the copy
//! permutation takes the following two powers, `alpha_P` (product) and `alpha_L` (first value).
//!
//! # Proof words, which are also the transcript's order
//!
//! | words | content |
//! |---|---|
//! | 0..8 | commitments of the wires `a b c d` |
//! | 8..10 | commitment of the permutation's grand product `Z` |
//! | 10..18 | commitments of the quotient's parts `T_0 .. T_3` |
//! | 18 | `t(z)`, with `t = T_0 + X^n T_1 + X^2n T_2 + X^3n T_3` |
//! | 19..23 | `a(z) b(z) c(z) d(z)` |
//! | 23..27 | `d(zw) a(zw) b(zw) c(zw)`: in the order in which gates first query them |
//! | 27..31 | setup polynomials of poseidon2 at `z`: `k0 k1 h w` |
//! | 31..33 | setup polynomials of swap at `z`: `k0 k1` |
//! | 33 | selector of the main gate at `z` |
//! | 34..37 | permutation polynomials `sigma_0 sigma_1 sigma_2` at `z` |
//! | 37 | `Z(zw)` |
//! | 38 | `r(z)`, the linearisation polynomial |
//! | 39..41 | `W_z`, the opening proof at `z` |
//! | 41..43 | `W_zw`, the opening proof at `zw` |
//!
//! [`words::Layout`] computes these positions from the gates; a test pins the table.
//!
//! # Transcript
//!
//! State: two 32-byte strings `s0, s1`, at first zero, and a counter. Absorbing a word `x`:
//! `s0' = keccak256(uint32(0) | s0 | s1 | x)`, `s1' = keccak256(uint32(1) | s0 | s1 | x)` (both from the old state).
//! A challenge: `keccak256(uint32(2) | s0 | s1 | uint32(counter))` with the three top bits cleared (the result is below
//! `2^253 < p`); then the counter grows by one. The state does not change.
//!
//! 1. absorb the public inputs, then words 0..8; challenges `beta`, `gamma`
//! 2. absorb words 8..10; challenge `alpha`
//! 3. absorb words 10..18; challenge `z`
//! 4. absorb words 18..39; challenge `v`
//! 5. absorb words 39..43; challenge `u`
//!
//! # Equations
//!
//! With `L_i(z) = w^i (z^n - 1) / (n (z - w^i))`, `k = (1, k_1, k_2, k_3)` the non-residues, `S = ` word 33 and `g_i(z)` the
//! value of custom gate `i` (sum of its powers of `alpha` times its polynomials, from the opened values):
//!
//! ```text
//! t(z) (z^n - 1) = r(z) + S sum_i L_i(z) input_i
//!                - alpha_P Z(zw) (a + beta sigma_0 + gamma)(b + beta sigma_1 + gamma)(c + beta sigma_2 + gamma)(d + gamma)
//!                - alpha_L L_0(z)
//!
//! [r] = S (a [q_a] + b [q_b] + c [q_c] + d [q_d] + ab [q_ab] + ac [q_ac] + [q_0] + d(zw) [q_n])
//!     + sum over custom gates g_i(z) [selector_i]
//!     + (alpha_P product over wires (wire_j + beta k_j z + gamma) + alpha_L L_0(z)) [Z]
//!     - alpha_P beta Z(zw) (a + beta sigma_0 + gamma)(b + beta sigma_1 + gamma)(c + beta sigma_2 + gamma) [sigma_3]
//! ```
//!
//! Opened at `z`, with powers `v^0, v^1, ..` in this order: `t` (with `[t] = [T_0] + z^n [T_1] + ..`), `r`, `a b c d`, the
//! setup polynomials (words 27..33), the main selector, `sigma_0 sigma_1 sigma_2`. The powers go on for what is opened at
//! `zw`: `Z`, then `d a b c`. With `F, f` the combined commitment and value at `z`, `F', f'` those at `zw`, the proof is valid
//! iff `e(F + u F' - (f + u f') [1] + z W_z + u z w W_zw, [1]_2) e(-(W_z + u W_zw), [x]_2) = 1`.
//!
//! # Verification key words
//!
//! `n`, `m`, commitments of setup polynomials gate by gate (8 of main, 4 of poseidon2, 2 of swap), commitments of the
//! selectors gate by gate (8), commitments of `sigma_0 .. sigma_3`, non-residues `k_1 k_2 k_3`, then `[1]_2` and `[x]_2`, each
//! as `x.c1 | x.c0 | y.c1 | y.c0` (the order of the EVM's pairing). `key_digest` is the keccak256 of these words and one more
//! word, the capacity.

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
pub use keys::{CircuitKeys, KeyError, KeyStore, NoProgress, Progress};
pub use proof::Proof;
pub use prover::{
    memory_needed, memory_wanted, prove, prove_attended, CacheBudget, ProveError, TooLittleMemory,
};
pub use srs::{Srs, SrsError};
pub use verifier::{verify, verify_many, Claim, VerifyError, VerifyManyError};
pub use words::WordsError;
