//! Wire type, pubdata and signed fields of ForcedExit.

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

/// Opcode in pubdata and in the signed message.
pub const OPCODE: u8 = 8;

/// Length of the pubdata.
pub const PUBDATA_BYTES: usize = 54;

/// Pays all that the account of `target` has of `token` out to `target` on L1. That account must have no key: its owner
/// cannot withdraw. The initiator pays the fee.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct ForcedExit {
    /// The initiator.
    pub account: AccountId,
    /// L1 address of the account that is emptied.
    pub target: L1Address,
    /// Token that leaves, and of the fee.
    pub token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The initiator's nonce.
    pub nonce: Nonce,
    /// First second at which the exit may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the exit may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

/// `op:1 initiator:4 target:4 token:2 address:20 zero:5 amount:16 fee:2`.
pub fn pubdata(
    initiator: AccountId,
    target: AccountId,
    token: TokenId,
    address: L1Address,
    amount: u128,
    fee: PackedFee,
) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&initiator.0.to_be_bytes());
    bytes[5..9].copy_from_slice(&target.0.to_be_bytes());
    bytes[9..11].copy_from_slice(&token.0.to_be_bytes());
    bytes[11..31].copy_from_slice(&address.0);
    bytes[36..52].copy_from_slice(&amount.to_be_bytes());
    bytes[52..54].copy_from_slice(&fee.to_bytes());
    bytes
}

impl SignedBody for ForcedExit {
    const NAME: &'static str = "forcedExit";

    fn header(&self) -> Header {
        let Self { account, nonce, token: fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn cost(&self, _recipient_exists: bool) -> OperationCost {
        cost::FORCED_EXIT
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        vec![format!("ForcedExit {} to: {}", names.name(self.token).symbol, self.target)]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.target)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        Ok(SignedFields { address: self.target, ..self.header().signed_fields(OPCODE)? })
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
