//! From the polynomials of a gate to bellman's `GateInternal`.

use super::ring::{add, mul, Ring};
use crate::field::{zero, Engine, Fr};
use bellman_ce::pairing::bn256::{G1Affine, G1};
use bellman_ce::pairing::ff::PrimeField;
use bellman_ce::plonk::better_better_cs::cs::{
    ensure_in_map_or_create, get_from_map_unchecked, AssembledPolynomialStorage,
    AssembledPolynomialStorageForMonomialForms, Gate, GateInternal, PolyIdentifier, PolynomialInConstraint,
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

/// A custom gate: the polynomials that vanish on each of its rows. Declared with `declare_gate!`.
pub trait GateSpec: 'static + Send + Sync + Copy {
    /// Unique name, also the identifier of the gate's selector.
    const NAME: &'static str;
    /// The gate's setup polynomials (one constant a row each).
    const SETUP: &'static [PolyIdentifier];
    /// Everything that [`GateSpec::evaluate`] reads: wires, wires of the next row, setup polynomials.
    const QUERIED: &'static [PolynomialInConstraint];
    /// Which wires of the next row are read.
    const NEXT: [bool; 4];
    /// What each polynomial means, in order.
    const TERMS: &'static [&'static str];
    /// The highest degree of a polynomial in wires and setup values together: at most 4.
    const DEGREE: usize;
    /// Writes the value of each polynomial into `out` (as many as [`GateSpec::TERMS`]). `now` and `next` are the wires of
    /// this row and the next, `setup` this row's constants. Wires that are not queried read as 0.
    fn evaluate<R: Ring>(now: &[R; 4], next: &[R; 4], setup: &[R], out: &mut [R]);
}

/// The ids of `N` setup polynomials from `first` on.
pub const fn setup_ids<const N: usize>(name: &'static str, first: usize) -> [PolyIdentifier; N] {
    let mut ids = [PolyIdentifier::LookupSelector; N];
    let mut i = 0;
    while i < N {
        ids[i] = PolyIdentifier::GateSetupPolynomial(name, first + i);
        i += 1;
    }
    ids
}

/// How many polynomials a gate queries.
pub const fn queried_len(setups: usize, next: [bool; 4]) -> usize {
    4 + setups + next[0] as usize + next[1] as usize + next[2] as usize + next[3] as usize
}

/// The queries of a gate: the wires, then its setup polynomials, then the wires of the next row.
pub const fn queried_ids<const N: usize>(setup: &[PolyIdentifier], next: [bool; 4]) -> [PolynomialInConstraint; N] {
    let mut ids = [PolynomialInConstraint::from_id(PolyIdentifier::LookupSelector); N];
    let mut n = 0;
    while n < 4 {
        ids[n] = PolynomialInConstraint::from_id(PolyIdentifier::VariablesPolynomial(n));
        n += 1;
    }
    let mut i = 0;
    while i < setup.len() {
        ids[n] = PolynomialInConstraint::from_id(setup[i]);
        n += 1;
        i += 1;
    }
    let mut i = 0;
    while i < 4 {
        if next[i] {
            ids[n] = PolynomialInConstraint::from_id_and_dilation(PolyIdentifier::VariablesPolynomial(i), 1);
            n += 1;
        }
        i += 1;
    }
    ids
}

