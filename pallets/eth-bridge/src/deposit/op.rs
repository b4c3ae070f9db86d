//! Type and pubdata of Deposit.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use zelkova_operation::{Layout, OnL1};
use zelkova_primitives::{priority::DEPOSIT_OPCODE, AccountId, L1Address, SerialId, TokenId};

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

zelkova_operation::slot! {
    /// What L1 took in, and the account that got it.
    pub struct Deposited { account: AccountId, token: TokenId, amount: u128, owner: L1Address }
}

/// Serves a request of the priority queue.
pub const LAYOUT: Layout = Layout::new(DEPOSIT_OPCODE, "deposit", &[<Deposited>::FIELDS], OnL1::Priority);
