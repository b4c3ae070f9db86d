//! The only check of circuits in tests: evaluates every row, whatever its gate, every hash, and the public inputs.
//!
//! A hash is compared with the native one: that the lane's identities say the same is what the tests of [`super::lane`] show.

use crate::builder::{compress, Builder, Var};
use crate::field::{add, int, mul, zero, Fr};
use crate::gates::{all, GateId, MAX_TERMS};
use rayon::prelude::*;
use std::fmt;

/// A constraint that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// There are no gates: nothing was checked.
    NoGates,
    /// The number of public inputs is not the expected one.
    PublicInputCount {
        /// What the circuit has.
        found: usize,
        /// What the caller expects.
        expected: usize,
    },
    /// A public input has another value.
    PublicInput {
        /// Its position.
        index: usize,
    },
    /// A row's equation does not vanish.
    Row {
        /// The row.
        row: usize,
        /// The constraint's name.
        name: String,
        /// The gate.
        gate: &'static str,
        /// Which of the gate's equations.
        term: &'static str,
    },
    /// A hash is not that of its inputs.
    Hash {
        /// Its number.
        hash: usize,
        /// The constraint's name.
        name: String,
    },
}

impl Violation {
    /// The name of the constraint; empty for violations of public inputs.
    pub fn name(&self) -> &str {
        match self {
            Self::Row { name, .. } | Self::Hash { name, .. } => name,
            _ => "",
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGates => f.write_str("the circuit has no gates, so nothing was checked"),
            Self::PublicInputCount { found, expected } => {
                write!(f, "the circuit has {found} public inputs, {expected} are expected")
            }
            Self::PublicInput { index } => write!(f, "public input {index} has another value than expected"),
            Self::Row { row, name, gate, term } => write!(f, "`{name}` fails at row {row}, gate {gate}: {term}"),
            Self::Hash { hash, name } => {
                write!(f, "`{name}` fails at hash {hash}: the result is not that of the inputs")
            }
        }
    }
}

impl std::error::Error for Violation {}

/// Checks all rows and hashes and that the public inputs have these values; reports the first violation.
pub fn check_satisfied(cs: &Builder, public_inputs: &[Fr]) -> Result<(), Violation> {
    match violations(cs, public_inputs).into_iter().next() {
        Some(violation) => Err(violation),
        None => Ok(()),
    }
}

/// All violations: public inputs first, then rows and hashes in order.
pub fn violations(cs: &Builder, public_inputs: &[Fr]) -> Vec<Violation> {
    let found = cs.public_inputs();
    if cs.rows().iter().all(|row| row.gate == GateId::NONE) && cs.hashes().is_empty() {
        return vec![Violation::NoGates];
    }
    if found.len() != public_inputs.len() {
        return vec![Violation::PublicInputCount { found: found.len(), expected: public_inputs.len() }];
    }
    let inputs = found.iter().zip(public_inputs).enumerate().filter(|(_, (a, b))| a != b);
    let mut result: Vec<Violation> = inputs.map(|(index, _)| Violation::PublicInput { index }).collect();
    let rows: Vec<Violation> = (0..cs.rows().len())
        .into_par_iter()
        .with_min_len(256)
        .filter_map(|row| failing_term(cs, row, |var| cs.value(var)).map(|term| row_violation(cs, row, term)))
        .collect();
    result.extend(rows);
    let hashes: Vec<Violation> = (0..cs.hashes().len())
        .into_par_iter()
        .with_min_len(16)
        .filter(|hash| !hash_holds(cs, *hash, |var| cs.value(var)))
        .map(|hash| Violation::Hash { hash, name: cs.hash_name(hash).to_owned() })
        .collect();
    result.extend(hashes);
    result
}

fn row_violation(cs: &Builder, row: usize, term: usize) -> Violation {
    let gate = &all()[usize::from(cs.rows()[row].gate.0)];
    Violation::Row { row, name: cs.row_name(row).to_owned(), gate: gate.name, term: gate.terms[term] }
}

/// Where a variable is used.
#[derive(Clone, Default)]
struct Uses {
    rows: Vec<u32>,
    hashes: Vec<u32>,
}

