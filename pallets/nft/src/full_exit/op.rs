//! Type and pubdata of FullExitNft.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use zelkova_operation::{Layout, OnL1};
use zelkova_primitives::{priority::FULL_EXIT_NFT_OPCODE, AccountId, L1Address, SerialId};

use crate::opened::Opened;

/// Takes the NFT in a slot of `account` to L1 for `owner`, or nothing if the account is not the owner's or the slot is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct FullExitNft {
    /// Position in the priority queue.
    pub serial_id: SerialId,
    /// The account.
    pub account: AccountId,
    /// Who asked.
    pub owner: L1Address,
    /// The slot.
    pub slot: u16,
}

zelkova_operation::slot! {
    /// Who asked for what.
    pub struct Asked { account: AccountId, owner: L1Address, slot: u16 }
}

/// Serves a request of the priority queue. In the second slot the NFT is opened for L1, or zeros are published.
pub const LAYOUT: Layout =
    Layout::new(FULL_EXIT_NFT_OPCODE, "full-exit-nft", &[<Asked>::FIELDS, <Opened>::FIELDS], OnL1::PriorityExit);
