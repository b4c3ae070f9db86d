//! Memory for what depends on a key alone: the fixed polynomials' values on the quotient's cosets.

use super::coset;
use crate::plonk::control::{Cancel, Cancelled};
use crate::plonk::words::{FIXED, QUOTIENT_PARTS};
use ark_bn254::Fr;
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use zelkova_kernels::{Cpu, Domain, Fft};

/// How much memory the provers of one process may keep between proofs, in bytes. First come, first served; what does not
/// fit is computed again for every proof.
#[derive(Debug)]
pub struct CacheBudget {
    left: AtomicUsize,
}

impl CacheBudget {
    /// Enough for all fixed polynomials of one circuit of 2^18 rows (720 MiB) and some smaller ones.
    pub const DEFAULT: usize = 1 << 30;

    /// A budget of so many bytes; 0 keeps nothing.
    pub fn new(bytes: usize) -> Arc<Self> {
        Arc::new(Self { left: AtomicUsize::new(bytes) })
    }

    /// What is left, in bytes.
    pub fn left(&self) -> usize {
        self.left.load(Ordering::Relaxed)
    }

    fn take(&self, bytes: usize) -> bool {
        let less = |left: usize| left.checked_sub(bytes);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    fn give_back(&self, bytes: usize) {
        self.left.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Values of one key's fixed polynomials on the cosets, computed when they are first needed.
#[derive(Debug)]
pub(crate) struct CosetCache {
    budget: Arc<CacheBudget>,
    columns: Vec<OnceLock<Vec<Fr>>>,
}

/// A column that is kept, or one that goes away after use.
pub(super) enum Column<'a> {
    /// Kept.
    Kept(&'a [Fr]),
    /// Not kept.
    Fresh(Vec<Fr>),
}

impl std::ops::Deref for Column<'_> {
    type Target = [Fr];

    fn deref(&self) -> &[Fr] {
        match self {
            Self::Kept(values) => values,
            Self::Fresh(values) => values,
        }
    }
}

impl CosetCache {
    /// Room for one key, which takes its memory from the budget.
    pub(crate) fn new(budget: Arc<CacheBudget>) -> Self {
        Self { budget, columns: (0..FIXED * QUOTIENT_PARTS).map(|_| OnceLock::new()).collect() }
    }

    /// The values of the key's fixed polynomials on coset number `index`.
    pub(super) fn on_coset(
        &self,
        domain: &Domain,
        fixed: &[Vec<Fr>],
        index: usize,
        cancel: &Cancel,
    ) -> Result<Vec<Column<'_>>, Cancelled> {
        let column = |(number, polynomial): (usize, &Vec<Fr>)| {
            self.column(index * FIXED + number, || {
                cancel.check()?;
                let mut values = polynomial.clone();
                Cpu.coset_fft(domain, coset::shift(index), &mut values);
                Ok(values)
            })
        };
        fixed.par_iter().enumerate().with_max_len(1).map(column).collect()
    }

    fn column(
        &self,
        index: usize,
        compute: impl FnOnce() -> Result<Vec<Fr>, Cancelled>,
    ) -> Result<Column<'_>, Cancelled> {
        let cell = &self.columns[index];
        if let Some(values) = cell.get() {
            return Ok(Column::Kept(values));
        }
        let values = compute()?;
        let bytes = size_of_val(&values[..]);
        if !self.budget.take(bytes) {
            return Ok(Column::Fresh(values));
        }
        let mut fresh = Some(values);
        let kept = cell.get_or_init(|| fresh.take().unwrap_or_default());
        if fresh.is_some() {
            // Another proof under the same key was faster.
            self.budget.give_back(bytes);
        }
        Ok(Column::Kept(kept))
    }
}

impl Drop for CosetCache {
    fn drop(&mut self) {
        let kept = self.columns.iter().filter_map(OnceLock::get);
        self.budget.give_back(kept.map(|values| size_of_val(&values[..])).sum());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ark_ff::AdditiveGroup as _;

    #[test]
    fn what_fits_is_kept_and_given_back() {
        let budget = CacheBudget::new(100);
        let cache = CosetCache::new(Arc::clone(&budget));
        let column = || Ok(vec![Fr::ZERO; 2]);
        assert!(matches!(cache.column(0, column), Ok(Column::Kept(_))));
        assert_eq!(budget.left(), 36);
        assert!(matches!(cache.column(0, || panic!("it is kept")), Ok(Column::Kept(_))));
        assert!(matches!(cache.column(1, column), Ok(Column::Fresh(values)) if values.len() == 2));
        assert!(matches!(cache.column(2, || Err(Cancelled)), Err(Cancelled)));
        assert!(matches!(cache.column(2, || Ok(vec![Fr::ZERO])), Ok(Column::Kept(_))));
        assert_eq!(budget.left(), 4);
        drop(cache);
        assert_eq!(budget.left(), 100);
    }
}
