//! Transforms: decimation in time from natural order to reversed order, then reversal.
//!
//! At level l the polynomial is known modulo `X^(n / 2^l) - c^2` in each of 2^l blocks, and a block splits into its
//! residues modulo `X^(n / 2^(l + 1)) - c` and `+ c`, where `c = w^reverse(k)` for block k. So a whole block shares one
//! factor, all levels read the same table, and the first block of each level needs no product at all.

mod butterfly;
mod coset;
#[cfg(target_arch = "x86_64")]
mod lanes;
mod reversal;

use crate::{
    arithmetic::{Arithmetic, Residue},
    Domain, Fr,
};
use ark_bn254::FrConfig;
use ark_ff::One;
use butterfly::{blocks, quarter, split};
use coset::Coset;

/// Elements of a block that stays in the first-level cache (32 KiB) for all further levels.
const LOG_LEAF: u32 = 10;

/// Size from which on each level has two groups of eight butterflies that can go side by side. Then all levels run in
/// lanes, as elements have another range there.
const LEAST_LOG_IN_LANES: u32 = 8;

type Scalar<A> = Residue<FrConfig, A>;

/// Coefficients to values, on the coset of `shift` if there is one.
pub(crate) fn forward<A: Arithmetic>(domain: &Domain, shift: Option<Fr>, values: &mut [Fr]) {
    assert_eq!(values.len(), domain.size(), "as many values as points in the domain");
    if A::IN_LANES && domain.log_size() < LEAST_LOG_IN_LANES {
        return forward::<A::Alone>(domain, shift, values);
    }
    match shift {
        None => Plain { domain }.descend::<A>(values, 0, 0),
        Some(shift) => Coset::new::<A>(domain, shift).descend::<A>(values, 0, 0),
    }
    reversal::reverse(values, domain.log_size(), |x| Scalar::<A>::new(&x).reduced().element());
}

/// Values to coefficients; coefficient i is multiplied by the i-th power of `factor` if there is one.
pub(crate) fn inverse<A: Arithmetic>(domain: &Domain, factor: Option<Fr>, values: &mut [Fr]) {
    assert_eq!(values.len(), domain.size(), "as many values as points in the domain");
    if A::IN_LANES && domain.log_size() < LEAST_LOG_IN_LANES {
        return inverse::<A::Alone>(domain, factor, values);
    }
    // The inverse takes the powers of 1 / w: the values of the forward transform, backwards, over n.
    Plain { domain }.descend::<A>(values, 0, 0);
    reversal::reverse(values, domain.log_size(), |x| x);
    values[1..].reverse();
    multiply_by_powers::<A>(values, domain.size_inverse(), factor.unwrap_or_else(Fr::one));
}

/// A way through the levels.
trait Descend {
    fn domain(&self) -> &Domain;
    /// The factors of level `level`, by block.
    fn twiddles(&self, level: u32) -> &[Fr];
    /// Whether the factor of each first block is one.
    const STARTS_WITH_ONE: bool;
    /// What is done to a block once it is a leaf.
    fn enter_leaf<A: Arithmetic>(&self, block: &mut [Fr]);

    /// Transforms block `k` of `level`, depth first, so that most levels run in a cache.
    fn descend<A: Arithmetic>(&self, block: &mut [Fr], level: u32, k: usize) {
        let log = self.domain().log_size() - level;
        if log <= LOG_LEAF {
            self.enter_leaf::<A>(block);
            return leaf::<A>(block, log, k, &self.domain().twiddles);
        }
        let one = Self::STARTS_WITH_ONE && k == 0;
        // Two levels at a time, with a single one first if the number of levels is odd.
        let levels = 1 + (log - LOG_LEAF + 1) % 2;
        if levels == 1 {
            split::<A>(block, if one { None } else { Some(&self.twiddles(level)[k]) });
        } else {
            let next = self.twiddles(level + 1);
            quarter::<A>(block, &self.twiddles(level)[k], &next[2 * k], &next[2 * k + 1], one);
        }
        let parts = 1 << levels;
        let size = block.len() / parts;
        for (i, part) in block.chunks_exact_mut(size).enumerate() {
            self.descend::<A>(part, level + levels, k * parts + i);
        }
    }
}

/// All levels of a block of 2^log elements, which is block `k` of its level.
fn leaf<A: Arithmetic>(block: &mut [Fr], log: u32, k: usize, twiddles: &[Fr]) {
    let mut level = log % 2;
    if level == 1 {
        split::<A>(block, if k == 0 { None } else { Some(&twiddles[k]) });
    }
    while level < log {
        blocks::<A>(block, log - level, k << level, twiddles);
        level += 2;
    }
}

