//! EIP-1559 fees and gas limits of the node's transactions.

use super::{L1Client, L1Error};
use codec::{Decode, Encode};

/// Greatest gas limit of a transaction (EIP-7825).
const TRANSACTION_GAS_CAP: u64 = 1 << 24;
/// Nodes replace a transaction only if both fees rise by a tenth; this is a little more.
const BUMP_PERCENT: u128 = 115;
const LEAST_BUMP_PERCENT: u128 = 110;

/// What a transaction offers for a unit of gas, in wei.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Fees {
    /// All of it at most.
    pub max_fee: u128,
    /// For the block's maker.
    pub priority_fee: u128,
}

impl Fees {
    /// What L1 asks for now, with room for six full blocks; `limit` caps it.
    pub async fn suggested(client: &L1Client, limit: u128) -> Result<Self, L1Error> {
        let (base_fee, _) = client.base_fee().await?;
        Self::for_base_fee(base_fee, client.priority_fee(base_fee).await?, limit)
    }

    pub(super) fn for_base_fee(base_fee: u128, priority_fee: u128, limit: u128) -> Result<Self, L1Error> {
        if base_fee > limit {
            return Err(L1Error::FeeAboveLimit { base_fee, limit });
        }
        let max_fee = base_fee.saturating_mul(2).saturating_add(priority_fee).min(limit);
        Ok(Self { max_fee, priority_fee: priority_fee.min(max_fee) })
    }

    /// Fees for the replacement of a transaction that offered `self`; `None` if `limit` leaves no room for one.
    pub fn bumped(&self, suggested: Self, limit: u128) -> Option<Self> {
        let percent = |fee: u128, percent: u128| fee.saturating_mul(percent).div_ceil(100);
        let max_fee = percent(self.max_fee, BUMP_PERCENT).max(suggested.max_fee).min(limit);
        let priority_fee = percent(self.priority_fee, BUMP_PERCENT).max(suggested.priority_fee).min(max_fee);
        let enough = max_fee >= percent(self.max_fee, LEAST_BUMP_PERCENT)
            && priority_fee >= percent(self.priority_fee, LEAST_BUMP_PERCENT);
        enough.then_some(Self { max_fee, priority_fee })
    }
}

/// The gas limit for an estimate: a fifth more, because the state may change before the transaction is mined.
pub fn gas_limit(estimate: u64, block_limit: u64) -> u64 {
    let cap = TRANSACTION_GAS_CAP.min(block_limit).max(estimate);
    estimate.saturating_add(estimate / 5).min(cap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_offers_enough_more_or_is_not_made() {
        let sent = Fees { max_fee: 1_000, priority_fee: 10 };
        let quiet = Fees { max_fee: 500, priority_fee: 10 };
        assert_eq!(sent.bumped(quiet, 10_000), Some(Fees { max_fee: 1_150, priority_fee: 12 }));
        let busy = Fees { max_fee: 5_000, priority_fee: 100 };
        assert_eq!(sent.bumped(busy, 10_000), Some(busy));
        assert_eq!(sent.bumped(quiet, 1_100), Some(Fees { max_fee: 1_100, priority_fee: 12 }));
        assert_eq!(sent.bumped(quiet, 1_099), None);
    }

    #[test]
    fn fees_stay_below_the_limit() {
        let fees = Fees::for_base_fee(90, 20, 100).expect("90 is below 100");
        assert_eq!(fees, Fees { max_fee: 100, priority_fee: 20 });
        let error = Fees::for_base_fee(101, 20, 100).expect_err("101 is above 100");
        assert!(matches!(error, L1Error::FeeAboveLimit { base_fee: 101, limit: 100 }), "{error}");
    }

    #[test]
    fn gas_limits_leave_room_up_to_the_cap() {
        assert_eq!(gas_limit(100_000, 30_000_000), 120_000);
        assert_eq!(gas_limit(16_000_000, 30_000_000), TRANSACTION_GAS_CAP);
        assert_eq!(gas_limit(20_000_000, 30_000_000), 20_000_000);
    }
}
