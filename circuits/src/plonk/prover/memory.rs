//! How much memory a proof takes.

use crate::plonk::shape::MIN_LOG_N;
use crate::plonk::words::{FIXED, QUOTIENT_PARTS};
use std::fmt;

/// Field elements a row at the peak, which is in the quotient: 12 polynomials of the witness, their values and those of 18 fixed
/// polynomials on a coset, five parts, `L_0` and the points.
const WORKING: u64 = 12 + 12 + 18 + 5 + 2;
/// Field elements a row that stay between proofs: 18 fixed polynomials, and three powers of the SRS of two words each.
const RESIDENT: u64 = 18 + 6;
/// What does not grow with the circuit: program, threads' stacks, buckets of multi-scalar multiplications.
const BASE: u64 = 48 << 20;

/// Bytes that a proof over `2^log_n` rows needs at its peak, with its key and the part of the SRS that it uses, and with
/// nothing kept for the next proof.
pub fn memory_needed(log_n: u32) -> u64 {
    BASE + (((WORKING + RESIDENT) * 32) << log_n)
}

/// Bytes with which proofs over `2^log_n` rows are fastest: the values of the fixed polynomials on all cosets are kept. Those
/// on one coset are in [`memory_needed`] already.
pub fn memory_wanted(log_n: u32) -> u64 {
    memory_needed(log_n) + (((QUOTIENT_PARTS as u64 - 1) * FIXED as u64 * 32) << log_n)
}

/// The largest domain, as a power of two, that can be proven in `bytes`; `None` if none can.
fn largest_within(bytes: u64) -> Option<u32> {
    (MIN_LOG_N..=28).rev().find(|log_n| memory_needed(*log_n) <= bytes)
}

/// Refuses proofs over `2^log_n` rows that need more than `limit` bytes or, without a limit, more than the system has free.
pub fn check_memory(log_n: u32, limit: Option<u64>) -> Result<(), TooLittleMemory> {
    limit.or_else(available).map_or(Ok(()), |limit| check(log_n, limit))
}

/// Refuses a proof that needs more than `limit` bytes.
pub(super) fn check(log_n: u32, limit: u64) -> Result<(), TooLittleMemory> {
    let needed = memory_needed(log_n);
    if needed <= limit {
        return Ok(());
    }
    Err(TooLittleMemory { log_n, needed, limit, fits: largest_within(limit) })
}

/// A proof needs more memory than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLittleMemory {
    /// The circuit has `2^log_n` rows.
    pub log_n: u32,
    /// Bytes that the proof needs.
    pub needed: u64,
    /// Bytes that there are.
    pub limit: u64,
    /// The largest circuit that fits, as a power of two.
    pub fits: Option<u32>,
}

impl fmt::Display for TooLittleMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mib = |bytes: u64| bytes.div_ceil(1 << 20);
        let (needed, limit) = (mib(self.needed), self.limit >> 20);
        write!(f, "a proof over 2^{} rows needs {needed} MiB of memory, there are {limit} MiB: ", self.log_n)?;
        match self.fits {
            Some(fits) => write!(f, "use a circuit of at most 2^{fits} rows, or a machine with more memory"),
            None => write!(f, "no circuit fits, use a machine with more memory"),
        }
    }
}

impl std::error::Error for TooLittleMemory {}

/// Memory that the system could give now, in bytes; `None` where it does not say.
pub(super) fn available() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_budgets_agree() {
        assert_eq!(largest_within(memory_needed(17)), Some(17));
        assert_eq!(largest_within(memory_needed(17) - 1), Some(16));
        assert_eq!(largest_within(0), None);
        assert_eq!(memory_wanted(16) - memory_needed(16), (4 * 18 * 32) << 16);
    }

    #[test]
    fn a_proof_that_does_not_fit_is_refused_with_the_size_that_does() {
        assert_eq!(check(17, memory_needed(17)), Ok(()));
        let refused = check(18, memory_needed(17)).expect_err("it is too large");
        assert_eq!(refused.fits, Some(17));
        assert!(refused.to_string().contains("2^18 rows needs 632 MiB"), "{refused}");
        assert!(refused.to_string().contains("at most 2^17 rows"), "{refused}");
        assert!(check(4, 0).expect_err("it is too large").to_string().contains("no circuit fits"));
    }
}