/// The domain itself.
struct Plain<'a> {
    domain: &'a Domain,
}

impl Descend for Plain<'_> {
    const STARTS_WITH_ONE: bool = true;

    fn domain(&self) -> &Domain {
        self.domain
    }

    fn twiddles(&self, _level: u32) -> &[Fr] {
        &self.domain.twiddles
    }

    fn enter_leaf<A: Arithmetic>(&self, _block: &mut [Fr]) {}
}

/// Elements of representatives below `2 p`.
#[cfg(target_arch = "x86_64")]
fn canonical<A: Arithmetic>(values: &mut [Fr]) {
    values.iter_mut().for_each(|value| *value = Scalar::<A>::new(value).element());
}

/// `values[i] = values[i] first ratio^i`, fully reduced.
fn multiply_by_powers<A: Arithmetic>(values: &mut [Fr], first: Fr, ratio: Fr) {
    #[cfg(target_arch = "x86_64")]
    if A::IN_LANES {
        let mut power = first;
        let powers = std::array::from_fn(|_| {
            let this = power;
            power *= ratio;
            this
        });
        // SAFETY: with such an `A`, the processor has the instructions.
        unsafe { lanes::multiply_by_powers(values, &powers, &ark_ff::Field::pow(&ratio, [powers.len() as u64])) };
        return canonical::<A>(values);
    }
    if ratio.is_one() {
        let first = Scalar::<A>::new(&first);
        for value in values {
            *value = (Scalar::new(value).reduced() * first).element();
        }
        return;
    }
    // Four powers advance side by side: a product has to wait for the one before it.
    const CHAINS: usize = 4;
    let ratio = Scalar::<A>::new(&ratio);
    let mut powers = [Scalar::<A>::new(&first); CHAINS];
    for i in 1..CHAINS {
        powers[i] = ratio * powers[i - 1];
    }
    let step = ratio.square().square();
    for chunk in values.chunks_mut(CHAINS) {
        for (value, power) in chunk.iter_mut().zip(&mut powers) {
            *value = (Scalar::new(value).reduced() * *power).element();
            *power = *power * step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{arithmetic::Portable, Cpu, Fft};

    /// The tests beside the crate see only what this processor is found to have.
    #[test]
    fn all_arithmetic_gives_the_same() {
        for log in 0..14 {
            check::<Portable>(log);
            #[cfg(target_arch = "x86_64")]
            if crate::arithmetic::Adx::detected() {
                check::<crate::arithmetic::Adx>(log);
            }
        }
    }

    fn check<A: Arithmetic>(log: u32) {
        let domain = Domain::new(log).unwrap();
        let values: Vec<Fr> = (0..1u64 << log).map(|i| Fr::from(i * i + 7)).collect();
        let shift = Fr::from(5);
        let (mut plain, mut coset) = (values.clone(), values.clone());
        let (mut cpu_plain, mut cpu_coset) = (values.clone(), values.clone());
        forward::<A>(&domain, None, &mut plain);
        forward::<A>(&domain, Some(shift), &mut coset);
        Cpu.fft(&domain, &mut cpu_plain);
        Cpu.coset_fft(&domain, shift, &mut cpu_coset);
        assert!(plain == cpu_plain && coset == cpu_coset, "2^{log}");
        inverse::<A>(&domain, None, &mut plain);
        Cpu.coset_ifft(&domain, shift, &mut coset);
        assert!(plain == values && coset == values, "2^{log}");
    }

    /// Columns whose sums and differences are at the ends of the range: 0, 1 and p - 1 in all patterns of some length.
    #[test]
    fn ends_of_the_range() {
        let ends = [Fr::from(0), Fr::from(1), Fr::from(-1)];
        let domain = Domain::new(9).unwrap();
        for pattern in 0..3usize.pow(5) {
            let values: Vec<Fr> = (0..512).map(|i| ends[pattern / 3usize.pow(i % 5) % 3]).collect();
            let (mut portable, mut cpu) = (values.clone(), values.clone());
            forward::<Portable>(&domain, None, &mut portable);
            Cpu.fft(&domain, &mut cpu);
            assert_eq!(portable, cpu);
            Cpu.ifft(&domain, &mut cpu);
            assert_eq!(cpu, values);
        }
    }
}
