//! Generator of the L1 verifier contract.

pub mod yul;

pub use yul::Expression;
