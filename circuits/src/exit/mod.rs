//! The exit circuit: what L1 owes for one leaf of the last executed state (protocol, section 10).
//!
//! Once a chain has stopped, nobody serves requests any more. Whoever has the state, which is rebuilt from L1 alone, proves
//! what a leaf holds, and L1 pays it out. A proof says nothing about who made it and pays nobody but the owner of the leaf.
//!
//! | module | holds |
//! |---|---|
//! | `pay_out` | how the leaves of an area are paid out: the hook for pallets with areas of their own |
//! | `claim` | what a proof says, and its public inputs |
//! | `witness` | the leaf with its paths |
//! | `circuit` | the constraints |
//! | `proof` | keys, proofs, verification |

mod circuit;
mod claim;
mod pay_out;
mod proof;
#[cfg(test)]
mod tests;
mod witness;

pub use circuit::ExitCircuit;
pub use claim::{ExitClaim, Owed};
pub use pay_out::{LeafVars, PayOut, PaymentVars, BALANCES};
pub use proof::{keys, prove, verify, ExitProof, ExitProofError};
pub use witness::{ExitError, ExitWitness};

/// The capacity of the exit circuit's key: block circuits have at least one slot.
pub const EXIT_CAPACITY: u32 = 0;
