//! Type and pubdata of FullExit.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use zelkova_operation::{Layout, OnL1};
use zelkova_primitives::{priority::FULL_EXIT_OPCODE, AccountId, L1Address, SerialId, TokenId};

/// Pays the whole balance that `account` has of `token` out to `owner`, or nothing if the account is not the owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct FullExit {
    /// Position in the priority queue.
    pub serial_id: SerialId,
    /// The account.
    pub account: AccountId,
    /// Who asked.
    pub owner: L1Address,
    /// The token.
    pub token: TokenId,
}

zelkova_operation::slot! {
    /// What L1 pays to who asked.
    pub struct Exited { account: AccountId, owner: L1Address, token: TokenId, amount: u128 }
}

/// Serves a request of the priority queue, and L1 pays when the block is executed there.
pub const LAYOUT: Layout = Layout::new(FULL_EXIT_OPCODE, "full-exit", &[<Exited>::FIELDS], OnL1::PriorityExit);
