//! What is offered to the chain and to the model: plain data, nothing left to chance.

use zelkova_primitives::{AccountId, L1Address, Nft, Nonce, TokenId};

/// First and last second.
pub type Window = (u64, u64);

/// Always.
pub const ALWAYS: Window = (0, u64::MAX);

/// One thing to do.
#[expect(clippy::large_enum_variant, reason = "most actions are signed ones")]
#[derive(Clone, Debug)]
pub enum Action {
    Deposit { token: TokenId, amount: u128, to: L1Address },
    FullExit { account: AccountId, owner: L1Address, token: TokenId },
    FullExitNft { account: AccountId, owner: L1Address, slot: u16 },
    Signed(SignedAction),
    Seal,
}

/// A transaction.
#[derive(Clone, Debug)]
pub struct SignedAction {
    pub account: AccountId,
    pub nonce: Nonce,
    /// Token of the fee, and of the amount if there is one.
    pub token: TokenId,
    pub fee: u128,
    pub window: Window,
    /// Which key signs.
    pub key: usize,
    /// Whether the signature is that of something else.
    pub forged: bool,
    pub body: Body,
}

#[derive(Clone, Debug)]
pub enum Body {
    Transfer { to: L1Address, amount: u128 },
    Withdraw { to: L1Address, amount: u128, fast: bool },
    ChangeKey { address: L1Address, key: usize, consent: Consent },
    ForcedExit { target: L1Address },
    Mint { to: L1Address, content: [u8; 32] },
    SendNft { to: L1Address, nft: Nft, slot: u16 },
    WithdrawNft { to: L1Address, nft: Nft, slot: u16 },
    Swap { orders: [OrderPlan; 2], amounts: [u128; 2] },
}

/// How the owner on L1 agrees to a key.
#[derive(Clone, Copy, Debug)]
pub enum Consent {
    /// By the signature of a user's L1 key.
    SignedBy(usize),
    /// By a call on L1, which the chain has heard of or has not.
    OnChain { known: bool },
}

/// One side of a swap.
#[derive(Clone, Debug)]
pub struct OrderPlan {
    pub account: AccountId,
    pub recipient: L1Address,
    pub nonce: Nonce,
    pub sell: TokenId,
    pub buy: TokenId,
    /// Sold, bought.
    pub ratio: [u128; 2],
    /// 0 for any.
    pub amount: u128,
    pub window: Window,
    pub key: usize,
    pub forged: bool,
}
