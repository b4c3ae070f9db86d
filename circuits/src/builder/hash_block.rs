//! What the builder knows of a hash.

use super::var::Var;

/// Rows that a hash takes in its own columns.
pub const HASH_ROWS: usize = 16;

/// One hash: `output = compress4(inputs)`.
#[derive(Clone, Debug)]
pub struct HashBlock {
    /// The four inputs.
    pub inputs: [Var; 4],
    /// The result.
    pub output: Var,
    pub(crate) label: u32,
}
