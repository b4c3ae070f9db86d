//! What chain a database belongs to, and in which layout it is written: what is stored about that.

use codec::{Decode, Encode};

/// Written in one batch with the genesis state. Programs of every version, older ones included, read this value to find
/// out whether the database is for them, so **its encoding never changes**.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Identity {
    /// Layout of the database; raised by migrations.
    pub schema: u32,
    /// Hash of the first mini-block's header.
    pub genesis_hash: [u8; 32],
    /// The chain's id.
    pub l2_chain_id: u64,
}

impl Identity {
    pub(super) const KEY: &'static [u8] = b"identity";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_the_identity_is_that_of_every_version() {
        let identity = Identity { schema: 3, genesis_hash: [7; 32], l2_chain_id: 0x0102 };
        let expected = [&[3, 0, 0, 0][..], &[7; 32], &[2, 1, 0, 0, 0, 0, 0, 0]].concat();
        assert_eq!(identity.encode(), expected);
    }
}
