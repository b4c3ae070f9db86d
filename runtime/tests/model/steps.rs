//! Random steps. A step is a handful of small numbers; what they mean is decided when it runs, by what there is then.

use proptest::prelude::*;

use crate::world::TOKENS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Deposit,
    FullExit,
    FullExitNft,
    ChangeKey,
    Transfer,
    Withdraw,
    ForcedExit,
    Mint,
    SendNft,
    WithdrawNft,
    Swap,
    Seal,
}

/// What is wrong with a transaction. Some flaws mean nothing to some kinds, which then are as without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    None,
    NonceAhead,
    NonceBehind,
    WrongKey,
    Forged,
    Expired,
    Early,
    EmptyWindow,
    UnpackableFee,
    UnpackableAmount,
    TooMuch,
    ReservedAccount,
    NobodysAccount,
    /// The account is not the one that could do this.
    WrongAccount,
    WrongSlot,
    WrongNft,
    NoConsent,
    OrderNonce,
    OrderKey,
    OrderForged,
    OrderExpired,
    OrderAmount,
    OrderPrice,
    OrderRatio,
    OrderTokens,
    SameToken,
    SelfSwap,
}

const FLAWS: [Flaw; 26] = [
    Flaw::NonceAhead,
    Flaw::NonceBehind,
    Flaw::WrongKey,
    Flaw::Forged,
    Flaw::Expired,
    Flaw::Early,
    Flaw::EmptyWindow,
    Flaw::UnpackableFee,
    Flaw::UnpackableAmount,
    Flaw::TooMuch,
    Flaw::ReservedAccount,
    Flaw::NobodysAccount,
    Flaw::WrongAccount,
    Flaw::WrongSlot,
    Flaw::WrongNft,
    Flaw::NoConsent,
    Flaw::OrderNonce,
    Flaw::OrderKey,
    Flaw::OrderForged,
    Flaw::OrderExpired,
    Flaw::OrderAmount,
    Flaw::OrderPrice,
    Flaw::OrderRatio,
    Flaw::OrderTokens,
    Flaw::SameToken,
    Flaw::SelfSwap,
];

#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub kind: Kind,
    pub flaw: Flaw,
    /// Who acts and who is meant, out of the addresses or accounts that fit.
    pub by: usize,
    pub to: usize,
    pub token: usize,
    pub amount: u128,
    pub fee: u128,
    /// For whatever else there is to choose.
    pub pick: usize,
    pub bits: u8,
}

impl Step {
    /// One of `choices`, which are not empty.
    pub fn choose<T: Clone>(number: usize, choices: &[T]) -> T {
        choices[number % choices.len()].clone()
    }

    pub fn bit(&self, index: u8) -> bool {
        self.bits >> index & 1 == 1
    }
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        4 => Just(Kind::Deposit),
        1 => Just(Kind::FullExit),
        1 => Just(Kind::FullExitNft),
        3 => Just(Kind::ChangeKey),
        6 => Just(Kind::Transfer),
        3 => Just(Kind::Withdraw),
        2 => Just(Kind::ForcedExit),
        4 => Just(Kind::Mint),
        4 => Just(Kind::SendNft),
        2 => Just(Kind::WithdrawNft),
        6 => Just(Kind::Swap),
        2 => Just(Kind::Seal),
    ]
}

fn amount() -> impl Strategy<Value = u128> {
    // Some only fit a packed number, some only a full one.
    prop_oneof![
        6 => 0u128..2_000,
        1 => (0u128..9).prop_map(|mantissa| mantissa * 10u128.pow(25)),
        1 => (0u128..9).prop_map(|mantissa| mantissa * 10u128.pow(20) + 1),
    ]
}

pub fn step() -> impl Strategy<Value = Step> {
    let flaw = prop_oneof![3 => Just(Flaw::None), 1 => prop::sample::select(&FLAWS[..])];
    let numbers = (0..TOKENS.len(), amount(), 0u128..5, any::<u16>(), any::<u8>());
    (kind(), flaw, 0usize..64, 0usize..64, numbers).prop_map(
        |(kind, flaw, by, to, (token, amount, fee, pick, bits))| Step {
            kind,
            flaw,
            by,
            to,
            token,
            amount,
            fee,
            pick: pick.into(),
            bits,
        },
    )
}
