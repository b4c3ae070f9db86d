//! Wire type, pubdata and signed fields of Swap.

use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::U256;
use zelkova_operation::{
    l1_signature::{amount_text, AttachedMessage},
    packed_amount, rules, validity, FeeKind, Header, Layout, OnL1, OperationCost, OperationError, Recipient, RuleError,
    SignedBody, TokenNames,
};
use zelkova_primitives::{
    hash::hash, serde_util::decimal, AccountId, Domain, Felt, Nonce, PackedAmount, PackedFee, PublicKey, SignedFields,
    TokenId,
};

use super::order::{Order, SignedOrder};
use crate::SwapError;

zelkova_operation::slot! {
    /// One order: its seller gives, the recipient of the other order gets.
    pub struct Filled { seller: AccountId, recipient: AccountId, token: TokenId, amount: PackedAmount, nonce_used: bool }
}

zelkova_operation::slot! {
    /// Who pays the fee.
    pub struct Submitted { submitter: AccountId, fee_token: TokenId, fee: PackedFee }
}

/// Also signed by the submitter under this opcode.
pub const LAYOUT: Layout =
    Layout::new(11, "swap", &[<Filled>::FIELDS, <Filled>::FIELDS, <Submitted>::FIELDS], OnL1::Silent);

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
    /// What the submitter pays.
    pub const FEE: FeeKind = FeeKind {
        name: "swap",
        doc: "An exchange between two accounts.",
        cost: OperationCost { slots: 3, commit_gas: 960, execute_gas: 0 },
        fast: false,
        measured: "swap",
        recipient: Recipient::Any,
    };

    /// What the orders sell.
    pub fn amounts(&self) -> [u128; 2] {
        [self.first_amount, self.second_amount]
    }

    /// The same in pubdata.
    pub fn packed_amounts(&self) -> Result<[PackedAmount; 2], RuleError> {
        Ok([packed_amount(self.first_amount)?, packed_amount(self.second_amount)?])
    }

    /// Whether the orders fit each other and the amounts: everything that needs no state.
    pub fn check_orders(&self) -> Result<(), SwapError> {
        let [first, second] = self.orders.each_ref().map(|signed| &signed.order);
        if first.token_buy != second.token_sell || second.token_buy != first.token_sell {
            return Err(SwapError::OrdersDoNotMatch);
        }
        if first.token_sell == second.token_sell {
            return Err(SwapError::SameToken { token: first.token_sell });
        }
        if first.account == second.account {
            return Err(SwapError::SelfSwap { account: first.account });
        }
        let [given, got] = self.amounts();
        check_order(1, first, given, got)?;
        check_order(2, second, got, given)
    }
}

/// The order sells its amount, at its price or better: `given * ratio_buy <= got * ratio_sell`.
fn check_order(number: u8, order: &Order, given: u128, got: u128) -> Result<(), SwapError> {
    if order.amount != 0 && order.amount != given {
        return Err(SwapError::OrderAmountMismatch { order: number, signed: order.amount, moved: given });
    }
    if wide_product(given, order.ratio_buy) > wide_product(got, order.ratio_sell) {
        return Err(SwapError::PriceNotMet { order: number });
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

impl SignedBody for Swap {
    const LAYOUT: Layout = LAYOUT;

    const FEES: &'static [FeeKind] = &[Self::FEE];

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

    fn fee_kind(&self, _recipient_exists: bool) -> FeeKind {
        Self::FEE
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
        let fields = self.header().signed_fields(LAYOUT.opcode)?;
        let (amount, aux) = (signed_amounts(self.packed_amounts()?), orders_digest([first?, second?]));
        Ok(SignedFields { amount, aux, ..fields })
    }

    fn check_authorization(&self, _signer: &PublicKey, chain_tag: Felt) -> Result<(), OperationError> {
        self.orders.iter().try_for_each(|order| order.check_signature(chain_tag))
    }
}
