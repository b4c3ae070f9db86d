//! Gadgets: constraints with a meaning, built from the gates.
//!
//! Every function writes rows to a [`crate::Builder`] and never fails; a wrong value shows up as an unsatisfied, named row.

pub mod bit;
pub mod bits;
mod chain;
pub mod compare;
pub mod division;
pub mod eddsa;
pub mod eddsa_scalar;
pub mod edwards;
pub mod hash;
mod logic;
pub mod merkle;
pub mod packing;
pub mod range;
pub mod signed;

#[cfg(test)]
mod tests;

pub use crate::builder::Num;
pub use bit::Bit;
