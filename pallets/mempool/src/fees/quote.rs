//! Gas price and token prices of one moment, and what admission makes of them.

use std::collections::BTreeMap;

use zelkova_primitives::{PackedFee, TokenId};

use super::{Charge, FeeModel, Price};
use crate::{admission::TokenList, AdmissionError};

/// What fees are computed from at one moment. ETH always has a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeQuote {
    model: FeeModel,
    gas_price: u128,
    prices: BTreeMap<TokenId, Price>,
}

/// A fee in one token, by what it pays for; all in the token's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeEstimate {
    /// Gas on L1.
    pub gas_fee: u128,
    /// The proof.
    pub proof_fee: u128,
    /// What a transaction has to pay: the least packable fee that is not below the sum of the parts.
    pub total_fee: u128,
}

impl FeeQuote {
    /// A quote. `gas_price` is in wei; a price of ETH among `prices` is ignored.
    pub fn new(model: FeeModel, gas_price: u128, mut prices: BTreeMap<TokenId, Price>) -> Self {
        prices.insert(TokenId::ETH, Price::ETH);
        Self { model, gas_price, prices }
    }

    /// Wei that a unit of gas on L1 costs.
    pub fn gas_price(&self) -> u128 {
        self.gas_price
    }

    /// The tokens in which fees can be paid, by id.
    pub fn tokens(&self) -> Vec<TokenId> {
        self.prices.keys().copied().collect()
    }

    /// Whether fees can be paid in a token.
    pub fn accepts(&self, token: TokenId) -> bool {
        self.prices.contains_key(&token)
    }

    /// The least wei that a transaction has to pay. A batch has to pay the sum of its transactions.
    pub fn minimum_wei(&self, charge: Charge) -> u128 {
        self.model.wei(charge, self.gas_price).total()
    }

    /// What a fee in a token is worth in wei, rounded down.
    pub fn value_wei(&self, token: TokenId, fee: u128) -> Result<u128, AdmissionError> {
        Ok(self.price(token)?.wei(fee))
    }

    /// The fee that all `charges` cost together, rounded up once.
    pub fn estimate(&self, token: TokenId, charges: &[Charge]) -> Result<FeeEstimate, AdmissionError> {
        let price = self.price(token)?;
        // As in the check of a batch, each transaction's minimum counts in whole wei.
        let each = charges.iter().map(|charge| self.model.wei(*charge, self.gas_price));
        let (gas_wei, total_wei) = each.fold((0u128, 0u128), |(gas, total), cost| {
            (gas.saturating_add(cost.gas), total.saturating_add(cost.total()))
        });
        let sum = price.amount(total_wei);
        let gas_fee = price.amount(gas_wei).min(sum);
        let total_fee = PackedFee::closest_packable_up(sum).unwrap_or(u128::MAX);
        Ok(FeeEstimate { gas_fee, proof_fee: sum.saturating_sub(gas_fee), total_fee })
    }

    fn price(&self, token: TokenId) -> Result<&Price, AdmissionError> {
        self.prices.get(&token).ok_or_else(|| AdmissionError::NoFeeToken { token, accepted: TokenList(self.tokens()) })
    }
}

/// The quotes that count for admission. The one before the newest still does, so that a transaction with the fee that
/// was estimated a moment ago is not refused because the price has just risen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fees {
    current: FeeQuote,
    previous: Option<FeeQuote>,
}

impl Fees {
    /// Fees with one quote.
    pub fn new(quote: FeeQuote) -> Self {
        Self { current: quote, previous: None }
    }

    /// The fees after `self` with a new quote.
    pub fn followed_by(&self, quote: FeeQuote) -> Self {
        Self { current: quote, previous: Some(self.current.clone()) }
    }

    /// The newest quote: what estimates are made of.
    pub fn current(&self) -> &FeeQuote {
        &self.current
    }

    /// Checks that the fees of some transactions together cover their minima together, by one of the quotes. One
    /// transaction is checked alike. Several may pay in different tokens; those whose fee is zero need no price.
    pub fn check(&self, charges: &[Charge], paid: &[(TokenId, u128)]) -> Result<(), AdmissionError> {
        let refusal = match Self::covers(&self.current, charges, paid) {
            Ok(()) => return Ok(()),
            Err(refusal) => refusal,
        };
        match &self.previous {
            Some(previous) if Self::covers(previous, charges, paid).is_ok() => Ok(()),
            _ => Err(refusal),
        }
    }

    fn covers(quote: &FeeQuote, charges: &[Charge], paid: &[(TokenId, u128)]) -> Result<(), AdmissionError> {
        let (required, value) = (Self::minimum_wei(quote, charges), Self::value_wei(quote, paid)?);
        if value >= required {
            return Ok(());
        }
        match paid {
            [(token, given)] => {
                let minimum = quote.estimate(*token, charges)?.total_fee;
                Err(AdmissionError::FeeTooLow { token: *token, minimum, given: *given })
            }
            _ => Err(AdmissionError::BatchFeeTooLow { required, value }),
        }
    }

    /// What fees are worth in millionths of the least ones; a million if a token has no price any more, because it has been
    /// admitted with one.
    pub fn score(&self, charges: &[Charge], paid: &[(TokenId, u128)]) -> u128 {
        let Ok(value) = Self::value_wei(&self.current, paid) else { return 1_000_000 };
        let least = Self::minimum_wei(&self.current, charges).max(1);
        value.saturating_mul(1_000_000).checked_div(least).unwrap_or(0)
    }

    fn minimum_wei(quote: &FeeQuote, charges: &[Charge]) -> u128 {
        charges.iter().fold(0u128, |sum, charge| sum.saturating_add(quote.minimum_wei(*charge)))
    }

    fn value_wei(quote: &FeeQuote, paid: &[(TokenId, u128)]) -> Result<u128, AdmissionError> {
        let counts = |fee: u128| fee > 0 || paid.len() == 1;
        paid.iter()
            .filter(|(_, fee)| counts(*fee))
            .try_fold(0u128, |sum, (token, fee)| Ok(sum.saturating_add(quote.value_wei(*token, *fee)?)))
    }
}
