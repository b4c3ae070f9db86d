//! The gates of the constraint system.
//!
//! One row has four wires `a b c d`; a gate may also read the wires of the next row. A gate is declared once, with
//! `declare_gate!`, as the list of polynomials that must vanish on its rows; proving, verifying and the check in tests
//! all evaluate that one definition.
//!
//! **Indices.** bellman_ce 0.7.0 compares setup polynomials by index alone, whatever their gate's name, so every gate owns
//! a range of indices that no other gate may use: the main gate 0..8, Poseidon2 100.., swap 120.., range 140..,
//! Edwards 160... [`registry`] checks this when the program starts to use gates, and a test covers it.
//!
//! | gate | indices | rows |
//! |---|---|---|
//! | main | 0..8 | `q_a a + q_b b + q_c c + q_d d + q_ab a b + q_ac a c + q_0 + q_n d' = 0` |
//! | [`poseidon2`] | 100..104 | rounds of the permutation |
//! | [`swap`] | 120.. | conditional swap feeding the first linear layer |
//! | [`range`] | 140.. | chain of two-bit steps, four a row |
//! | [`bits`] | 150.. | three bits a row, with an accumulator |
//! | [`edwards`] | 160.. | doubling, conditional subtraction, conditional addition of the base point |
//!
//! **Adding a gate.**
//! 1. Declare it in a file of its own with `declare_gate!`, with a range of indices that is free in the table above. The
//!    degree may be 4 at most; only wires listed in `next` may be read from the next row.
//! 2. Add it at the end of the list in [`registry`]. Its place there decides the powers of `alpha` that its equations take.
//! 3. Write the gadget that lays out its rows. A row whose gate reads the next row must be followed at once by the row that it
//!    means; wires of rows that nobody constrains are the prover's to choose.
//! 4. Test that the gadget's values are right and, with [`crate::plonk::unnoticed_changes`], that no cell is free.
//! 5. If it has setup polynomials or reads new wires of the next row, proofs get longer: update the table in
//!    [`crate::plonk`] (a test compares). Every verification key and the verifier contract change.

#[macro_use]
mod declare;
pub mod bits;
pub mod edwards;
pub mod main_gate;
pub mod poseidon2;
pub mod range;
pub mod registry;
pub mod ring;
pub mod swap;
pub mod yul;

pub use declare::{combine, queried_ids, queried_len, setup_ids, Custom, GateSpec, MAX_SETUPS, MAX_TERMS};
pub use registry::{all, GateId, GateInfo, Gates};
pub use ring::Ring;
