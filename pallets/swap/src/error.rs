//! What the rules of swaps refuse beside the shared ones.

use zelkova_primitives::{AccountId, TokenId};

zelkova_operation::reasons! {
    /// Why orders cannot be swapped. Orders are counted 1 and 2.
    pub enum SwapError {
        /// A ratio does not fit.
        RatioTooLarge { ratio: u128 } => Invalid, "ratioTooLarge",
            "the ratio {ratio} of an order is 2^112 or more", "divide both ratios by the same number";
        /// A swap of a token for itself.
        SameToken { token: TokenId } => Invalid, "sameToken",
            "both orders sell token {token}", "swap different tokens";
        /// A swap of an account with itself.
        SelfSwap { account: AccountId } => Invalid, "selfSwap",
            "both orders are of account {account}", "match orders of different accounts";
        /// The tokens of the orders do not match.
        OrdersDoNotMatch => Invalid, "ordersDoNotMatch",
            "one order does not buy what the other sells", "match other orders";
        /// An exact order has another amount.
        OrderAmountMismatch { order: u8, signed: u128, moved: u128 } => Invalid, "orderAmountMismatch",
            "order {order} sells {signed}, the swap moves {moved}", "use the order's amount";
        /// An order gets too little.
        PriceNotMet { order: u8 } => Invalid, "priceNotMet",
            "order {order} would get less than its price", "use amounts that fit both prices";
    }
}
