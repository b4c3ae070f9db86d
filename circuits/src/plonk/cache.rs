//! Memory for what depends on a key alone.

use ark_bn254::Fr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// How much memory the provers of one process may keep between proofs, in bytes. First come, first served; what does not
/// fit is computed again for every proof.
#[derive(Debug)]
pub struct CacheBudget {
    left: AtomicUsize,
}

impl CacheBudget {
    /// Enough for all setup polynomials of one circuit of 2^18 rows (864 MiB) and some smaller ones.
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

/// Columns of one key, computed when they are first needed.
pub struct CosetCache {
    budget: Arc<CacheBudget>,
    columns: Vec<OnceLock<Vec<Fr>>>,
}

/// A column that is kept, or one that goes away after use.
pub enum Column<'a> {
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
    /// Room for `count` columns, which take their memory from the budget.
    pub fn new(count: usize, budget: Arc<CacheBudget>) -> Self {
        Self { budget, columns: (0..count).map(|_| OnceLock::new()).collect() }
    }

    /// Column number `index`, from memory or computed.
    pub fn column(&self, index: usize, compute: impl FnOnce() -> Vec<Fr>) -> Column<'_> {
        let Some(cell) = self.columns.get(index) else {
            return Column::Fresh(compute());
        };
        if let Some(values) = cell.get() {
            return Column::Kept(values);
        }
        let values = compute();
        let bytes = size_of_val(&values[..]);
        if !self.budget.take(bytes) {
            return Column::Fresh(values);
        }
        let mut ours = false;
        let kept = cell.get_or_init(|| {
            ours = true;
            values
        });
        if !ours {
            // Another proof under the same key was faster.
            self.budget.give_back(bytes);
        }
        Column::Kept(kept)
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
        let cache = CosetCache::new(3, Arc::clone(&budget));
        let column = || vec![Fr::ZERO; 2];
        assert!(matches!(cache.column(0, column), Column::Kept(_)));
        assert_eq!(budget.left(), 36);
        assert!(matches!(cache.column(0, || panic!("it is kept")), Column::Kept(_)));
        assert!(matches!(cache.column(1, column), Column::Fresh(values) if values.len() == 2));
        assert!(matches!(cache.column(2, || vec![Fr::ZERO]), Column::Kept(_)));
        assert!(matches!(cache.column(9, column), Column::Fresh(_)));
        assert_eq!(budget.left(), 4);
        drop(cache);
        assert_eq!(budget.left(), 100);
    }
}
