//! The constraint builder: a list of rows over variables, with a name for every row.
//!
//! Gadgets and circuits write rows and hashes here; [`crate::plonk`] checks them, turns them into columns, and proves.
//! Variables always have a value: key generation synthesizes any instance, because the rows of a circuit must not depend
//! on its witness. [`Builder::digest`] identifies the rows, and the prover refuses an instance whose digest is not the
//! key's. Gadgets cannot fail: a value that does not satisfy the constraints is found by `check_satisfied` and by the
//! prover.

use super::{
    hash_block::{HashBlock, HASH_ROWS},
    num::Num,
    var::Var,
};
use crate::field::{limbs, Fr};
use crate::gates::registry::Registered;
use crate::gates::{all, GateId};
use std::collections::{BTreeMap, HashMap};

/// One row: a gate, its wires, its constants, and the name of the constraint it belongs to.
#[derive(Clone, Debug)]
pub struct Row {
    /// The gate that holds on the row.
    pub gate: GateId,
    /// The wires `a b c d`.
    pub wires: [Var; 4],
    pub(crate) constants: (u32, u32),
    pub(crate) label: u32,
}

/// Collects rows, hashes and values.
#[derive(Clone, Default)]
pub struct Builder {
    pub(crate) values: Vec<Fr>,
    pub(crate) public: Vec<Var>,
    pub(crate) rows: Vec<Row>,
    pub(crate) constants: Vec<Fr>,
    pub(super) hashes: Vec<HashBlock>,
    labels: Vec<String>,
    label_ids: HashMap<String, u32>,
    path: String,
    label: Option<u32>,
    constant_vars: HashMap<[u64; 4], Var>,
    regions: BTreeMap<String, Counts>,
}

/// What a region has written.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) rows: usize,
    pub(super) hashes: usize,
}

impl Builder {
    /// An empty circuit.
    pub fn new() -> Self {
        Self::default()
    }

    // Variables

    /// A new witness variable.
    pub fn alloc_var(&mut self, value: Fr) -> Var {
        let var = Var(u32::try_from(self.values.len()).expect("a circuit has fewer than 2^32 variables"));
        self.values.push(value);
        var
    }

    /// A new witness variable as a number. Nothing constrains it yet.
    pub fn alloc(&mut self, value: Fr) -> Num {
        let var = self.alloc_var(value);
        self.num(var)
    }

    /// The next public input.
    pub fn public_input(&mut self, value: Fr) -> Num {
        let var = self.alloc_var(value);
        self.public.push(var);
        self.num(var)
    }

    /// A variable that is constrained to be this constant; one row for each different constant.
    pub fn constant_var(&mut self, value: Fr) -> Var {
        if let Some(var) = self.constant_vars.get(&limbs(value)) {
            return *var;
        }
        let var = self.alloc_var(value);
        self.constant_vars.insert(limbs(value), var);
        // The row is named by its meaning, not by whoever needed the constant first.
        let path = std::mem::replace(&mut self.path, "constant".into());
        self.label = None;
        self.emit_zero(None, &[(var, crate::field::one())], crate::field::neg(value));
        self.path = path;
        self.label = None;
        var
    }

    /// The value of a variable.
    pub fn value(&self, var: Var) -> Fr {
        self.values[var.0 as usize]
    }

    /// A variable as a number.
    pub fn num(&self, var: Var) -> Num {
        Num::from_var(var, self.value(var))
    }

    // Names

    /// Runs `f` with `name` appended to the name of every row that it writes.
    pub fn region<T>(&mut self, name: impl AsRef<str>, f: impl FnOnce(&mut Self) -> T) -> T {
        let (length, rows, hashes) = (self.path.len(), self.rows.len(), self.hashes.len());
        if length > 0 {
            self.path.push('/');
        }
        self.path.push_str(name.as_ref());
        self.label = None;
        let result = f(self);
        let counts = self.regions.entry(strip_indices(&self.path)).or_default();
        counts.rows += self.rows.len() - rows;
        counts.hashes += self.hashes.len() - hashes;
        self.path.truncate(length);
        self.label = None;
        result
    }

