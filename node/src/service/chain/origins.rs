//! Keys of executed operations.

use zelkova_primitives::BlockNumber;

/// Key of an operation of a block.
pub fn origin_key(block: BlockNumber, index: u32) -> [u8; 8] {
    let mut key = [0; 8];
    key[..4].copy_from_slice(&block.to_be_bytes());
    key[4..].copy_from_slice(&index.to_be_bytes());
    key
}
