//! Values at the challenge, and the two opening proofs.

use super::fixed::Fixed;
use super::row::Combination;
use super::values::{divide_by_root, linear_combination, Coefficients};
use crate::gates::all;
use crate::plonk::control::{Cancel, Cancelled};
use crate::plonk::words::{setup_offset, Layout};
use ark_bn254::Fr;
use ark_ff::{AdditiveGroup as _, Field as _};
use rayon::prelude::*;
use zelkova_kernels::Domain;

/// What is opened, the witness apart.
pub struct Openings<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// The columns of the key.
    pub fixed: &'a Fixed<'a>,
    /// The identities.
    pub combination: &'a Combination,
    /// Stops the work.
    pub cancel: &'a Cancel,
    /// The point.
    pub z: Fr,
}

/// The opened values.
pub struct Values {
    quotient: Fr,
    wires: [Fr; 4],
    /// In the order of [`Layout::next_wires`].
    next: Vec<Fr>,
    /// In the order of [`Layout::setups`].
    setups: Vec<Fr>,
    selector: Fr,
    sigmas: [Fr; 3],
    grand_next: Fr,
    linearisation: Fr,
}

impl Values {
    /// In the order of the proof.
    pub fn words(&self) -> Vec<Fr> {
        let mut words = vec![self.quotient];
        words.extend(self.wires);
        words.extend(&self.next);
        words.extend(&self.setups);
        words.push(self.selector);
        words.extend(self.sigmas);
        words.extend([self.grand_next, self.linearisation]);
        words
    }
}

