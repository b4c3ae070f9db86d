//! For tests: a process that dies instead of writing.

use std::sync::atomic::{AtomicU32, Ordering};

/// Writes that the process may still make.
static LEFT: AtomicU32 = AtomicU32::new(u32::MAX);

/// Lets this process write so many batches and die at the next one.
pub fn die_after(batches: u32) {
    LEFT.store(batches, Ordering::SeqCst);
}

/// Called before each write.
pub fn before_commit() {
    if LEFT.load(Ordering::SeqCst) == 0 {
        std::process::abort();
    }
    LEFT.fetch_sub(1, Ordering::SeqCst);
}
