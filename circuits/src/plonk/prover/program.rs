//! Expressions as programs on rows.

use crate::gates::expression::{visit, with_nodes, Expression, Node};
use std::collections::{BTreeMap, HashMap, HashSet};
use zelkova_kernels::rows::{Program, Register, Step, MAX_ADDENDS, MAX_PRODUCTS};

/// Where a named value of an expression comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A column, so many rows ahead.
    Column(usize, usize),
    /// A value that repeats, by its number among them.
    Repeated(usize),
}

/// The program that computes an expression. Its constants repeat too, after the `repeated` values that the caller gives: the
/// second result has them, as big-endian bytes.
pub(super) fn compile(root: Expression, repeated: usize, source: impl Fn(&str) -> Source) -> (Program, Vec<[u8; 32]>) {
    with_nodes(|nodes| {
        let (mut uses, mut order) = (BTreeMap::new(), Vec::new());
        visit(nodes, root.node(), &mut uses, &mut order);
        let mut constants: Vec<[u8; 32]> = Vec::new();
        let mut places: HashMap<usize, Place> = HashMap::new();
        for node in &order {
            let place = match &nodes[*node] {
                Node::Load(name) => match source(name) {
                    Source::Column(column, ahead) => Place::Column(column, ahead),
                    Source::Repeated(index) => Place::Fixed(index),
                },
                Node::Constant(bytes) => {
                    let known = constants.iter().position(|constant| constant == bytes);
                    let index = known.unwrap_or_else(|| {
                        constants.push(*bytes);
                        constants.len() - 1
                    });
                    Place::Fixed(repeated + index)
                }
                _ => continue,
            };
            places.insert(*node, place);
        }
        let mut compiler = Compiler { nodes, uses, places, parts: Vec::new(), known: HashSet::new() };
        compiler.part(root.node());
        (compiler.allocate(root.node(), repeated + constants.len()), constants)
    })
}

enum Place {
    Column(usize, usize),
    Fixed(usize),
}

/// What one step computes, from nodes.
enum Part {
    Load(usize, usize),
    Sum(Vec<(usize, usize)>, Vec<usize>),
    Difference(usize, usize),
}

struct Compiler<'a> {
    nodes: &'a [Node],
    uses: BTreeMap<usize, usize>,
    places: HashMap<usize, Place>,
    /// The nodes that have a step of their own, operands first.
    parts: Vec<(usize, Part)>,
    known: HashSet<usize>,
}

