//! The one list of gates, in the order in which prover, verifier and verifier contract use them.

use super::bits::BitsGate;
use super::declare::{combine, Custom, GateSpec};
use super::edwards::{EdwardsAddBaseGate, EdwardsDoubleGate, EdwardsSubtractGate};
use super::main_gate::{self, MainGate};
use super::poseidon2::Poseidon2Gate;
use super::range::RangeGate;
use super::swap::SwapGate;
use super::yul::Expression;
use crate::field::{zero, Engine, Fr};
use bellman_ce::plonk::better_better_cs::cs::{Circuit, ConstraintSystem, Gate, GateInternal};
use bellman_ce::SynthesisError;

/// Index of a gate in [`all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GateId(pub u8);

impl GateId {
    /// The main gate.
    pub const MAIN: Self = Self(0);
    /// A row that only holds values for the row before it.
    pub const NONE: Self = Self(u8::MAX);
}

type Evaluate<R> = fn(&[R; 4], &[R; 4], &[R], &mut [R]);

/// The wires of a row and the next, the row's constants, a challenge for each polynomial: the sum of the products.
type Combine<R> = fn(&[R; 4], &[R; 4], &[R], &[R]) -> R;

/// What the constraint builder knows of a gate.
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
    /// Evaluates the polynomials on one row.
    pub evaluate: Evaluate<Fr>,
    /// The polynomials times one challenge each, in the prover's field.
    pub combine: Combine<ark_bn254::Fr>,
    /// The polynomials as expressions, for the verifier contract. The main gate has none: it is verified by its commitments.
    pub express: Option<Evaluate<Expression>>,
    internal: fn() -> Box<dyn GateInternal<Engine>>,
}

impl GateInfo {
    fn custom<S: GateSpec>() -> Self {
        Self {
            name: S::NAME,
            setups: S::SETUP.len(),
            terms: S::TERMS,
            next: S::NEXT,
            evaluate: S::evaluate::<Fr>,
            combine: combine::<S, ark_bn254::Fr>,
            express: Some(S::evaluate::<Expression>),
            internal: || Custom::<S>::default().into_internal(),
        }
    }

    fn main() -> Self {
        Self {
            name: "main",
            setups: main_gate::SETUPS,
            terms: &["linear relation"],
            next: [false, false, false, true],
            evaluate: |now, next, q, out| out[0] = main_gate::evaluate(now, next, q),
            combine: |now, next, q, challenges| challenges[0] * main_gate::evaluate(now, next, q),
            express: None,
            internal: || MainGate.into_internal(),
        }
    }

    /// bellman's view of the gate.
    pub fn internal(&self) -> Box<dyn GateInternal<Engine>> {
        (self.internal)()
    }
}

/// A gate type with a place in the list. Implemented by the macro below only, so that type and list cannot disagree.
pub trait Registered: GateSpec {
    /// The gate's place.
    const ID: GateId;
}

macro_rules! gate_list {
    ($($place:literal => $gate:ty),+ $(,)?) => {
        $(impl Registered for $gate { const ID: GateId = GateId($place); })+

        /// All gates, the main gate first.
        pub fn all() -> &'static [GateInfo] {
            static GATES: std::sync::OnceLock<Vec<GateInfo>> = std::sync::OnceLock::new();
            GATES.get_or_init(|| {
                let gates = vec![GateInfo::main(), $(GateInfo::custom::<$gate>()),+];
                $(assert_eq!(gates[$place].name, <$gate>::NAME, "a gate's place must be its position in the list");)+
                assert_no_collision(&gates);
                gates
            })
        }
    };
}

// Add a gate at the end: the order is part of every verification key.
gate_list! {
    1 => Poseidon2Gate,
    2 => SwapGate,
    3 => RangeGate,
    4 => BitsGate,
    5 => EdwardsDoubleGate,
    6 => EdwardsSubtractGate,
    7 => EdwardsAddBaseGate,
}

/// No two gates may share the index of a setup polynomial or a name (see the module documentation of [`crate::gates`]).
fn assert_no_collision(gates: &[GateInfo]) {
    use bellman_ce::plonk::better_better_cs::cs::PolyIdentifier;
    let mut indices = std::collections::HashMap::new();
    let mut names = std::collections::HashSet::new();
    for gate in gates {
        assert!(names.insert(gate.internal().name()), "two gates are named `{}`: rename one", gate.name);
        for id in gate.internal().setup_polynomials() {
            let PolyIdentifier::GateSetupPolynomial(_, index) = id else {
                panic!("gate `{}` lists {id:?}, which is not a setup polynomial", gate.name)
            };
            if let Some(other) = indices.insert(*index, gate.name) {
                panic!("gates `{other}` and `{}` both use setup index {index}: give one another range", gate.name);
            }
        }
    }
}

/// bellman's type for "a circuit over [`all`] gates"; synthesis itself goes through [`crate::Builder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gates;

impl Circuit<Engine> for Gates {
    type MainGate = MainGate;

    fn synthesize<CS: ConstraintSystem<Engine>>(&self, _cs: &mut CS) -> Result<(), SynthesisError> {
        Ok(())
    }

    fn declare_used_gates() -> Result<Vec<Box<dyn GateInternal<Engine>>>, SynthesisError> {
        Ok(all().iter().map(GateInfo::internal).collect())
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
    use crate::gates::{MAX_SETUPS, MAX_TERMS};

    #[test]
    fn gates_do_not_collide() {
        assert_no_collision(all());
        for gate in all() {
            assert!(gate.terms.len() <= MAX_TERMS && gate.setups <= MAX_SETUPS, "{}", gate.name);
            assert!(gate.internal().degree() <= 4, "{}: the quotient has room for degree 4", gate.name);
            assert_eq!(gate.setups, gate.internal().setup_polynomials().len());
        }
    }

    #[test]
    #[should_panic(expected = "both use setup index")]
    fn a_collision_is_found() {
        declare_gate! {
            /// Takes an index of the main gate.
            pub struct Intruder;
            name: "intruder", first_index: 7, setups: 1, next: [false; 4], degree: 1, terms: ["a"],
            evaluate(now, next, setup, out) { out[0] = now[0]; }
        }
        assert_no_collision(&[GateInfo::main(), GateInfo::custom::<Intruder>()]);
    }
}
