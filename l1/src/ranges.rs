//! How many blocks an L1 node answers at a time.

use super::L1Error;
use std::{
    future::Future,
    sync::atomic::{AtomicU64, Ordering},
};

/// Blocks of one log query: fewer after a refusal, more again after an answer.
pub(super) struct Ranges {
    most: u64,
    now: AtomicU64,
}

impl Ranges {
    /// At most so many blocks at a time.
    pub fn new(most: u64) -> Self {
        Self { most: most.max(1), now: AtomicU64::new(most.max(1)) }
    }

    /// The most blocks of a query.
    pub fn most(&self) -> u64 {
        self.most
    }

    /// Asks for blocks from `from` on, up to `last` if the node answers so many. Returns the last block that was asked for and
    /// the answer.
    pub async fn read<T, F>(&self, from: u64, last: u64, read: impl Fn(u64, u64) -> F) -> Result<(u64, T), L1Error>
    where
        F: Future<Output = Result<T, L1Error>>,
    {
        let mut range = self.now.load(Ordering::Relaxed);
        let answer = loop {
            let to = from.saturating_add(range.saturating_sub(1)).min(last);
            match read(from, to).await {
                // Nodes have many words for "too many blocks" and "too many results". What is refused for another reason is
                // refused for one block too.
                Err(L1Error::TooManyResults { .. } | L1Error::Rejected { .. }) if to > from => {
                    range = (to - from).saturating_add(1).div_ceil(2);
                    self.now.store(range, Ordering::Relaxed);
                }
                other => break (to, other?),
            }
        };
        self.now.store(range.saturating_mul(2).min(self.most), Ordering::Relaxed);
        Ok(answer)
    }
}