impl Compiler<'_> {
    /// Adds the step of a node after those of its operands.
    fn part(&mut self, node: usize) {
        if matches!(self.places.get(&node), Some(Place::Fixed(_))) || !self.known.insert(node) {
            return;
        }
        let part = match (&self.nodes[node], self.places.get(&node)) {
            (_, Some(Place::Column(column, ahead))) => Part::Load(*column, *ahead),
            (Node::Sub(from, minus), _) => Part::Difference(*from, *minus),
            _ => self.sum(node),
        };
        for operand in operands(&part) {
            self.part(operand);
        }
        self.parts.push((node, part));
    }

    /// A sum with as many of its terms as one step takes.
    fn sum(&self, root: usize) -> Part {
        let (mut products, mut addends, mut pending) = (Vec::new(), Vec::new(), vec![root]);
        let fits = |products: usize, addends: usize, pending: &[usize]| {
            let multiplied =
                pending.iter().filter(|node| self.is_inner(**node, root) && self.is_product(**node)).count();
            products + multiplied <= MAX_PRODUCTS && addends + pending.len() - multiplied <= MAX_ADDENDS
        };
        while let Some(node) = pending.pop() {
            let inner = self.is_inner(node, root);
            match &self.nodes[node] {
                Node::Mul(a, b) if inner => products.push((*a, *b)),
                Node::Add(a, b) if inner => {
                    let opened = [&pending[..], &[*a, *b]].concat();
                    if node == root || fits(products.len(), addends.len(), &opened) {
                        pending = opened;
                    } else {
                        addends.push(node);
                    }
                }
                _ => addends.push(node),
            }
        }
        Part::Sum(products, addends)
    }

    /// Whether nobody else needs the value of a node.
    fn is_inner(&self, node: usize, root: usize) -> bool {
        node == root || self.uses[&node] == 1
    }

    fn is_product(&self, node: usize) -> bool {
        matches!(self.nodes[node], Node::Mul(..))
    }

    /// Gives each step's value a register for as long as somebody reads it.
    fn allocate(&self, root: usize, fixed: usize) -> Program {
        let mut readers: HashMap<usize, usize> = HashMap::from([(root, 1)]);
        for operand in self.parts.iter().flat_map(|(_, part)| operands(part)) {
            *readers.entry(operand).or_default() += 1;
        }
        let mut registers: HashMap<usize, usize> = HashMap::new();
        for (node, place) in &self.places {
            if let Place::Fixed(index) = place {
                registers.insert(*node, *index);
            }
        }
        let (mut free, mut next) = (Vec::new(), fixed);
        let mut steps = Vec::new();
        for (node, part) in &self.parts {
            let read = |node: &usize| registers[node] as Register;
            let mut step = match part {
                Part::Load(column, ahead) => Step::Load { to: 0, column: *column, ahead: *ahead },
                Part::Sum(products, addends) => Step::Sum {
                    to: 0,
                    products: products.iter().map(|(a, b)| (read(a), read(b))).collect(),
                    addends: addends.iter().map(read).collect(),
                },
                Part::Difference(from, minus) => Step::Difference { to: 0, from: read(from), minus: read(minus) },
            };
            for operand in operands(part) {
                let left = readers.get_mut(&operand).expect("every operand was counted");
                *left -= 1;
                if *left == 0 && registers[&operand] >= fixed {
                    free.push(registers[&operand]);
                }
            }
            let register = free.pop().unwrap_or_else(|| {
                next += 1;
                next - 1
            });
            registers.insert(*node, register);
            let (Step::Load { to, .. } | Step::Sum { to, .. } | Step::Difference { to, .. }) = &mut step;
            *to = register as Register;
            steps.push(step);
        }
        Program::new(fixed, steps, registers[&root] as Register)
    }
}

/// The nodes that a step reads, as often as it does.
fn operands(part: &Part) -> Vec<usize> {
    match part {
        Part::Load(..) => Vec::new(),
        Part::Sum(products, addends) => {
            products.iter().flat_map(|(a, b)| [*a, *b]).chain(addends.iter().copied()).collect()
        }
        Part::Difference(from, minus) => vec![*from, *minus],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::{from_be_bytes, to_ark};
    use crate::gates::ring::{add, int, mul, square, sub};
    use crate::gates::Ring;
    use ark_bn254::Fr;
    use zelkova_kernels::{Cpu, Rows};

    /// Sums that do not fit into one step, shared values, a constant, the next row.
    fn value<R: Ring>(a: R, b: R, k: R) -> R {
        let products = (1..40).fold(int(0), |sum, i| add(sum, mul(add(a, int(i)), b)));
        let shared = square(sub(a, b));
        let plain = [a, b, k, shared, a].into_iter().fold(shared, add);
        sub(mul(products, shared), add(mul(plain, k), int(12_345)))
    }

    #[test]
    fn a_program_computes_its_expression() {
        let [a, b, k] = ["a", "b", "k"].map(Expression::load);
        let (program, constants) = compile(value(a, b, k), 1, |name| match name {
            "a" => Source::Column(0, 0),
            "b" => Source::Column(0, 1),
            _ => Source::Repeated(0),
        });
        let column: Vec<Fr> = (0..128u64).map(|i| Fr::from(i * i * i + 5)).collect();
        let repeats: [Fr; 16] = std::array::from_fn(|i| Fr::from(i as u64 + 9));
        let constants = constants.iter().map(|bytes| [to_ark(from_be_bytes(bytes).expect("canonical")); 16]);
        let repeated: Vec<[Fr; 16]> = [repeats].into_iter().chain(constants).collect();
        let mut found = vec![Fr::from(0u64); 128];
        Cpu.run(&program, &repeated, &[&column], 0, &mut found);
        let expected: Vec<Fr> = (0..128).map(|i| value(column[i], column[(i + 1) % 128], repeats[i % 16])).collect();
        assert_eq!(found, expected);
    }
}
