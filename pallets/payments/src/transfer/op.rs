//! Wire type, pubdata and signed fields of Transfer.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{
    cost, packed_amount, rules, validity, Header, OperationCost, OperationError, SignedBody, TokenNames, TxSignature,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    serde_util::decimal, AccountId, BlockContext, Felt, L1Address, Ledger, Nonce, OpTrace, PackedAmount, PackedFee,
    SignedFields, TokenId, CHUNK_BYTES,
};

use crate::lines::payment_lines;

/// Opcode in pubdata and in the signed message.
pub const OPCODE: u8 = 5;

/// Moves `amount` of `token` to the account that `to` owns; the account is created if there is none.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// The sender.
    pub account: AccountId,
    /// L1 address of the recipient.
    pub to: L1Address,
    /// Token of amount and fee.
    pub token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub amount: u128,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The sender's nonce.
    pub nonce: Nonce,
    /// First second at which the transfer may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the transfer may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

/// `op:1 from:4 to:4 token:2 amount:5 fee:2`: exactly one chunk.
pub fn pubdata(
    from: AccountId,
    to: AccountId,
    token: TokenId,
    amount: PackedAmount,
    fee: PackedFee,
) -> [u8; CHUNK_BYTES] {
    let mut bytes = [0; CHUNK_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&from.0.to_be_bytes());
    bytes[5..9].copy_from_slice(&to.0.to_be_bytes());
    bytes[9..11].copy_from_slice(&token.0.to_be_bytes());
    bytes[11..16].copy_from_slice(&amount.to_bytes());
    bytes[16..18].copy_from_slice(&fee.to_bytes());
    bytes
}

impl SignedBody for Transfer {
    const NAME: &'static str = "transfer";

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn outgoing(&self) -> Option<(TokenId, u128)> {
        Some((self.token, self.amount))
    }

    fn recipient(&self) -> Option<L1Address> {
        Some(self.to)
    }

    fn cost(&self, recipient_exists: bool) -> OperationCost {
        if recipient_exists {
            cost::TRANSFER
        } else {
            cost::TRANSFER_TO_NEW
        }
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        payment_lines("Transfer", self.to, (self.token, self.amount), names)
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.to)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        packed_amount(self.amount)?;
        Ok(SignedFields { amount: self.amount, address: self.to, ..self.header().signed_fields(OPCODE)? })
    }

    fn execute(
        &self,
        signature: &TxSignature,
        context: &BlockContext,
        ledger: &mut dyn Ledger,
    ) -> Result<OpTrace, OperationError> {
        super::dispatch::dispatch(self, signature, context, ledger)
    }
}
