//! Wire type, pubdata and signed fields of Swap.

use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_state_keeper::{
    cost,
    l1_signature::{amount_text, AttachedMessage},
    packed_amount, rules, validity, Header, OperationCost, OperationError, SignedBody, TokenNames, TxSignature,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::U256;
use zelkova_primitives::{
    hash::hash, serde_util::decimal, AccountId, BlockContext, Domain, Felt, Ledger, Nonce, OpTrace, PackedAmount,
    PackedFee, PublicKey, SignedFields, TokenId,
};

use super::{order::SignedOrder, Order};

/// Opcode in pubdata and in the submitter's message.
pub const OPCODE: u8 = 11;

/// Exchanges what two orders sell; the submitter pays the fee.
#[rustfmt::skip]
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Swap {
    /// The submitter; may be the account of an order.
    pub account: AccountId,
    /// The submitter's nonce.
    pub nonce: Nonce,
    /// The orders.
    pub orders: Box<[SignedOrder; 2]>,
    /// What the first order sells, packable.
    #[serde(with = "decimal")]
    pub first_amount: u128,
    /// What the second order sells, packable.
    #[serde(with = "decimal")]
    pub second_amount: u128,
    /// Token of the fee.
    pub fee_token: TokenId,
    /// In the token's smallest unit; must be packable.
    #[serde(with = "decimal")]
    pub fee: u128,
    /// First second at which the swap may run.
    #[serde(with = "decimal", default, skip_serializing_if = "validity::is_start")]
    pub valid_from: u64,
    /// Last second at which the swap may run.
    #[serde(with = "decimal", default = "validity::end", skip_serializing_if = "validity::is_end")]
    pub valid_until: u64,
}

impl Swap {
    /// What the orders sell.
    pub fn amounts(&self) -> [u128; 2] {
        [self.first_amount, self.second_amount]
    }

    /// The same in pubdata.
    pub fn packed_amounts(&self) -> Result<[PackedAmount; 2], OperationError> {
        Ok([packed_amount(self.first_amount)?, packed_amount(self.second_amount)?])
    }

    /// Whether the orders fit each other and the amounts: everything that needs no state.
    pub fn check_orders(&self) -> Result<(), OperationError> {
        let [first, second] = self.orders.each_ref().map(|signed| &signed.order);
        if first.token_buy != second.token_sell || second.token_buy != first.token_sell {
            return Err(OperationError::OrdersDoNotMatch);
        }
        if first.token_sell == second.token_sell {
            return Err(OperationError::SameToken { token: first.token_sell });
        }
        if first.account == second.account {
            return Err(OperationError::SelfSwap { account: first.account });
        }
        let [given, got] = self.amounts();
        check_order(1, first, given, got)?;
        check_order(2, second, got, given)
    }
}

/// The order sells its amount, at its price or better: `given * ratio_buy <= got * ratio_sell`.
fn check_order(number: u8, order: &Order, given: u128, got: u128) -> Result<(), OperationError> {
    if order.amount != 0 && order.amount != given {
        return Err(OperationError::OrderAmountMismatch { order: number, signed: order.amount, moved: given });
    }
    if wide_product(given, order.ratio_buy) > wide_product(got, order.ratio_sell) {
        return Err(OperationError::PriceNotMet { order: number });
    }
    Ok(())
}

/// The product of two numbers of 128 bits has at most 256.
fn wide_product(a: u128, b: u128) -> U256 {
    U256::from(a).saturating_mul(U256::from(b))
}

/// `H_orders(message of the first order, message of the second)`.
pub fn orders_digest(messages: [Felt; 2]) -> Felt {
    hash(Domain::ORDERS, &messages.map(Felt::to_fr)).into()
}

/// The submitter's message holds both packed amounts: `first * 2^40 + second`.
pub fn signed_amounts([first, second]: [PackedAmount; 2]) -> u128 {
    u128::from(first.raw()) << 40 | u128::from(second.raw())
}

/// `account:4 recipient:4 token:2 amount:5 nonce_used:1`, after the opcode in the first slot.
pub fn order_pubdata(
    account: AccountId,
    recipient: AccountId,
    token: TokenId,
    amount: PackedAmount,
    nonce_used: bool,
) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&account.0.to_be_bytes());
    bytes[4..8].copy_from_slice(&recipient.0.to_be_bytes());
    bytes[8..10].copy_from_slice(&token.0.to_be_bytes());
    bytes[10..15].copy_from_slice(&amount.to_bytes());
    bytes[15] = u8::from(nonce_used);
    bytes
}

/// `submitter:4 fee_token:2 fee:2`, in the third slot.
pub fn submitter_pubdata(submitter: AccountId, fee_token: TokenId, fee: PackedFee) -> [u8; 8] {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&submitter.0.to_be_bytes());
    bytes[4..6].copy_from_slice(&fee_token.0.to_be_bytes());
    bytes[6..].copy_from_slice(&fee.to_bytes());
    bytes
}

impl SignedBody for Swap {
    const NAME: &'static str = "swap";

    fn header(&self) -> Header {
        let Self { account, nonce, fee_token, fee, valid_from, valid_until, .. } = *self;
        Header { account, nonce, fee_token, fee, validity: (valid_from, valid_until) }
    }

    /// The window in which the swap and both orders may run.
    fn validity(&self) -> (u64, u64) {
        let orders = self.orders.iter().map(|signed| (signed.order.valid_from, signed.order.valid_until));
        orders.fold((self.valid_from, self.valid_until), |(from, until), (other_from, other_until)| {
            (from.max(other_from), until.min(other_until))
        })
    }

    fn cost(&self, _recipient_exists: bool) -> OperationCost {
        cost::SWAP
    }

    fn slots(&self) -> u32 {
        3
    }

    fn lines(&self, names: &dyn TokenNames) -> Vec<String> {
        let amount = |index: usize, amount| amount_text(names, self.orders[index].order.token_sell, amount);
        vec![format!("Swap {} for {}", amount(0, self.first_amount), amount(1, self.second_amount))]
    }

    /// The orders, whose accounts may have a second factor of their own.
    fn attached(&self, names: &dyn TokenNames, chain_tag: Felt) -> Vec<AttachedMessage> {
        self.orders.iter().map(|signed| signed.attached(names, chain_tag)).collect()
    }

    fn signed_fields(&self, chain_tag: Felt) -> Result<SignedFields, OperationError> {
        rules::user_account(self.account)?;
        let (valid_from, valid_until) = self.validity();
        rules::ordered_validity(valid_from, valid_until)?;
        self.check_orders()?;
        let [first, second] = self.orders.each_ref().map(|signed| signed.order.message(chain_tag));
        let fields = self.header().signed_fields(OPCODE)?;
        let (amount, aux) = (signed_amounts(self.packed_amounts()?), orders_digest([first?, second?]));
        Ok(SignedFields { amount, aux, ..fields })
    }

    fn check_authorization(&self, _signer: &PublicKey, chain_tag: Felt) -> Result<(), OperationError> {
        self.orders.iter().try_for_each(|order| order.check_signature(chain_tag))
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
