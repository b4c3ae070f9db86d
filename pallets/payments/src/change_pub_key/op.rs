//! Wire type, pubdata and signed fields of ChangePubKey.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    rules, validity, FeeKind, Header, KeyChange, Layout, OnL1, OperationCost, OperationError, Recipient, SignedBody,
    TokenNames,
};
use zelkova_primitives::{
    serde_util::decimal, AccountId, Felt, L1Address, Nonce, PackedFee, PublicKey, SignedFields, TokenId,
};

use super::authorization::{KeyMessage, L1Authorization};
use crate::PaymentError;

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

zelkova_operation::slot! {
    /// What the owner on L1 must agree to.
    pub struct Changed {
        account: AccountId,
        key_hash: Felt,
        address: L1Address,
        nonce: Nonce,
        fee_token: TokenId,
        fee: PackedFee,
    }
}

/// L1 checks that the owner of the address agrees.
pub const LAYOUT: Layout = Layout::new(7, "change-pub-key", &[<Changed>::FIELDS], OnL1::Authorized);

impl ChangePubKey {
    /// [`L1Authorization::OnChain`].
    pub const ONCHAIN_FEE: FeeKind = FeeKind {
        name: "changePubKeyOnchain",
        doc: "A key change authorised by a transaction on L1.",
        cost: OperationCost { slots: 1, commit_gas: 5_280, execute_gas: 0 },
        fast: false,
        measured: "change key, on-chain",
        recipient: Recipient::Any,
    };

    /// [`L1Authorization::Ecdsa`].
    pub const ECDSA_FEE: FeeKind = FeeKind {
        name: "changePubKeyEcdsa",
        doc: "A key change authorised by an ECDSA signature, which L1 has to check.",
        cost: OperationCost { slots: 1, commit_gas: 9_380, execute_gas: 0 },
        fast: false,
        measured: "change key, ECDSA",
        recipient: Recipient::Any,
    };

    /// [`L1Authorization::Eip712`].
    pub const EIP712_FEE: FeeKind = FeeKind {
        name: "changePubKeyEip712",
        doc: "A key change authorised by an EIP-712 signature, which L1 has to check.",
        cost: OperationCost { slots: 1, commit_gas: 9_060, execute_gas: 0 },
        fast: false,
        measured: "change key, EIP-712",
        recipient: Recipient::Any,
    };

    /// [`L1Authorization::Create2`].
    pub const CREATE2_FEE: FeeKind = FeeKind {
        name: "changePubKeyCreate2",
        doc: "A key change that the account's CREATE2 address authorises.",
        cost: OperationCost { slots: 1, commit_gas: 5_650, execute_gas: 0 },
        fast: false,
        measured: "change key, CREATE2",
        recipient: Recipient::Any,
    };

    /// What the owner on L1 authorises.
    pub fn key_message(&self, chain_tag: Felt) -> KeyMessage {
        KeyMessage { key_hash: self.new_key_hash, nonce: self.nonce, account: self.account, chain_tag }
    }
}

impl SignedBody for ChangePubKey {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::ONCHAIN_FEE, Self::ECDSA_FEE, Self::EIP712_FEE, Self::CREATE2_FEE];

    fn header(&self) -> Header {
        let Self { account, nonce, fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        match self.authorization {
            L1Authorization::OnChain => Self::ONCHAIN_FEE,
            L1Authorization::Ecdsa { .. } => Self::ECDSA_FEE,
            L1Authorization::Eip712 { .. } => Self::EIP712_FEE,
            L1Authorization::Create2 { .. } => Self::CREATE2_FEE,
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
            return Err(PaymentError::NewKeyMismatch.into());
        }
        Ok(SignedFields {
            address: self.address,
            aux: self.new_key_hash,
            ..self.header().signed_fields(LAYOUT.opcode)?
        })
    }

    fn check_authorization(&self, signer: &PublicKey, chain_tag: Felt) -> Result<(), OperationError> {
        if signer.key_hash() != self.new_key_hash {
            return Err(PaymentError::NewKeyMismatch.into());
        }
        Ok(self.authorization.check(&self.key_message(chain_tag), self.address)?)
    }
}
