//! What chain and what layout a database belongs to.

use codec::{Decode, Encode};

/// The layout that this program writes. Raised whenever a column or a stored type changes.
pub const SCHEMA_VERSION: u32 = 3;

/// Written at genesis, compared at every start.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Identity {
    /// Layout of the database.
    pub schema: u32,
    /// Hash of the first mini-block's header.
    pub genesis_hash: [u8; 32],
    /// The chain's id.
    pub l2_chain_id: u64,
}

impl Identity {
    /// The identity of a chain in this program's layout.
    pub fn new(genesis_hash: [u8; 32], l2_chain_id: u64) -> Self {
        Self { schema: SCHEMA_VERSION, genesis_hash, l2_chain_id }
    }
}
