//! Telling how far long work is.

/// Told about the steps of key generation and of proofs.
pub trait Progress {
    /// Step `done` of `total` is over; `what` comes next.
    fn step(&self, done: usize, total: usize, what: &str);
}

/// Tells nobody.
pub struct NoProgress;

impl Progress for NoProgress {
    fn step(&self, _done: usize, _total: usize, _what: &str) {}
}

impl<F: Fn(usize, usize, &str)> Progress for F {
    fn step(&self, done: usize, total: usize, what: &str) {
        self(done, total, what);
    }
}
