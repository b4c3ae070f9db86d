//! What is proven.

use crate::builder::Builder;

/// A circuit: anything that writes the same rows for every instance.
pub trait Circuit {
    /// A short name for files and messages, such as `block-2`.
    fn name(&self) -> String;

    /// The number that tells apart circuits of different size on L1; part of the key digest.
    fn capacity(&self) -> u32;

    /// Writes the rows. They may not depend on the instance's values.
    fn synthesize(&self, cs: &mut Builder);
}
