//! Pubdata of TransferToNew. Its wire type is [`Transfer`](crate::Transfer).

use zelkova_primitives::{AccountId, L1Address, PackedAmount, PackedFee, TokenId};

/// Opcode in pubdata. The signed message has that of Transfer.
pub const OPCODE: u8 = 2;

/// Length of the pubdata before padding.
pub const PUBDATA_BYTES: usize = 38;

/// `op:1 from:4 token:2 amount:5 to_address:20 to:4 fee:2`.
pub fn pubdata(
    from: AccountId,
    token: TokenId,
    amount: PackedAmount,
    to_address: L1Address,
    to: AccountId,
    fee: PackedFee,
) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&from.0.to_be_bytes());
    bytes[5..7].copy_from_slice(&token.0.to_be_bytes());
    bytes[7..12].copy_from_slice(&amount.to_bytes());
    bytes[12..32].copy_from_slice(&to_address.0);
    bytes[32..36].copy_from_slice(&to.0.to_be_bytes());
    bytes[36..38].copy_from_slice(&fee.to_bytes());
    bytes
}
