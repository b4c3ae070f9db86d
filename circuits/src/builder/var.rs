//! Variables.

/// A variable of the constraint system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Var(pub(crate) u32);

impl Var {
    /// An unused wire. A prover may put any value there, so no constraint may depend on it; `check_satisfied` fills such
    /// wires with arbitrary values to find out.
    pub const NONE: Self = Self(u32::MAX);
}
