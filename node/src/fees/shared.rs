//! The quotes that count, for everybody who judges or estimates a fee.

use pallet_mempool::{FeeQuote, Fees};
use parking_lot::RwLock;
use std::sync::Arc;

/// The newest fees. The oracle replaces them; readers keep what they have taken.
pub struct SharedFees(RwLock<Arc<Fees>>);

impl SharedFees {
    /// Begins with a quote.
    pub fn new(quote: FeeQuote) -> Self {
        Self(RwLock::new(Arc::new(Fees::new(quote))))
    }

    /// The fees that count now.
    pub fn current(&self) -> Arc<Fees> {
        self.0.read().clone()
    }

    /// Makes a quote the newest one.
    pub fn publish(&self, quote: FeeQuote) {
        let mut fees = self.0.write();
        *fees = Arc::new(fees.followed_by(quote));
    }
}
