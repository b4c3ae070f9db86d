//! Wire type, pubdata and signed fields of Withdraw.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{
    cost, rules, validity, Header, OperationCost, OperationError, SignedBody, TokenNames, TxSignature,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    serde_util::decimal, AccountId, BlockContext, Felt, L1Address, Ledger, Nonce, OpTrace, PackedFee, SignedFields,
    TokenId,
};

use crate::lines::payment_lines;

/// Opcode in pubdata and in the signed message.
pub const OPCODE: u8 = 3;

/// Length of the pubdata before padding.
pub const PUBDATA_BYTES: usize = 45;

/// Pays `amount` of `token` out to `to` on L1.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Withdraw {
    /// The sender.
    pub account: AccountId,
    /// Recipient on L1.
    pub to: L1Address,
    /// Token of amount and fee.
    pub token: TokenId,
    /// In the token's smallest unit; need not be packable.
    #[serde(with = "decimal")]
    pub amount: u128,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The sender's nonce.
    pub nonce: Nonce,
    /// Asks the operator to settle the block soon, for a higher fee. Signed, but a promise of the operator alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fast: bool,
    /// First second at which the withdrawal may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the withdrawal may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

/// `op:1 account:4 token:2 amount:16 fee:2 to:20`.
pub fn pubdata(account: AccountId, token: TokenId, amount: u128, fee: PackedFee, to: L1Address) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&account.0.to_be_bytes());
    bytes[5..7].copy_from_slice(&token.0.to_be_bytes());
    bytes[7..23].copy_from_slice(&amount.to_be_bytes());
    bytes[23..25].copy_from_slice(&fee.to_bytes());
    bytes[25..45].copy_from_slice(&to.0);
    bytes
}

impl SignedBody for Withdraw {
    const NAME: &'static str = "withdraw";

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn outgoing(&self) -> Option<(TokenId, u128)> {
        Some((self.token, self.amount))
    }

    fn cost(&self, _recipient_exists: bool) -> OperationCost {
        cost::WITHDRAW
    }

    fn urgent(&self) -> bool {
        self.fast
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        payment_lines("Withdraw", self.to, (self.token, self.amount), names)
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.to)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        let aux = Felt::from(u8::from(self.fast));
        Ok(SignedFields { amount: self.amount, address: self.to, aux, ..self.header().signed_fields(OPCODE)? })
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
