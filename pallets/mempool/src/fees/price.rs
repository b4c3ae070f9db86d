//! What a token is worth in wei, as a fraction of integers.

use serde::{Deserialize, Serialize};
use sp_core::U256;
use zelkova_primitives::serde_util::decimal;

/// `units` of a token's smallest unit are worth `wei` wei. Both are above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawPrice", into = "RawPrice")]
pub struct Price {
    wei: u128,
    units: u128,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RawPrice {
    #[serde(with = "decimal")]
    wei: u128,
    #[serde(with = "decimal")]
    units: u128,
}

impl TryFrom<RawPrice> for Price {
    type Error = &'static str;

    fn try_from(RawPrice { wei, units }: RawPrice) -> Result<Self, Self::Error> {
        Self::new(wei, units).ok_or("a price needs `wei` and `units` above 0")
    }
}

impl From<Price> for RawPrice {
    fn from(Price { wei, units }: Price) -> Self {
        Self { wei, units }
    }
}

impl Price {
    /// The price of ETH in wei.
    pub const ETH: Self = Self { wei: 1, units: 1 };

    /// A price; `None` if a part is zero.
    pub fn new(wei: u128, units: u128) -> Option<Self> {
        (wei > 0 && units > 0).then_some(Self { wei, units })
    }

    /// Reads what one whole token with so many decimals costs in ETH, as a decimal number (`0.00041`, `4.1e-4`). `None`
    /// if it is not one, is zero, or has more digits than 128 bits hold.
    pub fn from_eth_per_token(text: &str, decimals: u8) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mantissa: u128 = digits.parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()?;
        // The token is worth mantissa * 10^(exponent - places) ETH: 18 digits more in wei, `decimals` more a unit.
        let shift = exponent.checked_sub(places)?.checked_add(18)?.checked_sub(decimals.into())?;
        let power = 10u128.checked_pow(shift.unsigned_abs())?;
        match shift {
            0.. => Self::new(mantissa.checked_mul(power)?, 1),
            _ => Self::new(mantissa, power),
        }
    }

    /// Whole wei that `amount` of the smallest unit is worth, rounded down; 2^128 - 1 if it is more.
    pub fn wei(&self, amount: u128) -> u128 {
        let product = U256::from(amount).saturating_mul(self.wei.into());
        product.checked_div(self.units.into()).and_then(|wei| u128::try_from(wei).ok()).unwrap_or(u128::MAX)
    }

    /// The least amount of the smallest unit that is worth `wei`; 2^128 - 1 if it is more.
    pub fn amount(&self, wei: u128) -> u128 {
        let product = U256::from(wei).saturating_mul(self.units.into());
        let rounded = product.saturating_add(self.wei.saturating_sub(1).into()).checked_div(self.wei.into());
        rounded.and_then(|amount| u128::try_from(amount).ok()).unwrap_or(u128::MAX)
    }

    /// Whether this price is more than `factor` times the other one, or less than its `factor`-th part.
    pub fn differs_by_more_than(&self, other: &Self, factor: u32) -> bool {
        let here = U256::from(self.wei).saturating_mul(other.units.into());
        let there = U256::from(other.wei).saturating_mul(self.units.into());
        let times = |value: U256| value.checked_mul(factor.into()).unwrap_or(U256::MAX);
        here > times(there) || there > times(here)
    }
}
