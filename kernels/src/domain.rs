//! The points of a transform.

use crate::Fr;
use ark_ff::{FftField, Field, One};

/// The powers of `w = Fr::get_root_of_unity(2^log_n)`, with the factors that transforms need.
#[derive(Clone)]
pub struct Domain {
    log_size: u32,
    generator: Fr,
    size_inverse: Fr,
    /// `w^reverse(i)` for `i < n / 2`, where `reverse` turns around `log_n - 1` bits. Every level of a transform reads
    /// a prefix of this table from its start on, whatever the size.
    pub(crate) twiddles: Vec<Fr>,
}

impl Domain {
    /// The largest `log_n` for which the field has roots of unity.
    pub const MAX_LOG_SIZE: u32 = Fr::TWO_ADICITY;

    /// The domain of size `2^log_n`; none above [`Domain::MAX_LOG_SIZE`]. Takes 16 bytes a point.
    pub fn new(log_n: u32) -> Option<Self> {
        if log_n > Self::MAX_LOG_SIZE {
            return None;
        }
        let size = 1u64 << log_n;
        let generator = Fr::get_root_of_unity(size)?;
        let mut twiddles = Vec::with_capacity(size as usize / 2);
        if log_n > 0 {
            twiddles.push(Fr::one());
            // The second half of each prefix is the first half times w^(n / 4), w^(n / 8), ..
            for bit in (0..log_n - 1).rev() {
                let factor = generator.pow([1u64 << bit]);
                for i in 0..twiddles.len() {
                    twiddles.push(twiddles[i] * factor);
                }
            }
        }
        let size_inverse = Fr::from(size).inverse()?;
        Some(Self { log_size: log_n, generator, size_inverse, twiddles })
    }

    /// Number of points, `2^log_n`.
    pub fn size(&self) -> usize {
        1 << self.log_size
    }

    /// `log_n`.
    pub fn log_size(&self) -> u32 {
        self.log_size
    }

    /// `w`, a primitive root of unity of order [`Domain::size`].
    pub fn generator(&self) -> Fr {
        self.generator
    }

    /// `1 / n`.
    pub fn size_inverse(&self) -> Fr {
        self.size_inverse
    }
}

impl std::fmt::Debug for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Domain").field("log_size", &self.log_size).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twiddles_are_powers_in_reversed_order() {
        assert!(Domain::new(29).is_none());
        assert_eq!(Domain::new(0).unwrap().generator(), Fr::one());
        for log_n in 1..8 {
            let domain = Domain::new(log_n).unwrap();
            assert_eq!(domain.size(), 1 << log_n);
            assert_eq!(domain.generator().pow([1u64 << (log_n - 1)]), -Fr::one());
            assert_eq!(domain.size_inverse() * Fr::from(1u64 << log_n), Fr::one());
            assert_eq!(domain.twiddles.len(), 1 << (log_n - 1));
            for (i, twiddle) in domain.twiddles.iter().enumerate() {
                let reversed = if log_n == 1 { 0 } else { (i as u64).reverse_bits() >> (64 - (log_n - 1)) };
                assert_eq!(*twiddle, domain.generator().pow([reversed]));
            }
        }
    }
}
