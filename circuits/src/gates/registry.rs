//! The one list of gates, in the order in which prover, verifier and verifier contract use them.

use super::bits::BitsGate;
use super::declare::GateSpec;
use super::edwards::{EdwardsAddBaseGate, EdwardsDoubleGate, EdwardsSubtractGate};
use super::expression::Expression;
use super::main_gate;
use super::path::{PathPickBackGate, PathPickGate, PathSiblingsBackGate, PathSiblingsGate};
use super::range::RangeGate;
use super::ring::{int, mul, sub, Ring};
use crate::field::{zero, Fr};
use std::sync::OnceLock;

/// Index of a gate in [`all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GateId(pub u8);

impl GateId {
    /// The main gate.
    pub const MAIN: Self = Self(0);
    /// A row that only holds values for the row before it.
    pub const NONE: Self = Self(u8::MAX);
}

/// Columns of selectors.
pub const SELECTOR_COLUMNS: usize = 5;
/// The highest degree of a gate's polynomials times the factors of its selector.
pub const MAX_DEGREE: usize = 6;

/// How rows of a gate are marked: by a value in a column that the gate may share with others. Rows without a gate have 0
/// in every column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selector {
    /// The column.
    pub column: usize,
    /// The value on rows of this gate.
    pub value: u8,
    /// All values but 0 of the column.
    pub values: &'static [u8],
}

impl Selector {
    /// The product over 0 and all other values `v` of the column of `s - v`: not 0 on rows of the gate, 0 on all others. It
    /// is not scaled to 1.
    pub fn evaluate<R: Ring>(&self, s: R) -> R {
        let others = self.values.iter().filter(|value| **value != self.value);
        others.fold(s, |product, value| mul(product, sub(s, int(u128::from(*value)))))
    }
}

/// The wires of a row and of the next, the row's constants (only the main gate has some), a place for each polynomial.
pub type Evaluate<R> = fn(&[R; 4], &[R; 4], &[R], &mut [R]);

/// What there is to know of a gate.
#[derive(Clone, Copy)]
pub struct GateInfo {
    /// The gate's name.
    pub name: &'static str,
    /// How many constants a row has.
    pub setups: usize,
    /// What each polynomial means.
    pub terms: &'static [&'static str],
    /// Which wires of the next row are read.
    pub next: [bool; 4],
    /// The highest degree of a polynomial, in wires and constants together.
    pub degree: usize,
    /// How its rows are marked. The main gate's need no mark: its constants are 0 on all other rows.
    pub selector: Option<Selector>,
    /// Evaluates the polynomials on one row.
    pub evaluate: Evaluate<Fr>,
    /// The same in the native field.
    pub native: Evaluate<ark_bn254::Fr>,
    /// The same as expressions, for the verifier contract.
    pub express: Evaluate<Expression>,
}

impl GateInfo {
    fn custom<S: GateSpec>(column: usize, value: u8) -> Self {
        Self {
            name: S::NAME,
            setups: 0,
            terms: S::TERMS,
            next: S::NEXT,
            degree: S::DEGREE,
            selector: Some(Selector { column, value, values: &[] }),
            evaluate: |now, next, _, out| S::evaluate(now, next, out),
            native: |now, next, _, out| S::evaluate(now, next, out),
            express: |now, next, _, out| S::evaluate(now, next, out),
        }
    }

    fn main() -> Self {
        Self {
            name: "main",
            setups: main_gate::SETUPS,
            terms: &["linear relation"],
            next: [false, false, false, true],
            degree: 3,
            selector: None,
            evaluate: |now, next, q, out| out[0] = main_gate::evaluate(now, next, q),
            native: |now, next, q, out| out[0] = main_gate::evaluate(now, next, q),
            express: |now, next, q, out| out[0] = main_gate::evaluate(now, next, q),
        }
    }
}

/// A gate type with a place in the list. Implemented by the macro below only, so that type and list cannot disagree.
pub trait Registered: GateSpec {
    /// The gate's place.
    const ID: GateId;
}

macro_rules! gate_list {
    ($($place:literal => $gate:ty, column $column:literal value $value:literal;)+) => {
        $(impl Registered for $gate { const ID: GateId = GateId($place); })+

        /// All gates, the main gate first.
        pub fn all() -> &'static [GateInfo] {
            static GATES: OnceLock<Vec<GateInfo>> = OnceLock::new();
            GATES.get_or_init(|| {
                let mut gates = vec![GateInfo::main(), $(GateInfo::custom::<$gate>($column, $value)),+];
                $(assert_eq!(gates[$place].name, <$gate>::NAME, "a gate's place must be its position in the list");)+
                share_columns(&mut gates);
                gates
            })
        }
    };
}

// The order decides the powers of alpha: with the selectors' columns it is part of every verification key.
gate_list! {
    1 => RangeGate, column 0 value 1;
    2 => BitsGate, column 4 value 1;
    3 => EdwardsDoubleGate, column 4 value 2;
    4 => EdwardsSubtractGate, column 0 value 2;
    5 => EdwardsAddBaseGate, column 1 value 1;
    6 => PathPickGate, column 1 value 2;
    7 => PathSiblingsGate, column 2 value 1;
    8 => PathSiblingsBackGate, column 2 value 2;
    9 => PathPickBackGate, column 3 value 1;
}

