//! Type and pubdata of FullExitNft.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{Operation, OperationError};
use scale_info::TypeInfo;
use zelkova_primitives::{AccountId, BlockContext, L1Address, Ledger, OpTrace, SerialId};

/// Opcode in pubdata.
pub const OPCODE: u8 = 12;

/// Length of the pubdata of the first slot before padding.
pub const PUBDATA_BYTES: usize = 27;

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

/// `op:1 account:4 owner:20 slot:2`; the second slot publishes what the NFT is.
pub fn pubdata(account: AccountId, owner: L1Address, slot: u16) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&account.0.to_be_bytes());
    bytes[5..25].copy_from_slice(&owner.0);
    bytes[25..27].copy_from_slice(&slot.to_be_bytes());
    bytes
}

impl Operation for FullExitNft {
    fn slots(&self) -> u32 {
        2
    }

    fn serial_id(&self) -> Option<SerialId> {
        Some(self.serial_id)
    }

    fn urgent(&self) -> bool {
        true
    }

    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        super::dispatch::dispatch(self, context, ledger)
    }
}
