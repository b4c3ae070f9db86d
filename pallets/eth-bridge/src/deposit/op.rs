//! Type and pubdata of Deposit.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{Operation, OperationError};
use scale_info::TypeInfo;
use zelkova_primitives::{AccountId, BlockContext, L1Address, Ledger, OpTrace, SerialId, TokenId};

/// Opcode in pubdata.
pub const OPCODE: u8 = 1;

/// Length of the pubdata before padding.
pub const PUBDATA_BYTES: usize = 43;

/// Credits `amount` of `token` to the account that `to` owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Deposit {
    /// Position in the priority queue.
    pub serial_id: SerialId,
    /// The token.
    pub token: TokenId,
    /// In the token's smallest unit.
    pub amount: u128,
    /// Owner of the account.
    pub to: L1Address,
}

/// `op:1 account:4 token:2 amount:16 owner:20`.
pub fn pubdata(account: AccountId, token: TokenId, amount: u128, owner: L1Address) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&account.0.to_be_bytes());
    bytes[5..7].copy_from_slice(&token.0.to_be_bytes());
    bytes[7..23].copy_from_slice(&amount.to_be_bytes());
    bytes[23..43].copy_from_slice(&owner.0);
    bytes
}

impl Operation for Deposit {
    fn serial_id(&self) -> Option<SerialId> {
        Some(self.serial_id)
    }

    fn execute(&self, context: &BlockContext, ledger: &mut dyn Ledger) -> Result<OpTrace, OperationError> {
        super::dispatch::dispatch(self, context, ledger)
    }
}
