//! Field arithmetic as Yul text.
//!
//! [`store`] prints the graph of an [`Expression`] as straight-line Yul: what several equations share is computed once and
//! kept in memory, everything else is a nested call.

use super::expression::{visit, with_nodes, Expression, Node};
use crate::convert::to_be_bytes;
use crate::field::Fr;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// The deepest nesting that is printed as one call: the EVM reaches only sixteen words down its stack.
const MAX_DEPTH: usize = 4;

/// Statements that compute values into words of memory; intermediate values use memory from `scratch` on. Returns the text
/// and the number of words of scratch memory.
///
/// The Yul variable `p` must hold the order of the field, and every word that is read must be below it. No target may be a
/// word that the values read.
pub fn store(targets: &[(String, Expression)], scratch: &str, indent: &str) -> (String, usize) {
    with_nodes(|nodes| Printer::new(nodes, targets, scratch, indent).print())
}

/// What stands for a node in the text.
#[derive(Clone, Default)]
struct Term {
    text: String,
    /// How deep its calls are nested.
    depth: usize,
    /// The words of scratch memory that it reads.
    reads: Vec<usize>,
}

struct Printer<'a> {
    nodes: &'a [Node],
    targets: Vec<(&'a str, usize)>,
    scratch: &'a str,
    indent: &'a str,
    text: String,
    terms: HashMap<usize, Term>,
    /// How often each word of scratch memory is still read.
    pending: Vec<usize>,
}

impl<'a> Printer<'a> {
    fn new(nodes: &'a [Node], targets: &'a [(String, Expression)], scratch: &'a str, indent: &'a str) -> Self {
        let targets = targets.iter().map(|(target, value)| (target.as_str(), value.node())).collect();
        Self { nodes, targets, scratch, indent, text: String::new(), terms: HashMap::new(), pending: Vec::new() }
    }

    fn print(mut self) -> (String, usize) {
        let (mut uses, mut order) = (BTreeMap::new(), Vec::new());
        for (_, root) in &self.targets {
            visit(self.nodes, *root, &mut uses, &mut order);
        }
        for node in order {
            let mut term = self.term(node);
            if (uses[&node] > 1 && term.depth > 0) || term.depth >= MAX_DEPTH {
                self.release(&term.reads);
                let word = self.word(uses[&node]);
                let address = offset(self.scratch, word);
                let _ = writeln!(self.text, "{}mstore({address}, {})", self.indent, term.text);
                term = Term { text: format!("mload({address})"), depth: 0, reads: vec![word] };
            }
            let roots: Vec<&str> = self.targets.iter().filter(|(_, root)| *root == node).map(|(to, _)| *to).collect();
            for target in roots {
                let _ = writeln!(self.text, "{}mstore({target}, {})", self.indent, term.text);
                self.release(&term.reads);
            }
            self.terms.insert(node, term);
        }
        (self.text, self.pending.len())
    }

    fn term(&self, node: usize) -> Term {
        match &self.nodes[node] {
            Node::Load(address) => Term { text: format!("mload({address})"), ..Term::default() },
            Node::Constant(bytes) => Term { text: number(bytes), ..Term::default() },
            Node::Add(left, right) => self.call("addmod", left, right),
            Node::Mul(left, right) => self.call("mulmod", left, right),
            Node::Sub(left, right) => self.call_with("addmod", left, right, |right| format!("sub(p, {right})")),
        }
    }

    fn call(&self, operation: &str, left: &usize, right: &usize) -> Term {
        self.call_with(operation, left, right, str::to_owned)
    }

    fn call_with(&self, operation: &str, left: &usize, right: &usize, wrap: fn(&str) -> String) -> Term {
        let (left, right) = (&self.terms[left], &self.terms[right]);
        let text = format!("{operation}({}, {}, p)", left.text, wrap(&right.text));
        let reads = left.reads.iter().chain(&right.reads).copied().collect();
        Term { text, depth: left.depth.max(right.depth) + 1, reads }
    }

    /// A free word that will be read `uses` times.
    fn word(&mut self, uses: usize) -> usize {
        let free = self.pending.iter().position(|pending| *pending == 0);
        let word = free.unwrap_or(self.pending.len());
        self.pending.resize(self.pending.len().max(word + 1), 0);
        self.pending[word] = uses;
        word
    }

    fn release(&mut self, reads: &[usize]) {
        for word in reads {
            self.pending[*word] -= 1;
        }
    }
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
    number(&to_be_bytes(*value))
}

fn number(bytes: &[u8; 32]) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::ring::{add, int, mul, square, sub};

    #[test]
    fn shared_values_are_computed_once() {
        let x = Expression::load("X");
        let square = square(x);
        let (text, words) = store(&[("OUT".into(), sub(mul(square, square), x))], "TMP", "");
        assert_eq!(
            text,
            "mstore(TMP, mulmod(mload(X), mload(X), p))\n\
             mstore(OUT, addmod(mulmod(mload(TMP), mload(TMP), p), sub(p, mload(X)), p))\n"
        );
        assert_eq!(words, 1);
    }

    #[test]
    fn several_values_share_and_reuse_words() {
        let (x, y) = (Expression::load("X"), Expression::load("Y"));
        let product = mul(x, y);
        let targets = [("A".into(), add(product, x)), ("B".into(), product), ("C".into(), square(square(y)))];
        let (text, words) = store(&targets, "TMP", "");
        assert_eq!(
            text,
            "mstore(TMP, mulmod(mload(X), mload(Y), p))\n\
             mstore(B, mload(TMP))\n\
             mstore(A, addmod(mload(TMP), mload(X), p))\n\
             mstore(TMP, mulmod(mload(Y), mload(Y), p))\n\
             mstore(C, mulmod(mload(TMP), mload(TMP), p))\n"
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
