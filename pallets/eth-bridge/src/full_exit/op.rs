//! Type and pubdata of FullExit.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{Operation, OperationError};
use scale_info::TypeInfo;
use zelkova_primitives::{AccountId, BlockContext, L1Address, Ledger, OpTrace, SerialId, TokenId};

/// Opcode in pubdata.
pub const OPCODE: u8 = 6;

/// Length of the pubdata before padding.
pub const PUBDATA_BYTES: usize = 43;

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

/// `op:1 account:4 owner:20 token:2 amount:16`.
pub fn pubdata(account: AccountId, owner: L1Address, token: TokenId, amount: u128) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&account.0.to_be_bytes());
    bytes[5..25].copy_from_slice(&owner.0);
    bytes[25..27].copy_from_slice(&token.0.to_be_bytes());
    bytes[27..43].copy_from_slice(&amount.to_be_bytes());
    bytes
}

impl Operation for FullExit {
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
