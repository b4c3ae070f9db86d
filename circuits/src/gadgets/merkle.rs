//! Paths in 4-ary trees, before and after a change: five rows and two hashes a level.

use super::Num;
use crate::builder::{Builder, Var};
use crate::field::{limbs, Fr};
use crate::gates::path::{PathPickBackGate, PathPickGate, PathSiblingsBackGate, PathSiblingsGate};

/// A path: digits and siblings from the leaf up.
#[derive(Clone, Debug)]
pub struct Path<'a> {
    /// The digits of the index in base 4, least significant first: the place of the node among its siblings. The path
    /// constrains each of them to be from 0 to 3.
    pub digits: &'a [Num],
    /// At each level the other three children, in order.
    pub siblings: &'a [[Fr; 3]],
}

impl Path<'_> {
    /// The roots of the trees that have `before` and `after` at this path and are equal elsewhere.
    pub fn roots(&self, cs: &mut Builder, before: &Num, after: &Num) -> [Num; 2] {
        assert_eq!(self.siblings.len(), self.digits.len(), "a path has three siblings for each digit");
        cs.region("merkle", |cs| {
            let levels = self.siblings.iter().zip(self.digits);
            levels.fold([before.clone(), after.clone()], |nodes, (siblings, digit)| level(cs, nodes, siblings, digit))
        })
    }
}

/// One level: see [`crate::gates::path`] for the rows.
fn level(cs: &mut Builder, nodes: [Num; 2], siblings: &[Fr; 3], digit: &Num) -> [Num; 2] {
    let [before, after] = nodes.map(|node| node.to_var(cs));
    let digit = digit.to_var(cs);
    let place = (limbs(cs.value(digit))[0] & 3) as usize;
    let [children, children_after] = [before, after].map(|node| children(cs, node, siblings, place));
    let [s0, s1, s2] = siblings.map(|sibling| cs.alloc_var(sibling));
    cs.row::<PathPickGate>([before, digit, Var::NONE, Var::NONE], &[]);
    cs.row::<PathSiblingsGate>(children, &[]);
    cs.row::<PathSiblingsBackGate>([s0, s1, s2, digit], &[]);
    cs.row::<PathPickBackGate>(children_after, &[]);
    cs.empty_row([after, digit, Var::NONE, Var::NONE]);
    [children, children_after].map(|children| {
        let [c0, c1, c2, c3] = children.map(|child| cs.num(child));
        cs.compress4([&c0, &c1, &c2, &c3])
    })
}

/// New variables: the siblings with the node put in between.
fn children(cs: &mut Builder, node: Var, siblings: &[Fr; 3], place: usize) -> [Var; 4] {
    let node = cs.value(node);
    let mut siblings = siblings.iter();
    std::array::from_fn(|child| {
        let sibling = if child == place { None } else { siblings.next() };
        cs.alloc_var(sibling.copied().unwrap_or(node))
    })
}

/// The number with these digits in base 4, least significant first. Free; in range only if every digit is known to be.
pub fn from_digits(digits: &[Num]) -> Num {
    Num::weighted_sum(digits.iter().enumerate().map(|(i, digit)| (digit, crate::field::pow2(2 * i))))
}

/// New variables for the digits of an integer in base 4, least significant first. Nothing constrains them yet.
pub fn alloc_digits(cs: &mut Builder, value: u32, count: usize) -> Vec<Num> {
    (0..count).map(|i| cs.alloc(crate::field::int(u128::from(value >> (2 * i) & 3)))).collect()
}
