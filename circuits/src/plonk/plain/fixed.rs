//! The polynomials of the key: gates' constants, selectors, the copy permutation.

use crate::convert::to_ark;
use crate::field::{self, Engine};
use crate::gates::{all, Gates};
use crate::plonk::cache::{Column, CosetCache};
use crate::plonk::control::{Cancel, Cancelled};
use ark_bn254::Fr;
use ark_ff::{FftField as _, Field as _};
use bellman_ce::plonk::better_better_cs::cs::Setup;
use rayon::prelude::*;
use zelkova_kernels::{Cpu, Domain, Fft as _};

/// Cosets on which the quotient is computed: it has four parts of the domain's size.
pub const COSETS: usize = 4;

/// Numbers the columns of all gates' constants, then of the selectors, then of the permutation.
#[derive(Clone, Copy)]
pub struct Numbers {
    /// How many constants all gates have together.
    pub constants: usize,
    /// How many gates there are.
    pub gates: usize,
}

impl Numbers {
    /// Those of the registered gates.
    pub fn get() -> Self {
        Self { constants: all().iter().map(|gate| gate.setups).sum(), gates: all().len() }
    }

    /// The selector of a gate.
    pub fn selector(self, gate: usize) -> usize {
        self.constants + gate
    }

    /// The permutation polynomial of a wire.
    pub fn sigma(self, wire: usize) -> usize {
        self.constants + self.gates + wire
    }

    /// How many columns there are.
    pub fn count(self) -> usize {
        self.sigma(4)
    }

    /// Columns to keep: all on each coset, and the permutation on the domain itself.
    pub fn kept(self) -> usize {
        COSETS * self.count() + 4
    }
}

/// The polynomials of a key and their values.
pub struct Fixed<'a> {
    setup: &'a Setup<Engine, Gates>,
    cache: &'a CosetCache,
    domain: &'a Domain,
    /// The numbers of the columns.
    pub numbers: Numbers,
}

impl<'a> Fixed<'a> {
    /// The polynomials of a key.
    pub fn new(setup: &'a Setup<Engine, Gates>, cache: &'a CosetCache, domain: &'a Domain) -> Self {
        Self { setup, cache, domain, numbers: Numbers::get() }
    }

    /// The coefficients of a column.
    pub fn coefficients(&self, column: usize) -> &'a [field::Fr] {
        let Numbers { constants, gates } = self.numbers;
        let polynomial = if column < constants {
            &self.setup.gate_setup_monomials[column]
        } else if column < constants + gates {
            &self.setup.gate_selectors_monomials[column - constants]
        } else {
            &self.setup.permutation_monomials[column - constants - gates]
        };
        polynomial.as_ref()
    }

    /// The values of a column on a coset.
    pub fn on_coset(&self, column: usize, coset: usize) -> Column<'a> {
        self.cache.column(coset * self.numbers.count() + column, || {
            let mut values = self.native(column);
            Cpu.coset_fft(self.domain, coset_shift(self.domain, coset), &mut values);
            values
        })
    }

    /// The values of the four permutation polynomials on the domain.
    pub fn sigmas(&self, cancel: &Cancel) -> Result<Vec<Column<'a>>, Cancelled> {
        let sigma = |wire: usize| {
            cancel.check()?;
            Ok(self.cache.column(COSETS * self.numbers.count() + wire, || {
                let mut values = self.native(self.numbers.sigma(wire));
                Cpu.fft(self.domain, &mut values);
                values
            }))
        };
        (0..4).into_par_iter().map(sigma).collect()
    }

    fn native(&self, column: usize) -> Vec<Fr> {
        self.coefficients(column).iter().map(|x| to_ark(*x)).collect()
    }
}

/// Coset number `i` is `g mu^i` times the domain, `mu` of order `4n`, so that `X^n` is another constant on each.
pub fn coset_shift(domain: &Domain, coset: usize) -> Fr {
    let mut mu = Fr::TWO_ADIC_ROOT_OF_UNITY;
    for _ in domain.log_size() + COSETS.ilog2()..Fr::TWO_ADICITY {
        mu.square_in_place();
    }
    Fr::GENERATOR * mu.pow([coset as u64])
}
