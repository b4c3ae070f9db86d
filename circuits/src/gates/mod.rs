//! The gates of the constraint system.
//!
//! One row has four wires `a b c d`; a gate may also read the wires of the next row. A gate is declared once, with
//! `declare_gate!`, as the list of polynomials that must vanish on its rows; proving, verifying and the check in tests
//! all evaluate that one definition. Only the main gate has constants of its own.
//!
//! **Selectors.** Five columns mark which gate a row has. Two gates share a column, with values 1 and 2, where their degree
//! leaves room: a gate's polynomials are multiplied by `S_g = product of (s - v)` over 0 and the values `v` of the column's
//! other gates, which is not 0 on the gate's rows and 0 on all others; both together have degree 6 at most.
//!
//! | gate | column, value | rows |
//! |---|---|---|
//! | main | | `q_a a + q_b b + q_c c + q_d d + q_ab a b + q_ac a c + q_0 + q_n d' = 0` |
//! | [`range`] | 0, 1 | chain of two-bit steps, four a row |
//! | [`bits`] | 4, 1 | three bits a row, with an accumulator |
//! | [`edwards`] double | 4, 2 | twice a point |
//! | [`edwards`] subtract | 0, 2 | a point minus another one or nothing |
//! | [`edwards`] add base | 1, 1 | a point plus the base point or nothing |
//! | [`path`] pick | 1, 2 | the child of a node at a digit |
//! | [`path`] siblings | 2, 1 | the other three children |
//! | [`path`] siblings back | 2, 2 | the same from the row before |
//! | [`path`] pick back | 3, 1 | the child of a node at a digit, from the row before |
//!
//! Hashes are no rows: they have columns of their own ([`crate::plonk::lane`]).
//!
//! **Adding a gate.**
//! 1. Declare it in a file of its own with `declare_gate!`; only wires listed in `next` may be read from the next row.
//! 2. Add it at the end of the list in [`registry`], with a selector column and a value that are free: its degree plus the
//!    number of gates in the column may be 6 at most. Its place decides the powers of `alpha` that its equations take.
//! 3. Write the gadget that lays out its rows. A row whose gate reads the next row must be followed at once by the row that it
//!    means; wires of rows that nobody constrains are the prover's to choose.
//! 4. Test that the gadget's values are right and, with [`crate::plonk::unnoticed_changes`], that no cell is free.
//! 5. A further selector column makes proofs longer. Every verification key and the verifier contract change.

#[macro_use]
mod declare;
pub mod bits;
pub mod edwards;
pub mod expression;
pub mod main_gate;
pub mod path;
pub mod range;
pub mod registry;
pub mod ring;
pub mod yul;

pub use declare::{GateSpec, MAX_TERMS};
pub use registry::{all, GateId, GateInfo, Selector};
pub use ring::Ring;