/// The variables whose value can be changed (by adding one) without violating a row or a hash: each with the name of a row or
/// hash that uses it. Public inputs are left out; they are compared, not constrained. A sound circuit has few of these, and a
/// reason for each (the unused inverse of an `is-zero` for instance).
pub fn unnoticed_changes(cs: &Builder) -> Vec<(Var, String)> {
    let mut uses = vec![Uses::default(); cs.variable_count()];
    for (row, content) in cs.rows().iter().enumerate() {
        for wire in content.wires.iter().filter(|w| **w != Var::NONE) {
            let list = &mut uses[wire.0 as usize].rows;
            // The row before may read this row's wires.
            list.extend(row.checked_sub(1).map(|r| r as u32));
            list.push(row as u32);
        }
    }
    for (hash, block) in cs.hashes().iter().enumerate() {
        for var in block.inputs.iter().chain([&block.output]) {
            uses[var.0 as usize].hashes.push(hash as u32);
        }
    }
    uses.into_par_iter()
        .enumerate()
        .filter_map(|(i, Uses { rows, hashes })| {
            let var = Var(i as u32);
            if cs.public.contains(&var) {
                return None;
            }
            let changed = |v: Var| {
                if v == var {
                    add(cs.value(v), int(1))
                } else {
                    cs.value(v)
                }
            };
            let noticed = rows.iter().any(|row| failing_term(cs, *row as usize, changed).is_some())
                || hashes.iter().any(|hash| !hash_holds(cs, *hash as usize, changed));
            let name = match (rows.last(), hashes.last()) {
                (Some(row), _) => cs.row_name(*row as usize),
                (None, Some(hash)) => cs.hash_name(*hash as usize),
                (None, None) => "not on any row",
            };
            (!noticed).then(|| (var, name.to_owned()))
        })
        .collect()
}

/// Whether a hash is that of its inputs.
fn hash_holds(cs: &Builder, hash: usize, value: impl Fn(Var) -> Fr) -> bool {
    let block = &cs.hashes()[hash];
    compress(block.inputs.map(&value)) == value(block.output)
}

/// The first equation of a row that does not vanish.
fn failing_term(cs: &Builder, row: usize, value: impl Fn(Var) -> Fr) -> Option<usize> {
    let content = &cs.rows()[row];
    if content.gate == GateId::NONE {
        return None;
    }
    let gate = &all()[usize::from(content.gate.0)];
    let wires = |row: usize| -> [Fr; 4] {
        std::array::from_fn(|i| match cs.rows().get(row).map(|r| r.wires[i]) {
            Some(var) if var != Var::NONE => value(var),
            _ => filler(row, i),
        })
    };
    let mut out = [zero(); MAX_TERMS];
    let out = &mut out[..gate.terms.len()];
    (gate.evaluate)(&wires(row), &wires(row + 1), cs.row_constants(content), out);
    out.iter().position(|t| *t != zero())
}

/// A value for an unused wire: arbitrary, so that a constraint that depends on it fails.
fn filler(row: usize, wire: usize) -> Fr {
    let seed = int((4 * row + wire) as u128 + 0x5eed);
    add(mul(seed, mul(seed, seed)), int(u128::MAX / 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::one;

    #[test]
    fn nothing_is_not_satisfied() {
        assert_eq!(check_satisfied(&Builder::new(), &[]), Err(Violation::NoGates));
    }

    #[test]
    fn public_inputs_are_compared() {
        let mut cs = Builder::new();
        let x = cs.public_input(int(3));
        cs.assert_equal("three", &x, &int(3).into());
        assert_eq!(check_satisfied(&cs, &[int(3)]), Ok(()));
        assert_eq!(check_satisfied(&cs, &[int(4)]), Err(Violation::PublicInput { index: 0 }));
        assert_eq!(check_satisfied(&cs, &[]), Err(Violation::PublicInputCount { found: 1, expected: 0 }));
    }

    #[test]
    fn a_failing_constraint_is_named() {
        let mut cs = Builder::new();
        let x = cs.alloc(int(3));
        cs.region("outer", |cs| cs.assert_equal("four", &x, &int(4).into()));
        let violation = check_satisfied(&cs, &[]).unwrap_err();
        assert_eq!(violation.name(), "outer/four");
    }

    #[test]
    fn a_constraint_on_an_unused_wire_fails() {
        let mut cs = Builder::new();
        let mut q = [zero(); 8];
        q[0] = one();
        cs.push_row(GateId::MAIN, [Var::NONE; 4], &q);
        assert!(check_satisfied(&cs, &[]).is_err());
    }

    #[test]
    fn a_wrong_hash_is_named_and_every_part_of_it_noticed() {
        let mut cs = Builder::new();
        let inputs = [1, 2, 3, 4].map(|x| cs.alloc(int(x)));
        let [a, b, c, d] = &inputs;
        let output = cs.region("outer", |cs| cs.region("hash", |cs| cs.compress4([a, b, c, d])));
        assert_eq!(check_satisfied(&cs, &[]), Ok(()));
        assert_eq!(unnoticed_changes(&cs), vec![]);
        for num in inputs.iter().chain([&output]) {
            let mut tampered = cs.clone();
            tampered.tamper(num.terms()[0].0, int(9));
            let expected = Violation::Hash { hash: 0, name: "outer/hash".into() };
            assert_eq!(violations(&tampered, &[]), [expected]);
        }
    }

    #[test]
    fn unconstrained_variables_are_found() {
        let mut cs = Builder::new();
        let x = cs.alloc(int(3));
        let free = cs.alloc_var(int(5));
        cs.assert_equal("three", &x, &int(3).into());
        assert_eq!(unnoticed_changes(&cs), vec![(free, "not on any row".to_owned())]);
    }
}