/// Declares a custom gate: its type and its [`GateSpec`].
///
/// ```text
/// declare_gate! {
///     /// `a` is a bit.
///     pub struct BooleanGate;
///     name: "zelkova boolean",
///     first_index: 190, setups: 0,          // indices of the setup polynomials; no other gate may use them
///     next: [false, false, false, false],   // wires of the next row that are read
///     degree: 2,                            // at most 4
///     terms: ["a is a bit"],
///     evaluate(now, next, setup, out) { out[0] = sub(square(now[0]), now[0]); }
/// }
/// ```
macro_rules! declare_gate {
    (
        $(#[$doc:meta])* pub struct $gate:ident;
        name: $name:expr,
        first_index: $first:expr, setups: $setups:expr,
        next: $next:expr,
        degree: $degree:expr,
        terms: [$($term:expr),+ $(,)?],
        evaluate($now:ident, $nxt:ident, $setup:ident, $out:ident) $body:block
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $gate;

        impl $crate::gates::GateSpec for $gate {
            const NAME: &'static str = $name;
            const SETUP: &'static [bellman_ce::plonk::better_better_cs::cs::PolyIdentifier] =
                &$crate::gates::setup_ids::<{ $setups }>($name, $first);
            const QUERIED: &'static [bellman_ce::plonk::better_better_cs::cs::PolynomialInConstraint] =
                &$crate::gates::queried_ids::<{ $crate::gates::queried_len($setups, $next) }>(
                    &$crate::gates::setup_ids::<{ $setups }>($name, $first),
                    $next,
                );
            const NEXT: [bool; 4] = $next;
            const TERMS: &'static [&'static str] = &[$($term),+];
            const DEGREE: usize = $degree;
            #[inline]
            #[allow(unused_variables, reason = "not every gate reads the next row or has constants")]
            fn evaluate<R: $crate::gates::Ring>(
                $now: &[R; 4],
                $nxt: &[R; 4],
                $setup: &[R],
                $out: &mut [R],
            ) $body
        }
    };
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

/// Most polynomials of one gate; keeps evaluation free of allocation.
pub const MAX_TERMS: usize = 8;
/// Most setup polynomials of one gate.
pub const MAX_SETUPS: usize = 8;

/// `sum challenges[i] * term[i]` on one row.
#[inline]
pub fn combine<S: GateSpec, R: Ring>(now: &[R; 4], next: &[R; 4], setup: &[R], challenges: &[R]) -> R {
    let mut out = [R::integer(0); MAX_TERMS];
    S::evaluate(now, next, setup, &mut out[..S::TERMS.len()]);
    challenges.iter().zip(&out).fold(R::integer(0), |sum, (c, t)| add(sum, mul(*c, *t)))
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
        S::QUERIED
    }

    fn setup_polynomials(&self) -> &'static [PolyIdentifier] {
        S::SETUP
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
        let setup: Vec<Fr> = S::SETUP.iter().map(|id| storage.get_poly_at_step(*id, row)).collect();
        let mut out = [zero(); MAX_TERMS];
        S::evaluate(&now, &next, &setup, &mut out[..S::TERMS.len()]);
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
        for query in S::QUERIED {
            ensure_in_map_or_create(worker, *query, domain_size, omegas, factor, coset, monomials, storage)?;
        }
        let storage = &*storage;
        let values = |query| get_from_map_unchecked(query, storage).as_ref();
        let now = [0, 1, 2, 3].map(|i| values(wire(i, 0)));
        let next = [0, 1, 2, 3].map(|i| S::NEXT[i].then(|| values(wire(i, 1))));
        let setup: Vec<&[Fr]> = S::SETUP.iter().map(|id| values(PolynomialInConstraint::from_id(*id))).collect();

        let mut result = vec![zero(); domain_size * factor];
        result.par_iter_mut().enumerate().with_min_len(1024).for_each(|(row, value)| {
            let mut constants = [zero(); MAX_SETUPS];
            for (constant, column) in constants.iter_mut().zip(&setup) {
                *constant = column[row];
            }
            let now = now.map(|column| column[row]);
            let next = next.map(|column| column.map_or_else(zero, |c| c[row]));
            *value = combine::<S, Fr>(&now, &next, &constants[..setup.len()], challenges);
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
        let setup =
            S::SETUP.iter().map(|id| get(PolynomialInConstraint::from_id(*id))).collect::<Result<Vec<Fr>, _>>()?;
        Ok(combine::<S, Fr>(&now, &next, &setup, challenges))
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
