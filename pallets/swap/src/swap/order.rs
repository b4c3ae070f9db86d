//! Orders: what the two sides of a swap sign.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use zelkova_operation::{
    l1_signature::{amount_text, AttachedMessage, L1Signature, TransactionMessage},
    rules, validity, OperationError, RuleError, TokenNames, TxSignature,
};
use zelkova_primitives::{
    serde_util::decimal, AccountId, Felt, L1Address, Nonce, PackedFee, PrivateKey, SignedFields, TokenId,
};

use crate::SwapError;

/// Opcode in the signed message of an order.
pub const ORDER_OPCODE: u8 = 0x6f;

/// Ratios are below 2^112, so that both and the token fit the message.
pub const RATIO_BITS: u32 = 112;

/// Offers `token_sell` for `token_buy`: for `ratio_sell` units given, at least `ratio_buy` units to the recipient.
#[rustfmt::skip]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Account that sells.
    pub account: AccountId,
    /// L1 address of the account that gets what is bought; it must exist.
    pub recipient: L1Address,
    /// The account's nonce.
    pub nonce: Nonce,
    /// Token that is sold.
    pub token_sell: TokenId,
    /// Token that is bought.
    pub token_buy: TokenId,
    /// Price: units sold, below 2^112.
    #[serde(with = "decimal")]
    pub ratio_sell: u128,
    /// Price: units bought for them, below 2^112.
    #[serde(with = "decimal")]
    pub ratio_buy: u128,
    /// Exact amount to sell, packable; 0 for any (a limit order, which does not use up the nonce).
    #[serde(with = "decimal")]
    pub amount: u128,
    /// First second at which the order holds.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the order holds.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

/// An order with the signature of its account's key.
#[rustfmt::skip]
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct SignedOrder {
    /// The order.
    #[serde(flatten)]
    pub order: Order,
    /// Who says so.
    pub signature: TxSignature,
    /// The second factor of the account, if it has one: it travels with the order, whoever submits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eth_signature: Option<L1Signature>,
}

impl Order {
    /// `zero:2 ratio_sell:14 ratio_buy:14 token_buy:2`, the message's `aux`.
    pub fn terms(&self) -> Felt {
        let mut bytes = [0; 32];
        bytes[2..16].copy_from_slice(&self.ratio_sell.to_be_bytes()[2..]);
        bytes[16..30].copy_from_slice(&self.ratio_buy.to_be_bytes()[2..]);
        bytes[30..32].copy_from_slice(&self.token_buy.0.to_be_bytes());
        // Below 2^240, so the reduction changes nothing.
        Felt::from_be_bytes_mod_order(&bytes)
    }

    /// Checks that need no state. Returns the fields that are signed.
    pub fn signed_fields(&self) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        rules::non_zero(self.recipient)?;
        rules::ordered_validity(self.valid_from, self.valid_until)?;
        if let Some(ratio) = [self.ratio_sell, self.ratio_buy].into_iter().find(|ratio| ratio >> RATIO_BITS != 0) {
            return Err(SwapError::RatioTooLarge { ratio }.into());
        }
        Ok(SignedFields {
            opcode: ORDER_OPCODE,
            account: self.account,
            nonce: self.nonce,
            token: self.token_sell,
            packed_fee: PackedFee::default(),
            amount: self.amount,
            address: self.recipient,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            aux: self.terms(),
        })
    }

    /// Hash of the message for the chain with `chain_tag`.
    pub fn message(&self, chain_tag: Felt) -> Result<Felt, OperationError> {
        Ok(self.signed_fields()?.hash(chain_tag))
    }

    /// Signs the order for the chain with `chain_tag`.
    pub fn sign(self, key: &PrivateKey, chain_tag: Felt) -> Result<SignedOrder, OperationError> {
        let message = self.message(chain_tag)?;
        let signature = TxSignature { public_key: key.public(), signature: key.sign(message) };
        Ok(SignedOrder { order: self, signature, eth_signature: None })
    }
}

impl Order {
    /// What the owner of the account signs if the account has a second factor.
    pub fn l1_message(&self, names: &dyn TokenNames, chain_tag: Felt) -> TransactionMessage {
        let (sold, bought) = (names.name(self.token_sell).symbol, names.name(self.token_buy).symbol);
        let offer = match self.amount {
            0 => format!("Limit order for {sold} -> {bought}"),
            amount => format!("Order for {} -> {bought}", amount_text(names, self.token_sell, amount)),
        };
        let ratio = format!("Ratio: {}:{}", self.ratio_sell, self.ratio_buy);
        let lines = vec![offer, ratio, format!("Address: {}", self.recipient)];
        TransactionMessage { lines, nonce: self.nonce, account: self.account, chain_tag }
    }
}

impl SignedOrder {
    /// The order's own second factor.
    pub fn attached(&self, names: &dyn TokenNames, chain_tag: Felt) -> AttachedMessage {
        AttachedMessage { message: self.order.l1_message(names, chain_tag), signature: self.eth_signature }
    }

    /// Checks the signature. That its key is the account's is the rule's to check.
    pub fn check_signature(&self, chain_tag: Felt) -> Result<(), OperationError> {
        let TxSignature { public_key, signature } = &self.signature;
        match public_key.verify(self.order.message(chain_tag)?, signature) {
            true => Ok(()),
            false => Err(RuleError::InvalidSignature.into()),
        }
    }
}
