//! Field arithmetic as Yul text.
//!
//! A gate states its equations once, over any ring. Evaluated over [`Expression`] they become a graph of additions,
//! subtractions and multiplications, which [`store`] prints as straight-line Yul: what several equations share is computed
//! once and kept in memory, everything else is a nested call.

use super::ring::Ring;
use crate::convert::to_be_bytes;
use crate::field::{one, zero, Fr};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// The deepest nesting that is printed as one call: the EVM reaches only sixteen words down its stack.
const MAX_DEPTH: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    /// A word of memory, by the text of its address.
    Load(String),
    Constant(String),
    Add(usize, usize),
    Sub(usize, usize),
    Mul(usize, usize),
}

#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    known: HashMap<Node, usize>,
}

thread_local! {
    // Expressions are `Copy`, as gates want their ring elements, so the nodes live here.
    static GRAPH: RefCell<Graph> = RefCell::default();
}

/// A value of the field in the generated contract. Equal expressions of one thread are the same node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression(usize);

impl Expression {
    fn new(node: Node) -> Self {
        GRAPH.with_borrow_mut(|graph| {
            if let Some(index) = graph.known.get(&node) {
                return Self(*index);
            }
            let index = graph.nodes.len();
            graph.nodes.push(node.clone());
            graph.known.insert(node, index);
            Self(index)
        })
    }

    /// The word of memory at this address (Yul text).
    pub fn load(address: &str) -> Self {
        Self::new(Node::Load(address.into()))
    }
}

impl Ring for Expression {
    fn constant(value: Fr) -> Self {
        Self::new(Node::Constant(constant(&value)))
    }

    fn plus(self, other: Self) -> Self {
        let zero = Self::constant(zero());
        match (self == zero, other == zero) {
            (true, _) => other,
            (_, true) => self,
            _ => Self::new(Node::Add(self.0, other.0)),
        }
    }

    fn minus(self, other: Self) -> Self {
        if other == Self::constant(zero()) {
            return self;
        }
        Self::new(Node::Sub(self.0, other.0))
    }

    fn times(self, other: Self) -> Self {
        let (zero, one) = (Self::constant(zero()), Self::constant(one()));
        if self == one || other == zero {
            return other;
        }
        if other == one || self == zero {
            return self;
        }
        Self::new(Node::Mul(self.0, other.0))
    }
}

/// Statements that compute `value` into the word at `target`; intermediate values use memory from `scratch` on. Returns
/// the text and the number of words of scratch memory.
///
/// The Yul variable `p` must hold the order of the field, and every word that is read must be below it.
pub fn store(target: &str, value: Expression, scratch: &str, indent: &str) -> (String, usize) {
    GRAPH.with_borrow(|graph| print(&graph.nodes, target, value.0, scratch, indent))
}

fn print(nodes: &[Node], target: &str, root: usize, scratch: &str, indent: &str) -> (String, usize) {
    let (mut uses, mut order) = (BTreeMap::new(), Vec::new());
    visit(nodes, root, &mut uses, &mut order);

    let mut text = String::new();
    let mut printed = HashMap::<usize, (String, usize)>::new();
    let mut words = 0;
    for node in order {
        let (term, depth) = match &nodes[node] {
            Node::Load(address) => (format!("mload({address})"), 0),
            Node::Constant(constant) => (constant.clone(), 0),
            Node::Add(left, right) => call("addmod", &printed[left], &printed[right]),
            Node::Mul(left, right) => call("mulmod", &printed[left], &printed[right]),
            Node::Sub(left, right) => {
                let (right, depth) = &printed[right];
                call("addmod", &printed[left], &(format!("sub(p, {right})"), depth + 1))
            }
        };
        let shared = uses[&node] > 1 && depth > 0;
        if node != root && (shared || depth >= MAX_DEPTH) {
            let address = offset(scratch, words);
            words += 1;
            let _ = writeln!(text, "{indent}mstore({address}, {term})");
            printed.insert(node, (format!("mload({address})"), 0));
        } else {
            printed.insert(node, (term, depth));
        }
    }
    let _ = writeln!(text, "{indent}mstore({target}, {})", printed[&root].0);
    (text, words)
}

/// The address `index` words after `base`.
pub fn offset(base: &str, index: usize) -> String {
    match index {
        0 => base.into(),
        _ => format!("add({base}, {:#x})", 32 * index),
    }
}

/// A constant: decimal if it is short, else hexadecimal.
pub fn constant(value: &Fr) -> String {
    let bytes = to_be_bytes(*value);
    let (high, low) = bytes.split_at(28);
    match high.iter().all(|byte| *byte == 0) {
        true => low.iter().fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte)).to_string(),
        false => format!("0x{}", hex::encode(bytes)),
    }
}

/// A word as a hexadecimal literal.
pub fn word_literal(word: &[u8; 32]) -> String {
    format!("0x{}", hex::encode(word))
}

fn call(operation: &str, left: &(String, usize), right: &(String, usize)) -> (String, usize) {
    (format!("{operation}({}, {}, p)", left.0, right.0), left.1.max(right.1) + 1)
}

/// Children before parents, each once; counts how often a node is used.
fn visit(nodes: &[Node], node: usize, uses: &mut BTreeMap<usize, usize>, order: &mut Vec<usize>) {
    let count = uses.entry(node).or_default();
    *count += 1;
    if *count > 1 {
        return;
    }
    if let Node::Add(left, right) | Node::Sub(left, right) | Node::Mul(left, right) = nodes[node] {
        visit(nodes, left, uses, order);
        visit(nodes, right, uses, order);
    }
    order.push(node);
}

#[cfg(test)]
mod tests {
    use super::super::ring::{add, int, mul, square, sub};
    use super::*;

    #[test]
    fn shared_values_are_computed_once() {
        let x = Expression::load("X");
        let square = square(x);
        let (text, words) = store("OUT", sub(mul(square, square), x), "TMP", "");
        assert_eq!(
            text,
            "mstore(TMP, mulmod(mload(X), mload(X), p))\n\
             mstore(OUT, addmod(mulmod(mload(TMP), mload(TMP), p), sub(p, mload(X)), p))\n"
        );
        assert_eq!(words, 1);
    }

    #[test]
    fn neutral_operands_vanish() {
        let x = Expression::load("X");
        assert_eq!(mul(int(1), add(x, mul(x, int(0)))), x);
        assert_eq!(sub(x, int(0)), x);
    }
}
