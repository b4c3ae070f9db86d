//! The custom gates of a row, in one sum.

use crate::gates::registry::{all, GateInfo};
use crate::gates::MAX_TERMS;
use crate::plonk::shape::{SELECTORS, WIRES};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup, Field};

/// The custom gates, each term with its power of `alpha`.
pub(super) struct CustomGates {
    gates: Vec<(&'static GateInfo, Vec<Fr>)>,
}

impl CustomGates {
    /// How many powers of `alpha` all gates take, the main gate's one left out.
    pub(super) fn terms() -> usize {
        all()[1..].iter().map(|gate| gate.terms.len()).sum()
    }

    /// With `alpha^1` for the first term of the first custom gate.
    pub(super) fn new(alpha: Fr) -> Self {
        let mut power = Fr::ONE;
        let mut next = || {
            power *= alpha;
            power
        };
        Self { gates: all()[1..].iter().map(|gate| (gate, gate.terms.iter().map(|_| next()).collect())).collect() }
    }

    /// The sum of selector times terms over all gates.
    #[inline]
    pub(super) fn evaluate(&self, now: &[Fr; WIRES], next: &[Fr; WIRES], selectors: &[Fr; SELECTORS]) -> Fr {
        let mut terms = [Fr::ZERO; MAX_TERMS];
        let mut sum = Fr::ZERO;
        for (gate, powers) in &self.gates {
            let Some(selector) = gate.selector else { continue };
            (gate.native)(now, next, &[], &mut terms[..powers.len()]);
            let value: Fr = terms.iter().zip(powers).map(|(term, power)| *term * power).sum();
            sum += value * selector.evaluate(selectors[selector.column]);
        }
        sum
    }
}
