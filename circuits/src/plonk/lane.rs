//! The hash lane: seven columns `h0..h6` beside the wires, which hold one [`compress4`](zelkova_primitives::hash::compress4) in each 16 rows.
//!
//! A cell holds the input `x` of one S-box, its round constant added; `y = x^5`. `'` is the next row; everything is cyclic.
//!
//! | row mod 16 | `h0..h3` | `h4` | `h5` | `h6` |
//! |---|---|---|---|---|
//! | 0 | full round 0 | | `P_0` of the block before | `c0` |
//! | 1 | full round 1 | | the same | output of the block before |
//! | 2 | full round 2 | | | `c0` of the block before |
//! | 3 | full round 3 | | | |
//! | 4..12 | partial rounds, seven a row | + | + | + |
//! | 12 | full round 4 | | | |
//! | 13 | full round 5 | | | `c1` of the block after |
//! | 14 | full round 6 | | `c1` | `c2` |
//! | 15 | full round 7 | `c1` | `c2` | `c3` |
//!
//! Only `h6` takes part in the copy permutation: [`Placement`] says where a block's inputs and output are. Every identity
//! of [`identities`] says what one cell is, from cells before it, so all cells of a block are functions of its inputs. The
//! identities between rows `r` and `r + 1` modulo 16 hold in every block, hence with selectors of period 16, which nobody
//! commits to.
//!
//! **Partial rounds.** Let `u` be the three state words without S-box: `u' = A u + (1, 1, 1) y`, and
//! `q_i = x_(i+1) - rc_(i+1) - (1 + d_0) y_i` is the sum of `u_i`. By Cayley-Hamilton `A^3 = a_2 A^2 + a_1 A + a_0`, so with
//! `g_1, g_2, g_3` the sums of `e, A e, A^2 e`, `e = (1, 1, 1)`,
//!
//! ```text
//! x_(i+4) = rc_(i+4) + (1 + d_0) y_(i+3) + a_2 (q_(i+2) - g_2 y_i - g_1 y_(i+1)) + a_1 (q_(i+1) - g_1 y_i) + a_0 q_i
//!         + g_3 y_i + g_2 y_(i+1) + g_1 y_(i+2)
//! ```
//!
//! The first four come from the S-boxes of round 3. The words after the last partial round come from `q_53, q_54, q_55`,
//! which determine `u_53` because the matrix of the sums of `u, A u, A^2 u` is invertible.

mod forms;
mod trace;

use crate::convert::from_ark;
use crate::field::{zero, Fr as CircuitFr};
use ark_bn254::Fr;
use std::sync::OnceLock;

pub use crate::builder::HASH_ROWS as PERIOD;
pub use trace::trace;

/// Columns of the lane.
pub const COLUMNS: usize = 7;

/// A cell that an identity reads, or its fifth power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The column, of `h0..h6`.
    pub column: usize,
    /// Whether it is the next row's.
    pub next: bool,
    /// Whether its fifth power is meant.
    pub fifth: bool,
}

/// `sum of coefficient * cell + constant = 0`. No terms: there is no such identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The cells, each once.
    pub terms: Vec<(Cell, Fr)>,
    /// The constant.
    pub constant: Fr,
}

impl Identity {
    /// The left side on two rows.
    pub fn evaluate(&self, now: &[Fr; COLUMNS], next: &[Fr; COLUMNS]) -> Fr {
        let value = |cell: &Cell| {
            let x = if cell.next { next[cell.column] } else { now[cell.column] };
            if cell.fifth {
                forms::sbox(x)
            } else {
                x
            }
        };
        self.terms.iter().fold(self.constant, |sum, (cell, coefficient)| sum + value(cell) * coefficient)
    }
}

/// All identities: by row modulo 16, then by number. Number `j` says what column `j` of the next row is, except for the
/// output, which is column 6 of row 1: `h6 = h5 + h6'`. Numbers are powers of `alpha`.
#[derive(Clone, Debug)]
pub struct LaneTable {
    rows: [[Identity; COLUMNS]; PERIOD],
}

impl LaneTable {
    /// The identities between rows `kind` and `kind + 1` modulo 16.
    pub fn row(&self, kind: usize) -> &[Identity; COLUMNS] {
        &self.rows[kind]
    }
}

/// The table.
pub fn identities() -> &'static LaneTable {
    static TABLE: OnceLock<LaneTable> = OnceLock::new();
    TABLE.get_or_init(|| LaneTable { rows: forms::table() })
}

/// Identity number `column` of rows of one kind in the circuit field: terms and constant.
pub fn terms(kind: usize, column: usize) -> (Vec<(Cell, CircuitFr)>, CircuitFr) {
    let identity = &identities().row(kind)[column];
    let terms = identity.terms.iter().map(|(cell, coefficient)| (*cell, from_ark(*coefficient))).collect();
    (terms, if identity.terms.is_empty() { zero() } else { from_ark(identity.constant) })
}

/// The rows of `h6` where a block's inputs and output are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The inputs.
    pub inputs: [usize; 4],
    /// The first input once more.
    pub copy: usize,
    /// The output.
    pub output: usize,
}

impl Placement {
    /// Of block number `block` in `n` rows, a multiple of 16.
    pub fn of(block: usize, n: usize) -> Self {
        let at = |offset: usize| (PERIOD * block + n + offset) % n;
        Self { inputs: [at(0), at(n - 3), at(n - 2), at(n - 1)], output: at(17), copy: at(18) }
    }
}

#[cfg(test)]
mod tests;
