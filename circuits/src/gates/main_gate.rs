//! The main gate: two products and five linear terms, one of them the next row's `d`.

use super::ring::{add, mul, Ring};

/// Number of constants of a row.
pub const SETUPS: usize = 8;
/// Index of the coefficient of `a b`.
pub const AB: usize = 4;
/// Index of the coefficient of `a c`.
pub const AC: usize = 5;
/// Index of the constant.
pub const CONSTANT: usize = 6;
/// Index of the coefficient of the next row's `d`.
pub const D_NEXT: usize = 7;

/// `q_a a + q_b b + q_c c + q_d d + q_ab a b + q_ac a c + q_0 + q_n d'`.
#[inline]
pub fn evaluate<R: Ring>(now: &[R; 4], next: &[R; 4], q: &[R]) -> R {
    let [a, b, c, d] = *now;
    [
        mul(q[0], a),
        mul(q[1], b),
        mul(q[2], c),
        mul(q[3], d),
        mul(q[AB], mul(a, b)),
        mul(q[AC], mul(a, c)),
        mul(q[D_NEXT], next[3]),
    ]
    .into_iter()
    .fold(q[CONSTANT], add)
}
