//! bellman's view of the gates that its proof format can hold: those of degree 4 at most.
//!
//! A prover for that format, and bellman itself as its oracle, work on rows of these gates; circuits with hashes or paths
//! have no place there.

use super::bits::BitsGate;
use super::declare::{GateSpec, MAX_TERMS};
use super::edwards::{EdwardsAddBaseGate, EdwardsDoubleGate, EdwardsSubtractGate};
use super::range::RangeGate;
use super::registry::{GateId, Registered};
use crate::field::{add, mul, zero, Engine, Fr};
use bellman_ce::pairing::bn256::{G1Affine, G1};
use bellman_ce::pairing::ff::PrimeField;
use bellman_ce::plonk::better_better_cs::cs::{
    ensure_in_map_or_create, get_from_map_unchecked, AssembledPolynomialStorage,
    AssembledPolynomialStorageForMonomialForms, Circuit, ConstraintSystem, Gate, GateInternal, PolyIdentifier,
    PolynomialInConstraint,
};
use bellman_ce::plonk::fft::cooley_tukey_ntt::{BitReversedOmegas, OmegasInvBitreversed};
use bellman_ce::plonk::polynomials::{Coefficients, Polynomial, Values};
use bellman_ce::worker::Worker;
use bellman_ce::SynthesisError;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// bellman's type of the main gate.
pub use bellman_ce::plonk::better_better_cs::gates::selector_optimized_with_d_next::SelectorOptimizedWidth4MainGateWithDNext as MainGate;

/// The gates, the main gate first, in the registry's order.
pub fn gates() -> Vec<(GateId, Box<dyn GateInternal<Engine>>)> {
    fn custom<S: Registered>() -> (GateId, Box<dyn GateInternal<Engine>>) {
        (S::ID, Custom::<S>::default().into_internal())
    }
    vec![
        (GateId::MAIN, MainGate.into_internal()),
        custom::<RangeGate>(),
        custom::<BitsGate>(),
        custom::<EdwardsDoubleGate>(),
        custom::<EdwardsSubtractGate>(),
        custom::<EdwardsAddBaseGate>(),
    ]
}

/// bellman's type for "a circuit over these gates"; synthesis itself goes through [`crate::Builder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gates;

impl Circuit<Engine> for Gates {
    type MainGate = MainGate;

    fn synthesize<CS: ConstraintSystem<Engine>>(&self, _cs: &mut CS) -> Result<(), SynthesisError> {
        Ok(())
    }

    fn declare_used_gates() -> Result<Vec<Box<dyn GateInternal<Engine>>>, SynthesisError> {
        Ok(gates().into_iter().map(|(_, gate)| gate).collect())
    }
}

/// The wires, then those of the next row that are read; the rest repeats the first wire.
const fn queried(next: [bool; 4]) -> [PolynomialInConstraint; 8] {
    let mut ids = [PolynomialInConstraint::from_id(PolyIdentifier::VariablesPolynomial(0)); 8];
    let mut i = 0;
    while i < 4 {
        ids[i] = PolynomialInConstraint::from_id(PolyIdentifier::VariablesPolynomial(i));
        i += 1;
    }
    let (mut i, mut n) = (0, 4);
    while i < 4 {
        if next[i] {
            ids[n] = PolynomialInConstraint::from_id_and_dilation(PolyIdentifier::VariablesPolynomial(i), 1);
            n += 1;
        }
        i += 1;
    }
    ids
}

const fn queried_len(next: [bool; 4]) -> usize {
    4 + next[0] as usize + next[1] as usize + next[2] as usize + next[3] as usize
}

impl<S: GateSpec> Custom<S> {
    const ALL_QUERIED: [PolynomialInConstraint; 8] = queried(S::NEXT);
    const QUERIED: &'static [PolynomialInConstraint] = Self::first_queried(&Self::ALL_QUERIED);

    const fn first_queried(all: &'static [PolynomialInConstraint]) -> &'static [PolynomialInConstraint] {
        all.split_at(queried_len(S::NEXT)).0
    }
}

/// bellman's view of a [`GateSpec`].
pub struct Custom<S>(PhantomData<S>);

impl<S> Default for Custom<S> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<S> Clone for Custom<S> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<S: GateSpec> Debug for Custom<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(S::NAME)
    }
}

impl<S: GateSpec> Hash for Custom<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        S::NAME.hash(state);
    }
}

/// `sum challenges[i] * term[i]` on one row.
#[inline]
fn combine<S: GateSpec>(now: &[Fr; 4], next: &[Fr; 4], challenges: &[Fr]) -> Fr {
    let mut out = [zero(); MAX_TERMS];
    S::evaluate(now, next, &mut out[..S::TERMS.len()]);
    challenges.iter().zip(&out).fold(zero(), |sum, (c, t)| add(sum, mul(*c, *t)))
}

fn wire(i: usize, dilation: usize) -> PolynomialInConstraint {
    PolynomialInConstraint::from_id_and_dilation(PolyIdentifier::VariablesPolynomial(i), dilation)
}

