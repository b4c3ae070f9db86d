//! A level of a path in a 4-ary tree, before and after a change: two sets of children that share three siblings.
//!
//! Five rows, each gate on one row and the next:
//!
//! ```text
//! B0 (node,  digit, -, -)        pick            the child at `digit` is the node
//! A  (c0, c1, c2, c3)            siblings        the other three are s0, s1, s2
//! N  (s0, s1, s2, digit)         siblings back   they are those of the row below, too
//! A2 (c0', c1', c2', c3')        pick back       the child at `digit` is the node after
//! B1 (node', digit, -, -)
//! ```
//!
//! All three digits are one variable. `L_j` is the polynomial of degree 3 that is 1 at `j` and 0 at the other three of
//! `0..4`.

use super::range::quad;
use super::ring::{add, int, mul, one, sub, Ring};
use crate::field::{self, Fr};
use std::sync::OnceLock;

/// `1/6` and `1/2`.
fn fractions() -> (Fr, Fr) {
    static FRACTIONS: OnceLock<(Fr, Fr)> = OnceLock::new();
    *FRACTIONS.get_or_init(|| [6, 2].map(|x| field::inverse_or_zero(field::int(x))).into())
}

/// `L_0(x), .., L_3(x)`.
pub fn lagrange<R: Ring>(x: R) -> [R; 4] {
    let (sixth, half) = fractions();
    let (sixth, half) = (R::constant(sixth), R::constant(half));
    let (x1, x2, x3) = (sub(x, one()), sub(x, int(2)), sub(x, int(3)));
    let (low, high) = (mul(x, x1), mul(x2, x3));
    [
        mul(sixth, mul(sub(int(1), x), high)),
        mul(half, mul(x, high)),
        mul(half, mul(low, sub(int(3), x))),
        mul(sixth, mul(low, x2)),
    ]
}

/// `sum L_j(digit) c_j - node`.
fn picked<R: Ring>(digit: R, children: &[R; 4], node: R) -> R {
    let weights = lagrange(digit);
    let products: [R; 4] = std::array::from_fn(|j| mul(weights[j], children[j]));
    sub(add(add(products[0], products[1]), add(products[2], products[3])), node)
}

/// The siblings are the children without the one at `digit`.
fn siblings<R: Ring>(children: &[R; 4], [s0, s1, s2, digit]: [R; 4], out: &mut [R]) {
    let [l0, l1, _, l3] = lagrange(digit);
    let [c0, c1, c2, c3] = *children;
    // weight ? yes : no
    let choose = |weight, yes, no| add(no, mul(weight, sub(yes, no)));
    out[0] = sub(choose(l0, c1, c0), s0);
    out[1] = sub(choose(add(l0, l1), c2, c1), s1);
    out[2] = sub(choose(l3, c2, c3), s2);
}

declare_gate! {
    /// `b` is a digit from 0 to 3, `a` the child on the next row that it counts.
    pub struct PathPickGate;
    name: "zelkova path pick",
    next: [true; 4],
    degree: 4,
    terms: ["b is a digit", "a is the child at the digit"],
    evaluate(now, next, out) {
        let [node, digit, _, _] = *now;
        out[0] = quad(digit);
        out[1] = picked(digit, next, node);
    }
}

declare_gate! {
    /// The next row holds the children of this row without the one at the digit, then the digit.
    pub struct PathSiblingsGate;
    name: "zelkova path siblings",
    next: [true; 4],
    degree: 4,
    terms: ["next a is the first sibling", "next b is the second sibling", "next c is the third sibling"],
    evaluate(now, next, out) { siblings(now, *next, out); }
}

declare_gate! {
    /// This row holds the children of the next row without the one at the digit, then the digit.
    pub struct PathSiblingsBackGate;
    name: "zelkova path siblings back",
    next: [true; 4],
    degree: 4,
    terms: ["a is the first sibling", "b is the second sibling", "c is the third sibling"],
    evaluate(now, next, out) { siblings(next, *now, out); }
}

declare_gate! {
    /// The next row's `a` is the child on this row at the next row's digit `b`.
    pub struct PathPickBackGate;
    name: "zelkova path pick back",
    next: [true, true, false, false],
    degree: 4,
    terms: ["next a is the child at the digit"],
    evaluate(now, next, out) { out[0] = picked(next[1], now, next[0]); }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::zero;
    use crate::gates::registry::{evaluate, Registered};

    #[test]
    fn lagrange_polynomials_tell_the_digits_apart() {
        for digit in 0..4 {
            let expected: [Fr; 4] = std::array::from_fn(|j| if j == digit { field::one() } else { zero() });
            assert_eq!(lagrange(field::int(digit as u128)), expected);
        }
    }

    /// The five rows of a level, and which equations fail: gate by gate.
    fn failing(rows: &[[Fr; 4]; 5]) -> usize {
        let gates = [PathPickGate::ID, PathSiblingsGate::ID, PathSiblingsBackGate::ID, PathPickBackGate::ID];
        let values = gates.iter().zip(rows.windows(2)).flat_map(|(id, pair)| evaluate(*id, &pair[0], &pair[1], &[]));
        values.filter(|value| *value != zero()).count()
    }

    #[test]
    fn every_used_cell_of_a_level_is_noticed() {
        let int = |x: usize| field::int(x as u128);
        for digit in 0..4 {
            let siblings = [int(11), int(12), int(13)];
            let children = |node: usize| {
                let mut children = siblings.to_vec();
                children.insert(digit, int(node));
                <[Fr; 4]>::try_from(children).expect("three siblings and the node")
            };
            let rows = [
                [int(5), int(digit), zero(), zero()],
                children(5),
                [siblings[0], siblings[1], siblings[2], int(digit)],
                children(6),
                [int(6), int(digit), zero(), zero()],
            ];
            assert_eq!(failing(&rows), 0);
            for row in 0..5 {
                for wire in 0..4 {
                    let mut tampered = rows;
                    tampered[row][wire] = field::add(rows[row][wire], field::one());
                    let unused = (row == 0 || row == 4) && wire > 1;
                    assert_eq!(failing(&tampered) == 0, unused, "digit {digit}, row {row}, wire {wire}");
                }
            }
            for other in (0..4).filter(|other| *other != digit).chain([7]) {
                let mut tampered = rows;
                (tampered[0][1], tampered[2][3], tampered[4][1]) = (int(other), int(other), int(other));
                assert!(failing(&tampered) > 0, "{digit} as {other}");
            }
        }
    }

    /// Children can be found for any number that stands for the digit: only its range refuses 7.
    #[test]
    fn a_number_that_is_no_digit_is_refused() {
        let seven = field::int(7);
        let weights = lagrange(seven);
        let children = [1, 2, 3, 4].map(field::int);
        let node = picked(seven, &children, zero());
        let mut siblings = [zero(); 3];
        super::siblings(&children, [zero(), zero(), zero(), seven], &mut siblings);
        let [s0, s1, s2] = siblings;
        let end = [node, seven, zero(), zero()];
        let rows = [end, children, [s0, s1, s2, seven], children, end];
        assert_eq!((failing(&rows), weights.len()), (1, 4));
    }
}