    pub(super) fn label(&mut self) -> u32 {
        if let Some(label) = self.label {
            return label;
        }
        let next = u32::try_from(self.labels.len()).expect("fewer than 2^32 names");
        let label = *self.label_ids.entry(self.path.clone()).or_insert(next);
        if label == next {
            self.labels.push(self.path.clone());
        }
        self.label = Some(label);
        label
    }

    /// The name of a row: the regions around it, joined by `/`.
    pub fn row_name(&self, row: usize) -> &str {
        &self.labels[self.rows[row].label as usize]
    }

    /// The name of a hash, likewise.
    pub fn hash_name(&self, hash: usize) -> &str {
        &self.labels[self.hashes[hash].label as usize]
    }

    // Rows

    /// Writes a row of a custom gate.
    pub fn row<G: Registered>(&mut self, wires: [Var; 4], constants: &[Fr]) {
        self.push_row(G::ID, wires, constants);
    }

    /// Writes a row without a gate: values for the row before it.
    pub fn empty_row(&mut self, wires: [Var; 4]) {
        self.push_row(GateId::NONE, wires, &[]);
    }

    pub(crate) fn push_row(&mut self, gate: GateId, wires: [Var; 4], constants: &[Fr]) {
        if gate != GateId::NONE {
            assert_eq!(
                constants.len(),
                all()[usize::from(gate.0)].setups,
                "a gate's row has as many constants as the gate"
            );
        }
        let start = u32::try_from(self.constants.len()).expect("fewer than 2^32 constants");
        self.constants.extend_from_slice(constants);
        let label = self.label();
        self.rows.push(Row { gate, wires, constants: (start, start + constants.len() as u32), label });
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The constants of a row.
    pub fn row_constants(&self, row: &Row) -> &[Fr] {
        &self.constants[row.constants.0 as usize..row.constants.1 as usize]
    }

    /// Rows by region, without the indices in brackets; a region's rows count for the regions around it too.
    pub fn rows_by_region(&self) -> BTreeMap<String, usize> {
        self.by_region(|counts| counts.rows)
    }

    /// Hashes by region, likewise; regions without any are left out.
    pub fn hashes_by_region(&self) -> BTreeMap<String, usize> {
        let mut hashes = self.by_region(|counts| counts.hashes);
        hashes.retain(|_, count| *count > 0);
        hashes
    }

    fn by_region(&self, count: impl Fn(&Counts) -> usize) -> BTreeMap<String, usize> {
        self.regions.iter().map(|(region, counts)| (region.clone(), count(counts))).collect()
    }

    /// The size of the domain as a power of two: it holds the public inputs, the rows and one row without a gate, which the
    /// last row may read, and the hashes beside them.
    pub fn log2_size(&self) -> u32 {
        let rows = self.public.len() + self.rows.len() + 1;
        rows.max(HASH_ROWS * self.hashes.len()).max(HASH_ROWS).next_power_of_two().trailing_zeros()
    }

    /// The values of the public inputs, in order.
    pub fn public_inputs(&self) -> Vec<Fr> {
        self.public.iter().map(|v| self.value(*v)).collect()
    }

    /// Replaces the value of one variable: for tests of soundness.
    pub fn tamper(&mut self, var: Var, value: Fr) {
        self.values[var.0 as usize] = value;
    }

    /// The number of variables; `Var`s are numbered from 0 in order of allocation.
    pub fn variable_count(&self) -> usize {
        self.values.len()
    }

    /// The variable with this number.
    pub fn variable(&self, number: usize) -> Option<Var> {
        (number < self.values.len()).then_some(Var(number as u32))
    }
}

/// `slot[3]/touch[1]/leaf` becomes `slot/touch/leaf`: rows are counted by kind of region.
fn strip_indices(path: &str) -> String {
    let mut result = String::with_capacity(path.len());
    let mut depth = 0u32;
    for c in path.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => result.push(c),
            _ => {}
        }
    }
    result
}