impl Openings<'_> {
    fn next_point(&self) -> Fr {
        self.z * self.domain.generator()
    }

    /// `z^n`.
    fn power(&self) -> Fr {
        self.z.pow([self.domain.size() as u64])
    }

    /// The columns of the setup polynomials that are opened, in the order of the layout.
    fn opened_setups(layout: &Layout) -> Vec<usize> {
        // The layout lists a gate's polynomials in the gate's order, all of them.
        let mut used = vec![0; all().len()];
        let mut column = |gate: usize| {
            used[gate] += 1;
            setup_offset(gate) + used[gate] - 1
        };
        layout.setups.iter().map(|(gate, _)| column(*gate)).collect()
    }

    fn key(&self, column: usize) -> Coefficients<'_> {
        Coefficients::Key(self.fixed.coefficients(column))
    }

    /// Evaluates what the proof opens.
    pub fn values(&self, wires: &[Vec<Fr>], grand: &[Fr], parts: &[Vec<Fr>]) -> Result<Values, Cancelled> {
        let (layout, numbers) = (Layout::get(), self.fixed.numbers);
        let at = |polynomial: Coefficients<'_>, point: Fr| self.cancel.check().map(|()| polynomial.evaluate(point));
        let native = |column: &Vec<Fr>, point: Fr| at(Coefficients::Native(column), point);
        let (z, next_point) = (self.z, self.next_point());

        let parts = parts.par_iter().map(|part| native(part, z)).collect::<Result<Vec<_>, _>>()?;
        let quotient = parts.into_iter().rev().fold(Fr::ZERO, |sum, part| sum * self.power() + part);
        let now = wires.par_iter().map(|wire| native(wire, z)).collect::<Result<Vec<_>, _>>()?;
        let next =
            layout.next_wires.par_iter().map(|wire| native(&wires[*wire], next_point)).collect::<Result<_, _>>()?;
        let setups = Self::opened_setups(&layout);
        let setups = setups.into_par_iter().map(|column| at(self.key(column), z)).collect::<Result<_, _>>()?;
        let [s0, s1, s2] = [0, 1, 2].map(|wire| at(self.key(numbers.sigma(wire)), z));
        let mut values = Values {
            quotient,
            wires: std::array::from_fn(|wire| now[wire]),
            next,
            setups,
            selector: at(self.key(numbers.selector(0)), z)?,
            sigmas: [s0?, s1?, s2?],
            grand_next: at(Coefficients::Native(grand), next_point)?,
            linearisation: Fr::ZERO,
        };
        values.linearisation = self.linearisation(&values);
        Ok(values)
    }

    /// `(z^n - 1) w^i / (n (z - w^i))`.
    fn lagrange(&self, index: usize) -> Fr {
        let root = self.domain.generator().pow([index as u64]);
        let divisor = (self.z - root) * Fr::from(self.domain.size() as u64);
        // z is a root of unity with probability n / p; then no proof of this witness exists.
        (self.power() - Fr::ONE) * root * divisor.inverse().unwrap_or(Fr::ZERO)
    }

    /// The product over the first three wires of `wire + beta sigma + gamma`.
    fn right_product(&self, values: &Values) -> Fr {
        let Combination { beta, gamma, .. } = *self.combination;
        let factors = values.wires.iter().zip(&values.sigmas);
        factors.map(|(wire, sigma)| *wire + beta * sigma + gamma).product()
    }

    /// `r(z)`, from the equation that defines the quotient.
    fn linearisation(&self, values: &Values) -> Fr {
        let Combination { gamma, alpha_product, alpha_first, ref inputs, .. } = *self.combination;
        let inputs: Fr = inputs.iter().enumerate().map(|(i, input)| self.lagrange(i) * input).sum();
        values.quotient * (self.power() - Fr::ONE) - values.selector * inputs
            + alpha_product * values.grand_next * self.right_product(values) * (values.wires[3] + gamma)
            + alpha_first * self.lagrange(0)
    }

    /// The scales of the columns in `[r]`.
    fn linearisation_terms(&self, values: &Values) -> (Vec<(usize, Fr)>, Fr) {
        let combination = self.combination;
        let (layout, numbers) = (Layout::get(), self.fixed.numbers);
        let mut next = [Fr::ZERO; 4];
        for (wire, value) in layout.next_wires.iter().zip(&values.next) {
            next[*wire] = *value;
        }
        let [a, b, c, d] = values.wires;
        let main = [a, b, c, d, a * b, a * c, Fr::ONE, next[3]].map(|scale| scale * values.selector);
        let mut terms: Vec<(usize, Fr)> = main.into_iter().enumerate().collect();
        for (index, gate) in combination.gates.iter().enumerate().skip(1) {
            let opened = layout.setups.iter().zip(&values.setups).filter(|((owner, _), _)| *owner == index);
            let constants: Vec<Fr> = opened.map(|(_, value)| *value).collect();
            terms.push((gate.selector, (gate.gate.combine)(&values.wires, &next, &constants, &gate.powers)));
        }
        let last = combination.alpha_product * combination.beta * values.grand_next * self.right_product(values);
        terms.push((numbers.sigma(3), -last));

        let factors = values.wires.iter().zip(combination.shifts);
        let left: Fr =
            factors.map(|(wire, shift)| *wire + combination.beta * shift * self.z + combination.gamma).product();
        (terms, combination.alpha_product * left + combination.alpha_first * self.lagrange(0))
    }

    /// The quotients `W_z` and `W_zw`.
    pub fn divide(
        &self,
        wires: &[Vec<Fr>],
        grand: Vec<Fr>,
        parts: Vec<Vec<Fr>>,
        values: &Values,
        v: Fr,
    ) -> Result<Vec<Vec<Fr>>, Cancelled> {
        let (layout, numbers) = (Layout::get(), self.fixed.numbers);
        let mut power = Fr::ONE;
        let mut next_power = || {
            power *= v;
            power
        };
        let powers_of_z = std::iter::successors(Some(Fr::ONE), |power| Some(*power * self.power()));
        let mut at_z: Vec<(Coefficients<'_>, Fr)> =
            parts.iter().map(|part| Coefficients::Native(part)).zip(powers_of_z).collect();
        let scale = next_power();
        let (terms, grand_scale) = self.linearisation_terms(values);
        at_z.extend(terms.into_iter().map(|(column, factor)| (self.key(column), factor * scale)));
        at_z.push((Coefficients::Native(&grand), grand_scale * scale));
        at_z.extend(wires.iter().map(|wire| (Coefficients::Native(wire), next_power())));
        let opened = Self::opened_setups(&layout).into_iter().chain([numbers.selector(0)]);
        let opened = opened.chain((0..3).map(|wire| numbers.sigma(wire)));
        at_z.extend(opened.map(|column| (self.key(column), next_power())));

        let mut at_next = vec![(Coefficients::Native(&grand), next_power())];
        at_next.extend(layout.next_wires.iter().map(|wire| (Coefficients::Native(&wires[*wire]), next_power())));

        let size = self.domain.size();
        let combined = [(at_z, self.z), (at_next, self.next_point())].map(|(terms, point)| {
            self.cancel.check()?;
            Ok((linear_combination(size, &terms), point))
        });
        let mut combined = combined.into_iter().collect::<Result<Vec<_>, Cancelled>>()?;
        combined.par_iter_mut().for_each(|(polynomial, point)| divide_by_root(polynomial, *point));
        Ok(combined.into_iter().map(|(polynomial, _)| polynomial).collect())
    }
}
