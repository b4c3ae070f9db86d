//! Wire type, pubdata and signed fields of ChangePubKey.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{
    cost, rules, validity, Header, KeyChange, OperationCost, OperationError, SignedBody, TokenNames, TxSignature,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_primitives::{
    serde_util::decimal, AccountId, BlockContext, Felt, L1Address, Ledger, Nonce, OpTrace, PackedFee, PublicKey,
    SignedFields, TokenId,
};

use super::L1Authorization;

/// Opcode in pubdata and in the signed message.
pub const OPCODE: u8 = 7;

/// Length of the pubdata before padding.
pub const PUBDATA_BYTES: usize = 65;

/// Gives `account` the key whose hash is `new_key_hash`. Signed by that key.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct ChangePubKey {
    /// The account.
    pub account: AccountId,
    /// L1 address that owns it.
    pub address: L1Address,
    /// Hash of the new key.
    pub new_key_hash: Felt,
    /// Token of the fee.
    pub fee_token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// The account's nonce.
    pub nonce: Nonce,
    /// First second at which the change may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the change may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
    /// How the owner on L1 authorised the key.
    pub authorization: L1Authorization,
}

/// `op:1 account:4 key_hash:32 address:20 nonce:4 fee_token:2 fee:2`.
pub fn pubdata(
    account: AccountId,
    key_hash: Felt,
    address: L1Address,
    nonce: Nonce,
    fee_token: TokenId,
    fee: PackedFee,
) -> [u8; PUBDATA_BYTES] {
    let mut bytes = [0; PUBDATA_BYTES];
    bytes[0] = OPCODE;
    bytes[1..5].copy_from_slice(&account.0.to_be_bytes());
    bytes[5..37].copy_from_slice(&key_hash.to_be_bytes());
    bytes[37..57].copy_from_slice(&address.0);
    bytes[57..61].copy_from_slice(&nonce.to_be_bytes());
    bytes[61..63].copy_from_slice(&fee_token.0.to_be_bytes());
    bytes[63..65].copy_from_slice(&fee.to_bytes());
    bytes
}

impl SignedBody for ChangePubKey {
    const NAME: &'static str = "changePubKey";

    fn header(&self) -> Header {
        let Self { account, nonce, fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn cost(&self, _recipient_exists: bool) -> OperationCost {
        match self.authorization {
            L1Authorization::OnChain => cost::CHANGE_PUB_KEY_ONCHAIN,
            L1Authorization::Ecdsa { .. } => cost::CHANGE_PUB_KEY_ECDSA,
            L1Authorization::Eip712 { .. } => cost::CHANGE_PUB_KEY_EIP712,
            L1Authorization::Create2 { .. } => cost::CHANGE_PUB_KEY_CREATE2,
        }
    }

    fn key_change(&self) -> Option<KeyChange> {
        let on_chain = self.authorization == L1Authorization::OnChain;
        Some(KeyChange { key_hash: self.new_key_hash, owner: self.address, on_chain })
    }

    fn eth_witness(&self) -> Option<Vec<u8>> {
        Some(self.authorization.eth_witness())
    }

    fn lines(&self, _names: &dyn TokenNames) -> Vec<String> {
        vec![format!("Set signing key: {}", self.new_key_hash)]
    }

    fn signed_fields(&self, _chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.address)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        if self.new_key_hash.is_zero() {
            return Err(OperationError::NewKeyMismatch);
        }
        Ok(SignedFields { address: self.address, aux: self.new_key_hash, ..self.header().signed_fields(OPCODE)? })
    }

    fn check_authorization(&self, signer: &PublicKey, chain_tag: Felt) -> Result<(), OperationError> {
        if signer.key_hash() != self.new_key_hash {
            return Err(OperationError::NewKeyMismatch);
        }
        self.authorization.check(self, chain_tag)
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
