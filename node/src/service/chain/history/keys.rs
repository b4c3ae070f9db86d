//! Keys of the history's columns.

use crate::service::chain::origin_key;
use zelkova_primitives::{AccountId, BlockNumber, TxHash};

/// Key of an executed operation in the history of an account.
pub fn executed_key(account: AccountId, block: BlockNumber, index: u32) -> Vec<u8> {
    [&account.0.to_be_bytes()[..], &origin_key(block, index)].concat()
}

/// Key of a rejected transaction in the history of its account.
pub fn rejection_key(account: AccountId, time: u64, hash: TxHash) -> Vec<u8> {
    [&account.0.to_be_bytes()[..], &time.to_be_bytes(), &hash.0].concat()
}

/// Key of a rejected transaction by time.
pub fn time_key(time: u64, account: AccountId, hash: TxHash) -> Vec<u8> {
    [&time.to_be_bytes()[..], &account.0.to_be_bytes(), &hash.0].concat()
}

/// The `N` bytes of a key from `start` on.
pub fn part<const N: usize>(key: &[u8], start: usize) -> Option<[u8; N]> {
    key.get(start..)?.get(..N)?.try_into().ok()
}
