//! Circuits of the rollup: constraint builder, custom gates, gadgets, and PLONK over BN254.
//!
//! A circuit is synthesized into a [`Builder`]; [`plonk`] checks it in tests, makes keys, proves and verifies.

pub mod block;
pub mod builder;
pub mod convert;
pub mod exit;
pub mod field;
#[macro_use]
pub mod gates;
pub mod gadgets;
mod leaf;
pub mod op;
pub mod plonk;
pub mod solidity;
pub mod stats;

pub use builder::{Builder, Var};
pub use field::Fr;
pub use gadgets::{Bit, Num};
