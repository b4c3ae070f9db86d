//! Which points are added.

/// Points `from` and `from + 1` have the sum `to` on the next level.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) from: u32,
    pub(super) to: u32,
}
