//! Transforms to a coset without a pass of their own for the powers of its shift.

use super::{multiply_by_powers, Descend, Scalar, LOG_LEAF};
use crate::{arithmetic::Arithmetic, Domain, Fr};
use ark_bn254::FrConfig;
use ark_ff::{Field, One};

/// The coset of `shift`.
///
/// On it a block of level l splits modulo `X^h - c shift^h`, `h = n / 2^(l + 1)`. Down to leaves there are few factors,
/// and they take up the powers of the shift. Coefficient j of a leaf is then multiplied by `shift^j`: one product an
/// element, where powers over the whole length would take two.
pub(super) struct Coset<'a> {
    domain: &'a Domain,
    twiddles: Vec<Vec<Fr>>,
    powers: Vec<Fr>,
}

impl<'a> Coset<'a> {
    pub(super) fn new<A: Arithmetic>(domain: &'a Domain, shift: Fr) -> Self {
        let log_leaf = domain.log_size().min(LOG_LEAF);
        let mut powers = vec![Fr::one(); 1 << log_leaf];
        multiply_by_powers::<A>(&mut powers, Fr::one(), shift);
        let levels = domain.log_size() - log_leaf;
        let twiddles = (0..levels)
            .map(|level| {
                let factor = shift.pow([1u64 << (domain.log_size() - level - 1)]);
                domain.twiddles[..1 << level].iter().map(|twiddle| *twiddle * factor).collect()
            })
            .collect();
        Self { domain, twiddles, powers }
    }
}

impl Descend for Coset<'_> {
    const STARTS_WITH_ONE: bool = false;

    fn domain(&self) -> &Domain {
        self.domain
    }

    fn twiddles(&self, level: u32) -> &[Fr] {
        &self.twiddles[level as usize]
    }

    fn enter_leaf<A: Arithmetic>(&self, block: &mut [Fr]) {
        #[cfg(target_arch = "x86_64")]
        if A::IN_LANES {
            // SAFETY: with such an `A`, the processor has the instructions.
            return unsafe { super::lanes::multiply(block, &self.powers) };
        }
        for (value, power) in block.iter_mut().zip(&self.powers) {
            *value = (Scalar::<A>::new(value) * crate::arithmetic::Residue::<FrConfig, A>::new(power)).element();
        }
    }
}
