//! Defaults of the validity window in JSON: a bound that does not bind is left out.

/// Whether a window starts at the beginning of time.
pub fn is_start(valid_from: &u64) -> bool {
    *valid_from == 0
}

/// The end of time.
pub fn end() -> u64 {
    u64::MAX
}

/// Whether a window has no end.
pub fn is_end(valid_until: &u64) -> bool {
    *valid_until == u64::MAX
}
