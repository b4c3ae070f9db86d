//! Sizes of the block circuit.

/// A size: how many slots and fee touches the circuit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockSize {
    /// Number of slots, which is also the number that tells the sizes apart on L1.
    pub capacity: u32,
    /// Number of fee touches: in how many tokens a block can take fees.
    pub fee_touches: usize,
}

impl BlockSize {
    /// The smallest size, used by tests: 2^15 rows.
    pub const SMALL: Self = Self { capacity: 2, fee_touches: 1 };
    /// The middle size: 2^16 rows.
    pub const MIDDLE: Self = Self { capacity: 5, fee_touches: 2 };
    /// The large size: 2^18 rows.
    pub const LARGE: Self = Self { capacity: 22, fee_touches: 4 };
    /// All sizes, ascending.
    pub const ALL: [Self; 3] = [Self::SMALL, Self::MIDDLE, Self::LARGE];

    /// The size with this capacity.
    pub fn of(capacity: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.capacity == capacity)
    }

    /// The smallest size for a block that takes so many slots and pays fees in so many tokens.
    pub fn smallest(slots: usize, fee_tokens: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|size| slots <= size.slots() && fee_tokens <= size.fee_touches)
    }

    /// Number of slots.
    pub fn slots(&self) -> usize {
        self.capacity as usize
    }
}
