//! Field arithmetic as a graph.
//!
//! A gate states its equations once, over any ring. Evaluated over [`Expression`] they become a graph of additions,
//! subtractions and multiplications: [`super::yul`] prints it for the verifier contract, the prover runs it on the rows of a
//! coset.

use super::ring::Ring;
use crate::convert::to_be_bytes;
use crate::field::{one, zero, Fr};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// Something with a name: in the contract, a word of memory, by the text of its address.
    Load(String),
    /// A field element, 32 big-endian bytes.
    Constant([u8; 32]),
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

/// A value of the field that is computed elsewhere. Equal expressions of one thread are the same node.
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

    /// What has this name.
    pub fn load(name: &str) -> Self {
        Self::new(Node::Load(name.into()))
    }

    /// The number of its node.
    pub(crate) fn node(self) -> usize {
        self.0
    }
}

impl Ring for Expression {
    fn constant(value: Fr) -> Self {
        Self::new(Node::Constant(to_be_bytes(value)))
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

/// Calls a function with all nodes of this thread.
pub(crate) fn with_nodes<T>(read: impl FnOnce(&[Node]) -> T) -> T {
    GRAPH.with_borrow(|graph| read(&graph.nodes))
}

/// Children before parents, each once; counts how often a node is used.
pub(crate) fn visit(nodes: &[Node], node: usize, uses: &mut BTreeMap<usize, usize>, order: &mut Vec<usize>) {
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