impl<S: GateSpec> GateInternal<Engine> for Custom<S> {
    fn name(&self) -> &'static str {
        S::NAME
    }

    fn degree(&self) -> usize {
        S::DEGREE
    }

    fn can_include_public_inputs(&self) -> bool {
        false
    }

    fn all_queried_polynomials(&self) -> &'static [PolynomialInConstraint] {
        Self::QUERIED
    }

    fn setup_polynomials(&self) -> &'static [PolyIdentifier] {
        &[]
    }

    fn variable_polynomials(&self) -> &'static [PolyIdentifier] {
        const WIRES: [PolyIdentifier; 4] = [
            PolyIdentifier::VariablesPolynomial(0),
            PolyIdentifier::VariablesPolynomial(1),
            PolyIdentifier::VariablesPolynomial(2),
            PolyIdentifier::VariablesPolynomial(3),
        ];
        &WIRES
    }

    // A custom gate is linear in its selector: the selector's commitment is scaled, everything else is opened.
    fn benefits_from_linearization(&self) -> bool {
        false
    }

    fn linearizes_over(&self) -> &'static [PolynomialInConstraint] {
        &[]
    }

    fn needs_opened_for_linearization(&self) -> &'static [PolynomialInConstraint] {
        &[]
    }

    fn num_quotient_terms(&self) -> usize {
        S::TERMS.len()
    }

    fn verify_on_row<'a>(&self, row: usize, storage: &AssembledPolynomialStorage<'a, Engine>, last_row: bool) -> Fr {
        let now = [0, 1, 2, 3].map(|i| storage.get_poly_at_step(PolyIdentifier::VariablesPolynomial(i), row));
        let next = [0, 1, 2, 3].map(|i| match S::NEXT[i] && !last_row {
            true => storage.get_poly_at_step(PolyIdentifier::VariablesPolynomial(i), row + 1),
            false => zero(),
        });
        let mut out = [zero(); MAX_TERMS];
        S::evaluate(&now, &next, &mut out[..S::TERMS.len()]);
        out.into_iter().find(|t| *t != zero()).unwrap_or_else(zero)
    }

    fn contribute_into_quotient<'a, 'b>(
        &self,
        domain_size: usize,
        storage: &mut AssembledPolynomialStorage<'a, Engine>,
        monomials: &AssembledPolynomialStorageForMonomialForms<'b, Engine>,
        challenges: &[Fr],
        omegas: &BitReversedOmegas<Fr>,
        _omegas_inv: &OmegasInvBitreversed<Fr>,
        worker: &Worker,
    ) -> Result<Polynomial<Fr, Values>, SynthesisError> {
        let (factor, coset) = (storage.lde_factor, Fr::multiplicative_generator());
        for query in Self::QUERIED {
            ensure_in_map_or_create(worker, *query, domain_size, omegas, factor, coset, monomials, storage)?;
        }
        let storage = &*storage;
        let values = |query| get_from_map_unchecked(query, storage).as_ref();
        let now = [0, 1, 2, 3].map(|i| values(wire(i, 0)));
        let next = [0, 1, 2, 3].map(|i| S::NEXT[i].then(|| values(wire(i, 1))));

        let mut result = vec![zero(); domain_size * factor];
        result.par_iter_mut().enumerate().with_min_len(1024).for_each(|(row, value)| {
            let now = now.map(|column| column[row]);
            let next = next.map(|column| column.map_or_else(zero, |c| c[row]));
            *value = combine::<S>(&now, &next, challenges);
        });
        Polynomial::from_values(result)
    }

    fn contribute_into_linearization<'a>(
        &self,
        _domain_size: usize,
        _at: Fr,
        _values: &HashMap<PolynomialInConstraint, Fr>,
        _monomials: &AssembledPolynomialStorageForMonomialForms<'a, Engine>,
        _challenges: &[Fr],
        _worker: &Worker,
    ) -> Result<Polynomial<Fr, Coefficients>, SynthesisError> {
        unreachable!("custom gates are linearised over their selector only")
    }

    fn contribute_into_verification_equation(
        &self,
        _domain_size: usize,
        _at: Fr,
        values: &HashMap<PolynomialInConstraint, Fr>,
        challenges: &[Fr],
    ) -> Result<Fr, SynthesisError> {
        let get = |query| values.get(&query).copied().ok_or(SynthesisError::AssignmentMissing);
        let mut now = [zero(); 4];
        let mut next = [zero(); 4];
        for i in 0..4 {
            now[i] = get(wire(i, 0))?;
            if S::NEXT[i] {
                next[i] = get(wire(i, 1))?;
            }
        }
        Ok(combine::<S>(&now, &next, challenges))
    }

    fn put_public_inputs_into_selector_id(&self) -> Option<usize> {
        None
    }

    fn box_clone(&self) -> Box<dyn GateInternal<Engine>> {
        Box::new(self.clone())
    }

    fn contribute_into_linearization_commitment(
        &self,
        _domain_size: usize,
        _at: Fr,
        _values: &HashMap<PolynomialInConstraint, Fr>,
        _commitments: &HashMap<PolyIdentifier, G1Affine>,
        _challenges: &[Fr],
    ) -> Result<G1, SynthesisError> {
        unreachable!("custom gates are linearised over their selector only")
    }
}

impl<S: GateSpec> Gate<Engine> for Custom<S> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::all;

    #[test]
    fn names_and_degrees_fit() {
        for (id, gate) in gates().into_iter().skip(1) {
            let info = &all()[usize::from(id.0)];
            assert_eq!((gate.name(), gate.num_quotient_terms()), (info.name, info.terms.len()));
            assert!(gate.degree() <= 4 && gate.setup_polynomials().is_empty());
            assert_eq!(gate.all_queried_polynomials().len(), 4 + info.next.iter().filter(|read| **read).count());
        }
    }
}
