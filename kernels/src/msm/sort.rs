//! Counting sort of a window's digits.

use super::windows::Windows;
use crate::arithmetic::Limbs;

/// Indices of terms by the size of their digit in one window.
pub(super) struct Sorted {
    /// `term * 2 + 1` if the digit is negative, else `term * 2`; grouped by bucket.
    pub(super) entries: Vec<u32>,
    /// Bucket b, of digits `b + 1` and `-(b + 1)`, has the entries from `ends[b - 1]` (or 0) to `ends[b]`.
    pub(super) ends: Vec<u32>,
}

/// Sorts the terms that have a digit other than zero in `window`.
pub(super) fn sort(scalars: &[Limbs], windows: &Windows, window: usize) -> Sorted {
    let reader = windows.reader(window);
    // Slot 0 counts zeros, and is skipped.
    let mut counts = vec![0u32; windows.buckets() + 1];
    let digits: Vec<i32> = scalars
        .iter()
        .map(|scalar| {
            let digit = reader.digit(scalar);
            counts[digit.unsigned_abs() as usize] += 1;
            digit
        })
        .collect();
    let mut total = 0;
    for count in &mut counts[1..] {
        (*count, total) = (total, total + *count);
    }
    let mut entries = vec![0; total as usize];
    for (term, digit) in digits.iter().enumerate() {
        if *digit != 0 {
            let next = &mut counts[digit.unsigned_abs() as usize];
            entries[*next as usize] = (term as u32) << 1 | (*digit < 0) as u32;
            *next += 1;
        }
    }
    counts.remove(0);
    Sorted { entries, ends: counts }
}