/// Tells every selector which values its column has, and checks what the proof system relies on.
fn share_columns(gates: &mut [GateInfo]) {
    let mut columns: [Vec<u8>; SELECTOR_COLUMNS] = Default::default();
    let mut names = std::collections::HashSet::new();
    for gate in gates.iter() {
        assert!(names.insert(gate.name), "two gates are named `{}`: rename one", gate.name);
        let Some(Selector { column, value, .. }) = gate.selector else { continue };
        assert!(value != 0, "gate `{}` is marked by 0, which marks rows without a gate", gate.name);
        assert!(!columns[column].contains(&value), "gate `{}` shares its mark: give it another value", gate.name);
        columns[column].push(value);
    }
    let columns = columns.map(|mut values| {
        values.sort_unstable();
        &*values.leak()
    });
    for gate in gates.iter_mut() {
        if let Some(selector) = &mut gate.selector {
            selector.values = columns[selector.column];
            let degree = gate.degree + selector.values.len();
            assert!(degree <= MAX_DEGREE, "gate `{}` has degree {degree} with its selector", gate.name);
        }
    }
}

/// Evaluates gate `id` on one row.
pub fn evaluate(id: GateId, now: &[Fr; 4], next: &[Fr; 4], setup: &[Fr]) -> Vec<Fr> {
    let gate = &all()[usize::from(id.0)];
    let mut out = vec![zero(); gate.terms.len()];
    (gate.evaluate)(now, next, setup, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::add;
    use crate::gates::MAX_TERMS;

    #[test]
    fn gates_and_their_marks() {
        let marks: Vec<_> =
            all()[1..].iter().map(|gate| gate.selector.map(|s| (s.column, s.value, s.values))).collect();
        let expected: [(usize, u8, &[u8]); 9] = [
            (0, 1, &[1, 2]),
            (4, 1, &[1, 2]),
            (4, 2, &[1, 2]),
            (0, 2, &[1, 2]),
            (1, 1, &[1, 2]),
            (1, 2, &[1, 2]),
            (2, 1, &[1, 2]),
            (2, 2, &[1, 2]),
            (3, 1, &[1]),
        ];
        assert_eq!(marks, expected.map(Some));
        assert!(all().iter().all(|gate| gate.terms.len() <= MAX_TERMS));
    }

    #[test]
    fn a_selector_vanishes_on_all_other_rows() {
        for selector in all().iter().filter_map(|gate| gate.selector) {
            for value in [0, 1, 2].into_iter().filter(|value| *value == 0 || selector.values.contains(value)) {
                let at = selector.evaluate(int::<Fr>(u128::from(value)));
                assert_eq!(at != zero(), value == selector.value);
            }
        }
    }

    /// On the line `now + t (direction)` a polynomial of degree `d` has a `d+1`-st difference of zero.
    #[test]
    fn degrees_are_what_gates_say() {
        let point = |i: u128, t: u128| -> [Fr; 4] {
            std::array::from_fn(|wire| {
                let seed = int::<Fr>(7 + 4 * i + wire as u128);
                let square = mul(seed, seed);
                // Not linear in the wire: the child at a digit would then be, too.
                add(mul(seed, square), mul(int(t), mul(square, add(square, int(1)))))
            })
        };
        for (place, gate) in all().iter().enumerate().skip(1) {
            let differences = |order: usize| {
                let at = |t: usize| evaluate(GateId(place as u8), &point(0, t as u128), &point(1, t as u128), &[]);
                let mut rows: Vec<Vec<Fr>> = (0..=order).map(at).collect();
                while rows.len() > 1 {
                    rows = rows
                        .windows(2)
                        .map(|pair| pair[1].iter().zip(&pair[0]).map(|(b, a)| sub(*b, *a)).collect())
                        .collect();
                }
                rows.remove(0)
            };
            assert!(differences(gate.degree + 1).iter().all(|value| *value == zero()), "{}", gate.name);
            assert!(differences(gate.degree).iter().any(|value| *value != zero()), "{}", gate.name);
        }
    }

    #[test]
    #[should_panic(expected = "shares its mark")]
    fn a_mark_of_two_gates_is_found() {
        declare_gate! {
            /// Takes the mark of another gate.
            pub struct Intruder;
            name: "intruder", next: [false; 4], degree: 1, terms: ["a"],
            evaluate(now, next, out) { out[0] = now[0]; }
        }
        let mut gates = all().to_vec();
        gates.push(GateInfo::custom::<Intruder>(0, 2));
        share_columns(&mut gates);
    }

    #[test]
    #[should_panic(expected = "has degree 7 with its selector")]
    fn a_degree_that_is_too_high_is_found() {
        declare_gate! {
            /// One factor too many for its column.
            pub struct Steep;
            name: "steep", next: [false; 4], degree: 4, terms: ["a"],
            evaluate(now, next, out) { out[0] = mul(mul(now[0], now[0]), mul(now[0], now[0])); }
        }
        let mut gates = all().to_vec();
        gates.push(GateInfo::custom::<Steep>(0, 3));
        share_columns(&mut gates);
    }
}
