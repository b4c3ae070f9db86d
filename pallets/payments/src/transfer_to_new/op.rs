//! Pubdata of TransferToNew. Its wire type is [`Transfer`](crate::Transfer).

use zelkova_operation::{Layout, OnL1};
use zelkova_primitives::{AccountId, L1Address, PackedAmount, PackedFee, TokenId};

zelkova_operation::slot! {
    /// The sender does not know the account, so the address is published with it.
    pub struct Opened {
        from: AccountId,
        token: TokenId,
        amount: PackedAmount,
        to_address: L1Address,
        to: AccountId,
        fee: PackedFee,
    }
}

/// The signed message has the opcode of Transfer.
pub const LAYOUT: Layout = Layout::new(2, "transfer-to-new", &[<Opened>::FIELDS], OnL1::Silent);
